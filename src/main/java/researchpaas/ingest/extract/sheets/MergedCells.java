package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableText;

/// Cells of a sheet that were merged downwards: the value stands in the first row only, and means
/// the others too.
final class MergedCells {
    /// Merged cells are listed behind the rows, so a sheet is read twice; one with more bytes is
    /// data, not made for the eye.
    private static final long LARGEST_SHEET = 8L << 20;

    private static final int MOST = 10_000;
    private static final Pattern RANGE =
            Pattern.compile("([A-Z]{1,3})(\\d{1,7}):[A-Z]{1,3}(\\d{1,7})");

    private final Map<Integer, List<Range>> byFirstRow = new HashMap<>();
    private final List<Open> open = new ArrayList<>();

    private record Range(int column, int last) {}

    private record Open(int column, int last, String value) {}

    static MergedCells read(OfficePackage file, String part) throws IOException {
        MergedCells merged = new MergedCells();
        if (file.size(part) > LARGEST_SHEET) {
            return merged;
        }
        try (XmlCursor xml = file.read(part)) {
            int count = 0;
            while (xml.nextInside(0) && count < MOST) {
                if (xml.name().equals("sheetData")) {
                    xml.skip();
                } else if (xml.name().equals("mergeCell")) {
                    merged.add(xml.attribute("ref", ""));
                    count++;
                }
            }
        }
        return merged;
    }

    private void add(String reference) {
        Matcher range = RANGE.matcher(reference);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(2));
            int last = Integer.parseInt(range.group(3));
            if (last > first) {
                byFirstRow
                        .computeIfAbsent(first, _ -> new ArrayList<>())
                        .add(new Range(XlsxSheet.column(range.group(1), 0), last));
            }
        }
    }

    /// @param number of the row, from 1; call in their order
    List<String> filled(int number, List<String> row) {
        open.removeIf(one -> one.last() < number);
        if (row.isEmpty()) {
            return row;
        }
        for (Open one : open) {
            TableText.put(row, one.column(), one.value());
        }
        for (Range range : byFirstRow.getOrDefault(number, List.of())) {
            if (range.column() < row.size() && !row.get(range.column()).isEmpty()) {
                open.add(new Open(range.column(), range.last(), row.get(range.column())));
            }
        }
        return row;
    }
}
