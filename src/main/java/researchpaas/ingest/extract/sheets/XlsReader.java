package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.ColumnInfoRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.office.Ole2;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.TableText;

/// Excel of before 2007 (XLS), record by record, written as [XlsxReader] writes today's.
public final class XlsReader implements FormatReader {
    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        try (POIFSFileSystem container = Ole2.open(file, "Workbook", "Book")) {
            Sheets sheets = new Sheets();
            HSSFRequest request = new HSSFRequest();
            request.addListenerForAllRecords(sheets.formats);
            new HSSFEventFactory().processWorkbookEvents(request, container.getRoot());
            sheets.write(sink);
            sink.info(new FileInfo(null, null, null));
        } catch (EncryptedDocumentException e) {
            throw new Refusal(Reason.Code.ENCRYPTED);
        }
    }

    /// Takes the records in the file's order: first what all sheets share, then sheet after sheet.
    private static final class Sheets implements HSSFListener {
        private final FormatTrackingHSSFListener formats =
                new FormatTrackingHSSFListener(this, Locale.ROOT);
        private final List<BoundSheetRecord> named = new ArrayList<>();
        private final List<TableText.Written> written = new ArrayList<>();
        private final List<String> row = new ArrayList<>();
        private @Nullable SSTRecord strings;
        private @Nullable TableText table;
        private final BitSet hiddenRows = new BitSet();
        private int rowNumber = -1;
        private @Nullable FormulaRecord awaitsText;

        @Override
        public void processRecord(Record record) {
            switch (record) {
                case BoundSheetRecord sheet -> named.add(sheet);
                case SSTRecord shared -> strings = shared;
                case BOFRecord begin when begin.getType() == BOFRecord.TYPE_WORKSHEET -> {
                    int number = written.size();
                    table =
                            new TableText(
                                    number < named.size() ? named.get(number).getSheetname() : "");
                }
                case ColumnInfoRecord range when table != null -> column(range, table);
                case RowRecord place -> hiddenRows.set(place.getRowNumber(), isHidden(place));
                case EOFRecord _ -> endSheet();
                case StringRecord text when awaitsText != null -> {
                    put(awaitsText, text.getString());
                    awaitsText = null;
                }
                case CellValueRecordInterface cell -> takeCell(cell);
                default -> {
                    // how it looks
                }
            }
        }

        private static void column(ColumnInfoRecord range, TableText table) {
            boolean hidden = range.getHidden() || range.getColumnWidth() == 0;
            if (hidden && range.getFirstColumn() <= range.getLastColumn()) {
                table.hideColumns(range.getFirstColumn(), range.getLastColumn());
            }
        }

        private static boolean isHidden(RowRecord row) {
            return row.getZeroHeight() || row.getHeight() == 0;
        }

        private void takeCell(CellValueRecordInterface cell) {
            switch (cell) {
                case LabelSSTRecord label ->
                        put(
                                cell,
                                strings == null
                                        ? ""
                                        : strings.getString(label.getSSTIndex()).getString());
                case LabelRecord label -> put(cell, label.getValue());
                case NumberRecord _ -> put(cell, formats.formatNumberDateCell(cell));
                case RKRecord number -> put(cell, Double.toString(number.getRKNumber()));
                case BoolErrRecord value when value.isBoolean() ->
                        put(cell, value.getBooleanValue() ? "TRUE" : "FALSE");
                case FormulaRecord formula when formula.hasCachedResultString() ->
                        awaitsText = formula;
                case FormulaRecord _ -> put(cell, formats.formatNumberDateCell(cell));
                default -> {
                    // empty, or an error
                }
            }
        }

        private void put(CellValueRecordInterface cell, String value) {
            if (table == null) {
                return;
            }
            if (cell.getRow() != rowNumber) {
                endRow(table);
                rowNumber = cell.getRow();
            }
            TableText.put(row, cell.getColumn(), HiddenMarks.without(value));
        }

        private void endRow(TableText into) {
            if (!row.isEmpty()) {
                if (hiddenRows.get(rowNumber)) {
                    into.hiddenRow(List.copyOf(row));
                } else {
                    into.row(List.copyOf(row));
                }
                row.clear();
            }
        }

        private void endSheet() {
            if (table != null) {
                endRow(table);
                int number = written.size();
                boolean hidden =
                        number < named.size()
                                && (named.get(number).isHidden()
                                        || named.get(number).isVeryHidden());
                written.add(hidden ? table.end().hidden() : table.end());
                table = null;
                hiddenRows.clear();
                rowNumber = -1;
            }
        }

        private void write(TextSink sink) throws IOException, Refusal {
            List<Heading> headings = new ArrayList<>();
            int number = 0;
            for (TableText.Written sheet : written) {
                number++;
                sink.page(new Page(number, sheet.text(), 0, 0, List.of()));
                headings.addAll(sheet.headings(number));
            }
            sink.headings(headings);
        }
    }
}
