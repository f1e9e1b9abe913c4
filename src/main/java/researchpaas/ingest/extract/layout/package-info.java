/// From characters with a place on paper to text in reading order, horizontal or vertical: [Glyph]
/// → [LineBuilder] → [ReadingOrder] → [RunningHeads] → [PageFlow], and [PdfHeadings] from the size
/// of print.
///
/// Imports `letters` and the records of `document`; no library, so that it is tested on bare
/// coordinates. Start at [ReadingOrder]. Not here: how a PDF yields glyphs (`pdf`).
@NullMarked
package researchpaas.ingest.extract.layout;

import org.jspecify.annotations.NullMarked;
