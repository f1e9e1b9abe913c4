/// OpenDocument text, presentations and spreadsheets, which are one XML with one set of styles.
///
/// Imports `office`, `slides`, `table`, `reader`, `letters`, `guard`. Start at [OdfReader]. Not
/// here: how slides are ordered (`slides`), how rows become text (`table`).
@NullMarked
package researchpaas.ingest.extract.odf;

import org.jspecify.annotations.NullMarked;
