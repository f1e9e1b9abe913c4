package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableText;

/// Reads one sheet row by row.
final class XlsxSheet {
    /// A cell far to the right is a slip of the hand.
    private static final int MOST_COLUMNS = 2_000;

    /// Less than a tenth of a point, or of a character.
    private static final Pattern NOTHING = Pattern.compile("0*(\\.0\\d*)?|[\\d.]+[eE]-\\d+");

    private final SharedStrings strings;
    private final CellFormats formats;

    XlsxSheet(SharedStrings strings, CellFormats formats) {
        this.strings = strings;
        this.formats = formats;
    }

    void read(OfficePackage file, String part, TableText table) throws IOException {
        MergedCells merged = MergedCells.read(file, part);
        try (XmlCursor xml = file.read(part)) {
            int number = 0;
            while (xml.nextInside(0)) {
                switch (xml.name()) {
                    case "row" -> {
                        number = xml.number("r", number + 1);
                        boolean hidden = isHidden(xml, "ht");
                        List<String> cells = merged.filled(number, row(xml));
                        if (hidden) {
                            table.hiddenRow(cells);
                        } else {
                            table.row(cells);
                        }
                    }
                    case "col" -> column(xml, table);
                    case "sheetData", "cols" -> {
                        // rows and columns come next
                    }
                    default -> {
                        if (xml.depth() > 1) {
                            xml.skip();
                        }
                    }
                }
            }
        }
    }

    /// The columns stand before the rows, each range with its looks.
    private static void column(XmlCursor xml, TableText table) {
        int first = xml.number("min", 0);
        int last = Math.min(xml.number("max", first), MOST_COLUMNS);
        if (first > 0 && first <= last && isHidden(xml, "width")) {
            table.hideColumns(first - 1, last - 1);
        }
    }

    /// What is dragged together until nothing is left of it is hidden, too.
    ///
    /// @param measure the attribute that says how high or wide it is
    private static boolean isHidden(XmlCursor xml, String measure) {
        String size = xml.attribute(measure, "");
        return xml.attribute("hidden", "").matches("1|true")
                || (!size.isEmpty() && NOTHING.matcher(size).matches());
    }

    private List<String> row(XmlCursor xml) throws IOException {
        List<String> cells = new ArrayList<>();
        int next = 0;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("c")) {
                int column = column(xml.attribute("r", ""), next);
                next = column + 1;
                String value = cell(xml);
                if (!value.isEmpty() && column < MOST_COLUMNS) {
                    TableText.put(cells, column, value);
                }
            }
        }
        return cells;
    }

    private String cell(XmlCursor xml) throws IOException {
        String type = xml.attribute("t", "n");
        int style = xml.number("s", 0);
        String value = "";
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "v" -> value = shown(xml.text(), type, style);
                case "is" -> value = SharedStrings.text(xml);
                case "f", "extLst" -> xml.skip();
                default -> {
                    // nothing else holds a value
                }
            }
        }
        return value;
    }

    private String shown(String raw, String type, int style) {
        return switch (type) {
            case "s" -> raw.matches("\\d{1,9}") ? strings.get(Integer.parseInt(raw)) : "";
            case "b" -> raw.equals("1") ? "TRUE" : "FALSE";
            case "n" -> number(raw, style);
            default -> raw;
        };
    }

    private String number(String raw, int style) {
        try {
            return raw.isBlank() ? "" : formats.written(Double.parseDouble(raw), style);
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    /// @param reference letters, then the row's number, such as `AB12`
    /// @return from 0
    static int column(String reference, int otherwise) {
        int column = 0;
        int at = 0;
        while (at < reference.length()
                && reference.charAt(at) >= 'A'
                && reference.charAt(at) <= 'Z'
                && at < 4) {
            column = column * 26 + reference.charAt(at) - 'A' + 1;
            at++;
        }
        return at == 0 ? otherwise : column - 1;
    }
}
