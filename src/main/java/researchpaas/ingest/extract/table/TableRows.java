package researchpaas.ingest.extract.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import researchpaas.ingest.extract.letters.CleanText;

/// Writes the table of a document row by row, each value behind its column's name where the first
/// row names the columns. It stands in a text that tells what it is about, so it needs no card as
/// [TableText] writes.
public final class TableRows {
    private static final int LONGEST_NAME = 60;

    private List<String> header = List.of();
    private List<String> above = List.of();
    private boolean begun;

    /// A value that stands for the cell above: merged cells.
    public static final String MERGED_ABOVE = "\0";

    /// @param cells as the file has them, [#MERGED_ABOVE] among them
    /// @return what to write; empty for a row without words, and for the header, which each of the
    ///   following rows repeats
    public Optional<String> row(List<String> cells) {
        List<String> row = filled(cells);
        above = row;
        if (row.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        if (!begun) {
            begun = true;
            if (namesColumns(row)) {
                header = row;
                return Optional.of(String.join(" | ", row));
            }
        }
        return Optional.of(header.isEmpty() ? plain(row) : CardWords.row(header, row));
    }

    private List<String> filled(List<String> cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            boolean merged = cell.equals(MERGED_ABOVE);
            String value = merged && row.size() < above.size() ? above.get(row.size()) : cell;
            row.add(merged && value.equals(cell) ? "" : CleanText.tidy(value).replace('\n', ' '));
        }
        return row;
    }

    private static boolean namesColumns(List<String> row) {
        Set<String> names = new HashSet<>();
        for (String cell : row) {
            boolean label =
                    cell.length() <= LONGEST_NAME
                            && (cell.isEmpty() || cell.codePoints().anyMatch(Character::isLetter));
            if (!label || (!cell.isEmpty() && !names.add(cell))) {
                return false;
            }
        }
        return names.size() > 1;
    }

    private static String plain(List<String> row) {
        return String.join(" | ", row.stream().filter(cell -> !cell.isEmpty()).toList());
    }
}
