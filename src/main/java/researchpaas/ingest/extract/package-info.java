/// Reads every [Format] in a child process, so that a file which hangs, crashes or eats memory
/// costs that child and nothing else.
///
/// Imports `ingest`, `document`, Spring (parent side only) and the formats' libraries (child side
/// only): PDFBox, POI, commons-compress, commonmark, commons-csv, Jackson's streaming core, jsoup,
/// mime4j. Start at [ChildTextExtractor] for the parent's side, at [ParsingChild] for the child's;
/// [PdfReader] reads page by page: [PageGlyphs] → [LineBuilder] → [ReadingOrder] → [RunningHeads] →
/// [PageFlow]; Office files are an [OfficePackage] of XML, or old and in an [Ole2] container; text
/// is decoded by [TextDecoding], and tables are written by [TableText]. Not here: what a title or
/// an author is (`describe`), where files come from (the sources).
@NullMarked
package researchpaas.ingest.extract;

import org.jspecify.annotations.NullMarked;
