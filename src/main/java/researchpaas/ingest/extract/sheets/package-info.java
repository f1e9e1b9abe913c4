/// Spreadsheets, new (XLSX, as XML, row by row) and old (XLS, through POI): a sheet is a page, its
/// values as they are shown.
///
/// Imports `office`, `table`, `reader`, `letters`, `guard`, POI. Start at [XlsxReader];
/// [CellFormats] turns numbers into dates. Not here: how rows become text (`table`).
@NullMarked
package researchpaas.ingest.extract.sheets;

import org.jspecify.annotations.NullMarked;
