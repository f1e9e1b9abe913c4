/// Tables as text: [TableText] writes a card and rows that name their cells, [TableRows] the small
/// table inside a document; and the formats that are tables and nothing else, CSV, TSV, JSON and
/// JSON Lines.
///
/// Imports `reader`, `letters`, `guard`, commons-csv and Jackson's streaming core. Start at
/// [TableText]. Not here: sheets of Office files (`sheets`, `odf`), which write through it.
@NullMarked
package researchpaas.ingest.extract.table;

import org.jspecify.annotations.NullMarked;
