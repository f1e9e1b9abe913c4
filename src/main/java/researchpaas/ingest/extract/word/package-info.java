/// Word documents, new (DOCX, as XML) and old (DOC, through POI): styles, numbering, notes, tables
/// row by row, and pages where the file carries their breaks.
///
/// Imports `office`, `table`, `reader`, `guard`, POI. Start at [DocxReader]; [DocxText] walks the
/// body. Not here: OpenDocument (`odf`).
@NullMarked
package researchpaas.ingest.extract.word;

import org.jspecify.annotations.NullMarked;
