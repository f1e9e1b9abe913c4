/// Formats that are text with marks in it: plain text, Markdown, HTML, e-mail, notebooks.
///
/// Imports `reader`, `table`, `letters`, `guard`, and commonmark, jsoup, mime4j and Jackson's
/// streaming core. Start at [PlainTextReader], the simplest reader there is; [Email] and
/// [NotebookReader] borrow from their neighbours. Not here: TeX (`tex`), tables as files (`table`).
@NullMarked
package researchpaas.ingest.extract.text;

import org.jspecify.annotations.NullMarked;
