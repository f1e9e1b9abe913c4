package researchpaas.ingest.extract.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import researchpaas.ingest.extract.letters.Letters;

/// The words of a table's card, in the table's language: the card is searched with it. No line of
/// it looks like a title, since each ends as a sentence does.
public enum CardWords {
    ENGLISH,
    JAPANESE;

    String size(long rows, int columns) {
        return either("Table. Rows: %d. Columns: %d.", "表。%d行、%d列。", rows, columns);
    }

    /// Opens a sentence that [#stop] ends.
    String column(String name, Cell.Kind kind) {
        return either("Column %s: %s", "列「%s」：%s", name, word(kind));
    }

    private String word(Cell.Kind kind) {
        return switch (kind) {
            case EMPTY -> either("empty", "空");
            case NUMBER -> either("number", "数値");
            case DATE -> either("date", "日付");
            case BOOLEAN -> either("yes or no", "真偽");
            case TEXT -> either("text", "文字列");
        };
    }

    /// The name of a column that has none.
    ///
    /// @param number from 1
    String nameless(int number) {
        return either("column %d", "列%d", number);
    }

    String empty(long count) {
        return either(", %d empty", "、欠損%d件", count);
    }

    String distinct(int count) {
        return either(", %d different", "、%d種類", count);
    }

    String moreThan(int count) {
        return either(", more than %d different", "、%d種類を超える", count);
    }

    String range(String from, String to) {
        return either(", from %s to %s", "、%sから%sまで", from, to);
    }

    String mean(String value) {
        return either(", mean %s", "、平均%s", value);
    }

    String mostFrequent() {
        return either(", most frequent: ", "、多い値は");
    }

    String times(String value, int count) {
        return either("%s (%d)", "%s（%d件）", value, count);
    }

    String comma() {
        return either(", ", "、");
    }

    String columnsLeftOut(int count) {
        return either("Columns left out: %d.", "ほかの%d列は省略。", count);
    }

    String shown(long shown, long rows) {
        return either("The first rows follow, %d of %d.", "以下は最初の%d行（全%d行）。", shown, rows);
    }

    String notShown(long rows, int columns) {
        return either(
                "Hidden in the file. Rows: %d. Columns: %d.", "ファイルで非表示。%d行、%d列。", rows, columns);
    }

    String unread(long count) {
        return either("Lines that could not be read: %d.", "読み取れなかった行は%d行。", count);
    }

    String cell(String name, String value) {
        return name + either(": ", "：") + value;
    }

    String cellEnd() {
        return either("; ", "；");
    }

    /// One row of a table within a document: each value behind its column's name, in the table's
    /// language.
    ///
    /// @param names of the columns; blank or missing ones are left out
    public static String row(List<String> names, List<String> cells) {
        CardWords words = of(String.join("", names));
        List<String> named = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = i < names.size() ? names.get(i) : "";
            if (!cells.get(i).isBlank()) {
                named.add(name.isBlank() ? cells.get(i) : words.cell(name, cells.get(i)));
            }
        }
        return String.join(words.cellEnd(), named);
    }

    /// The language of a table by the letters of its names.
    static CardWords of(String names) {
        return Letters.anyCjk(names) ? JAPANESE : ENGLISH;
    }

    String stop() {
        return either(".", "。");
    }

    private String either(String english, String japanese) {
        return switch (this) {
            case ENGLISH -> english;
            case JAPANESE -> japanese;
        };
    }

    private String either(String english, String japanese, Object... values) {
        return String.format(Locale.ROOT, either(english, japanese), values);
    }
}
