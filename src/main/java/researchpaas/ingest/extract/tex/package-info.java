/// LaTeX sources as they would be read when set: [TexScanner] splits, [TexText] follows the
/// commands that it knows and leaves out the others, [TexMath] writes formulas on one line.
///
/// Imports `reader`, `table`, `letters`, `guard`; no library. Start at [TexReader]. Not here: files
/// that a source includes, which are never followed.
@NullMarked
package researchpaas.ingest.extract.tex;

import org.jspecify.annotations.NullMarked;
