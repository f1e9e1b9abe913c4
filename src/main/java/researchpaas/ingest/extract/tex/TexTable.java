package researchpaas.ingest.extract.tex;

import java.util.ArrayList;
import java.util.List;
import researchpaas.ingest.extract.table.CardWords;

/// One table of TeX, row by row. A rule below the first row makes that row the columns' names.
final class TexTable {
    private final List<String> names = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();

    void cell(String text) {
        row.add(text);
    }

    void endRow() {
        if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }

    void rule() {
        if (names.isEmpty() && rows.size() == 1) {
            names.addAll(rows.removeFirst());
        }
    }

    /// A table that is only its head keeps it as a row.
    List<String> rows() {
        if (rows.isEmpty()) {
            return List.of(String.join(" | ", names));
        }
        return rows.stream()
                .map(cells ->
                        names.isEmpty() ? String.join(" | ", cells) : CardWords.row(names, cells))
                .toList();
    }
}
