package researchpaas.takeover;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row as it stands in the old database.
///
/// @param key its primary key as text
/// @param content the whole row as JSON, the columns in the order of their names: equal rows have
///   equal contents
/// @param hash SHA-256 of the content in UTF-8, lower-case hex
public record EarlierRow(String table, String key, List<Cell> cells, String content, String hash) {
    public EarlierRow {
        cells = List.copyOf(cells);
    }

    /// @param text the value as text, absent for NULL and for bytes
    /// @param items the texts of a value that is a JSON list; empty for any other
    public record Cell(String column, @Nullable String text, List<String> items) {
        public Cell {
            items = List.copyOf(items);
        }
    }

    /// Empty for NULL, for blank text and for a column that the table does not have.
    Optional<String> text(String column) {
        return cell(column).map(Cell::text).filter(text -> !text.isBlank());
    }

    List<String> items(String column) {
        return cell(column).map(Cell::items).orElse(List.of());
    }

    /// Empty where it is no whole number.
    Optional<Long> number(String column) {
        return text(column).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    Optional<Double> real(String column) {
        return text(column)
                .filter(text -> text.matches("-?\\d{1,15}(\\.\\d{1,20})?([eE]-?\\d{1,3})?"))
                .map(Double::valueOf);
    }

    private Optional<Cell> cell(String column) {
        return cells.stream().filter(cell -> cell.column().equals(column)).findFirst();
    }
}
