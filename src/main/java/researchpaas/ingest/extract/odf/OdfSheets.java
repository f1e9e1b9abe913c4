package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.TableText;

/// The sheets of an OpenDocument spreadsheet; cells carry what they show as text.
final class OdfSheets {
    private static final int MOST_COLUMNS = 2_000;

    /// Rows that are written once and stand for many are most often empty ones at the end.
    private static final int MOST_REPEATS = 10_000;

    private final OdfStyles styles;
    private final TextSink sink;

    OdfSheets(OdfStyles styles, TextSink sink) {
        this.styles = styles;
        this.sink = sink;
    }

    void read(XmlCursor xml) throws IOException, Refusal {
        List<Heading> headings = new ArrayList<>();
        int number = 0;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("table")) {
                number++;
                TableText table = new TableText(xml.attribute("name", ""));
                boolean shown = styles.isShown(xml.attribute("style-name", ""));
                rows(xml, table);
                TableText.Written written = shown ? table.end() : table.end().hidden();
                sink.page(new Page(number, written.text(), 0, 0, List.of()));
                headings.addAll(written.headings(number));
            } else {
                xml.skip();
            }
        }
        sink.headings(headings);
    }

    private void rows(XmlCursor xml, TableText table) throws IOException, Refusal {
        MergedDown merged = new MergedDown();
        int columns = 0;
        int hiddenGroup = Integer.MAX_VALUE;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.depth() <= hiddenGroup) {
                hiddenGroup = Integer.MAX_VALUE;
            }
            boolean hidden = hiddenGroup < xml.depth() || isHidden(xml);
            switch (xml.name()) {
                case "table-row-group", "table-column-group" -> {
                    if (hidden) {
                        hiddenGroup = Math.min(hiddenGroup, xml.depth());
                    }
                }
                case "table-column" -> {
                    int next =
                            columns
                                    + Math.clamp(
                                            xml.number("number-columns-repeated", 1),
                                            1,
                                            MOST_COLUMNS);
                    if (hidden && columns < MOST_COLUMNS) {
                        table.hideColumns(columns, Math.min(next, MOST_COLUMNS) - 1);
                    }
                    columns = Math.min(next, MOST_COLUMNS);
                }
                case "table-row" -> {
                    int repeated = xml.number("number-rows-repeated", 1);
                    List<String> cells = row(xml, merged);
                    for (int i = 0; i < Math.min(repeated, MOST_REPEATS) && !cells.isEmpty(); i++) {
                        if (hidden) {
                            table.hiddenRow(cells);
                        } else {
                            table.row(cells);
                        }
                    }
                }
                case "shapes", "named-expressions" -> xml.skip();
                default -> {
                    // a wrapper: its rows come next
                }
            }
        }
    }

    /// Rows and columns that are folded away or filtered out, and groups that are closed.
    private static boolean isHidden(XmlCursor xml) {
        return xml.attribute("visibility", "").matches("collapse|filter")
                || xml.attribute("display", "").equals("false");
    }

    private List<String> row(XmlCursor xml, MergedDown merged) throws IOException, Refusal {
        List<String> cells = new ArrayList<>();
        int column = 0;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            boolean covered = xml.name().equals("covered-table-cell");
            if (covered || xml.name().equals("table-cell")) {
                int repeated = Math.max(1, xml.number("number-columns-repeated", 1));
                int rows = xml.number("number-rows-spanned", 1);
                String value = covered ? "" : text(xml);
                if (covered) {
                    xml.skip();
                    value = merged.at(column);
                } else {
                    merged.put(column, rows, value);
                }
                for (int i = 0; i < repeated && column + i < MOST_COLUMNS; i++) {
                    if (!value.isEmpty()) {
                        TableText.put(cells, column + i, value);
                    }
                }
                column += Math.min(repeated, MOST_COLUMNS);
            }
        }
        merged.nextRow();
        return cells;
    }

    private static String text(XmlCursor xml) throws IOException, Refusal {
        BlockText text = new BlockText();
        new OdfText(new OdfStyles(), _ -> {}).blocks(xml, text);
        return text.toString().replace('\n', ' ');
    }

    /// Values that stand for cells below them, too.
    private static final class MergedDown {
        private final List<Integer> rowsLeft = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        String at(int column) {
            return column < values.size() && rowsLeft.get(column) > 0 ? values.get(column) : "";
        }

        void put(int column, int rows, String value) {
            if (rows <= 1 || column >= MOST_COLUMNS) {
                return;
            }
            while (values.size() <= column) {
                values.add("");
                rowsLeft.add(0);
            }
            values.set(column, value);
            rowsLeft.set(column, rows);
        }

        void nextRow() {
            rowsLeft.replaceAll(rows -> Math.max(0, rows - 1));
        }
    }
}
