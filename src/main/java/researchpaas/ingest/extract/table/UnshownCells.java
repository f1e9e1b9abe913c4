package researchpaas.ingest.extract.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HiddenMarks;

/// The cells of a table that whoever opens the file does not see, since their row or column is
/// hidden. They are written behind all that is seen, so that they are one stretch.
final class UnshownCells {
    private static final int LONGEST_CELL = 20_000;

    private final int longest;
    private final BitSet columns = new BitSet();
    private final BitSet filledColumns = new BitSet();
    private final Map<Integer, String> names = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private long rows;

    /// @param longest UTF-16 units of all that is written
    UnshownCells(int longest) {
        this.longest = longest;
    }

    void hideColumns(int first, int last) {
        columns.set(first, last + 1);
    }

    /// A row as it is seen.
    List<String> shownOf(List<String> row) {
        if (columns.isEmpty()) {
            return row;
        }
        List<String> shown = new ArrayList<>(row.size());
        for (int i = columns.nextClearBit(0); i < row.size(); i = columns.nextClearBit(i + 1)) {
            shown.add(row.get(i));
        }
        return shown;
    }

    /// What is not seen of a row that is, each cell at its place; empty where that is nothing.
    List<String> unshownOf(List<String> row) {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<String> unshown = new ArrayList<>();
        for (int i = columns.nextSetBit(0);
                i >= 0 && i < row.size();
                i = columns.nextSetBit(i + 1)) {
            if (!row.get(i).isBlank()) {
                TableText.put(unshown, i, row.get(i));
            }
        }
        return unshown;
    }

    /// Takes from the row that names the columns what is not seen of it.
    void name(List<String> unshown) {
        for (int i = 0; i < unshown.size(); i++) {
            if (!unshown.get(i).isBlank()) {
                filledColumns.set(i);
                names.put(i, TableText.clean(unshown.get(i), TableText.LONGEST_NAME));
            }
        }
    }

    /// @param shownNames of the columns that are seen, counted among themselves; empty for none
    void row(List<String> cells, CardWords words, IntFunction<String> shownNames) {
        rows++;
        add(cells, words, shownNames);
    }

    /// @param unshown of a row that is seen itself
    void rest(List<String> unshown, CardWords words, IntFunction<String> shownNames) {
        add(unshown, words, shownNames);
    }

    private void add(List<String> cells, CardWords words, IntFunction<String> shownNames) {
        boolean full = text.length() >= longest;
        int before = text.length();
        int shown = 0;
        for (int i = 0; i < cells.size(); i++) {
            boolean hidden = columns.get(i);
            if (!cells.get(i).isBlank()) {
                if (hidden) {
                    filledColumns.set(i);
                }
                if (!full) {
                    String name = hidden ? names.getOrDefault(i, "") : shownNames.apply(shown);
                    String value = TableText.clean(cells.get(i), LONGEST_CELL);
                    text.append(text.length() > before ? words.cellEnd() : before > 0 ? "\n\n" : "")
                            .append(name.isEmpty() ? value : words.cell(name, value));
                }
            }
            shown += hidden ? 0 : 1;
        }
        if (text.length() > longest) {
            text.setLength(CleanText.cut(text.toString(), longest).length());
        }
    }

    /// Behind what is seen; empty where all is.
    String written(CardWords words) {
        return text.isEmpty()
                ? ""
                : "\n\n"
                        + HiddenMarks.around(
                                Kind.MARKUP,
                                words.notShown(rows, filledColumns.cardinality()) + "\n\n" + text);
    }

    /// In what language it seems to be, when nothing that is seen tells.
    CardWords words() {
        return CardWords.of(text.toString());
    }
}
