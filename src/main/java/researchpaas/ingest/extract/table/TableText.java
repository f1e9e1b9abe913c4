package researchpaas.ingest.extract.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import researchpaas.document.Heading;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HiddenMarks;

/// Writes a table as text that can be searched and quoted: first a card (its size, and what each
/// column holds), then row after row, each value behind its column's name. The card counts every
/// row; rows are written up to a limit, and the card says how many. Memory is bounded, however long
/// or wide the table is.
///
/// The first full row names the columns when it reads like names; rows before it with only a cell
/// or two are notes and are written above the card.
///
/// Hidden rows and columns come last, apart from all that is seen: the card counts and describes
/// nothing of them.
public final class TableText {
    /// UTF-16 units of all rows that are written.
    static final int LONGEST_ROWS = 200_000;

    private static final int LONGEST_CELL = 20_000;
    static final int LONGEST_NAME = 120;

    /// Further columns are counted, neither described nor written.
    private static final int MOST_COLUMNS = 200;

    /// Different values that all columns together keep.
    private static final int MOST_DISTINCT = 40_000;

    private static final int MOST_DISTINCT_OF_COLUMN = 1_000;

    /// A column that shows up below the first rows.
    private static final int MOST_DISTINCT_OF_LATE_COLUMN = 100;

    /// Rows that are looked at before the header is chosen.
    private static final int LOOK_AHEAD = 10;

    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d年?度?");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final String name;
    private final Deque<Row> first = new ArrayDeque<>();
    private final List<List<String>> firstHidden = new ArrayList<>();
    private final UnshownCells unshown = new UnshownCells(LONGEST_ROWS);
    private final List<String> notes = new ArrayList<>();
    private final List<TableColumn> columns = new ArrayList<>();
    private final StringBuilder rows = new StringBuilder();
    private CardWords words = CardWords.ENGLISH;
    private boolean begun;
    private int mostDistinct = MOST_DISTINCT_OF_COLUMN;
    private int width;
    private long count;
    private long written;
    private boolean full;

    /// @param name heads the table; may be empty
    public TableText(String name) {
        this.name = clean(HiddenMarks.without(name), LONGEST_NAME);
    }

    /// For rows that name their cells themselves.
    ///
    /// @param header the columns' names; cells beyond them are taken too
    TableText(String name, List<String> header) {
        this(name);
        begin(header, List.of());
    }

    /// @param shown as people see it
    /// @param unshown what they do not see of it, each cell at its place
    private record Row(List<String> shown, List<String> unshown) {}

    /// @param text empty when the table had no cell with text; sentences and rows are separated by
    ///   blank lines, so that no passage ends in the middle of a row without need
    /// @param name empty, or the text's first line
    public record Written(String text, String name) {
        /// The table's name, when it has one, as a heading of level 1.
        ///
        /// @param page the number of the page that the text becomes
        public List<Heading> headings(int page) {
            return name.isEmpty() || text.isEmpty()
                    ? List.of()
                    : List.of(new Heading(page, 0, name.length(), 1, name));
        }

        /// The table when the file does not show it at all, its name neither. It is data all the
        /// same: it is found, and answers leave it out.
        public Written hidden() {
            return new Written(HiddenMarks.around(Kind.MARKUP, text), "");
        }
    }

    /// Call before the first row.
    ///
    /// @param first column that is hidden, from 0
    /// @param last that is
    public void hideColumns(int first, int last) {
        unshown.hideColumns(first, last);
    }

    /// Takes the next row as the file has it: uncleaned cells, of any number.
    public void row(List<String> cells) {
        Row row = new Row(unshown.shownOf(cells), unshown.unshownOf(cells));
        if (begun) {
            add(row);
            return;
        }
        List<String> clean = row.shown().stream().map(cell -> clean(cell, LONGEST_CELL)).toList();
        if (filled(clean) > 0) {
            first.add(new Row(clean, row.unshown()));
        } else {
            unshown.rest(row.unshown(), words, _ -> "");
        }
        if (first.size() == LOOK_AHEAD) {
            begin();
        }
    }

    /// Takes the next row, which is hidden.
    public void hiddenRow(List<String> cells) {
        if (areBlank(cells)) {
            return;
        }
        if (begun) {
            writeHidden(cells);
        } else if (firstHidden.size() < LOOK_AHEAD) {
            firstHidden.add(List.copyOf(cells));
        } else {
            writeFirstHidden();
            writeHidden(cells);
        }
    }

    private void writeFirstHidden() {
        firstHidden.forEach(this::writeHidden);
        firstHidden.clear();
    }

    private void writeHidden(List<String> cells) {
        unshown.row(cells, begun ? words : CardWords.of(String.join("", cells)), this::name);
    }

    /// @param column among those that are seen
    private String name(int column) {
        return column < columns.size() ? columns.get(column).name() : "";
    }

    /// Call once, behind the last row.
    public Written end() {
        return end(0);
    }

    /// @param unread how many lines of the file were no rows; the card says so
    Written end(long unread) {
        if (!begun) {
            begin();
        }
        if (columns.isEmpty()) {
            return unseen();
        }
        List<String> sentences = new ArrayList<>();
        if (!name.isEmpty()) {
            sentences.add(name);
        }
        sentences.addAll(notes);
        sentences.add(words.size(count, width));
        columns.forEach(column -> sentences.add(column.describe(words, count)));
        if (width > columns.size()) {
            sentences.add(words.columnsLeftOut(width - columns.size()));
        }
        if (unread > 0) {
            sentences.add(words.unread(unread));
        }
        if (written < count) {
            sentences.add(words.shown(written, count));
        }
        String shown = String.join("\n\n", sentences) + (rows.isEmpty() ? "" : "\n\n" + rows);
        return new Written(shown + unshown.written(words), name);
    }

    /// A table of which nothing is seen, but its name.
    private Written unseen() {
        String hidden = unshown.written(unshown.words());
        return hidden.isEmpty() ? new Written("", "") : new Written((name + hidden).strip(), name);
    }

    /// Adds a column to the right, for a file that names its cells row by row.
    void column(String label) {
        width++;
        if (columns.size() < MOST_COLUMNS) {
            String cut = clean(label, LONGEST_NAME);
            columns.add(new TableColumn(cut.isEmpty() ? words.nameless(width) : cut, mostDistinct));
        }
    }

    /// Sets a cell of a row whose empty cells a file leaves out.
    public static void put(List<String> cells, int column, String value) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, value);
    }

    /// Chooses the header among the first rows.
    private void begin() {
        int most = first.stream().mapToInt(row -> filled(row.shown())).max().orElse(0);
        while (most > 2 && first.size() > 1 && filled(first.element().shown()) * 2 < most) {
            Row note = first.remove();
            notes.add(
                    note.shown().stream()
                            .filter(cell -> !cell.isEmpty())
                            .collect(Collectors.joining(" ")));
            unshown.rest(note.unshown(), words, _ -> "");
        }
        boolean named = !first.isEmpty() && namesColumns(first.element().shown());
        Row header = named ? first.remove() : new Row(List.of(), List.of());
        unshown.name(header.unshown());
        begin(header.shown(), List.copyOf(first));
        first.clear();
        writeFirstHidden();
    }

    private void begin(List<String> header, List<Row> next) {
        begun = true;
        words = words(header.isEmpty() ? next.stream().map(Row::shown).toList() : List.of(header));
        int widest = next.stream().mapToInt(row -> row.shown().size()).max().orElse(0);
        widest = Math.max(widest, header.size());
        mostDistinct =
                Math.min(
                        MOST_DISTINCT_OF_COLUMN,
                        MOST_DISTINCT / Math.clamp(widest, 1, MOST_COLUMNS));
        for (int i = 0; i < widest; i++) {
            column(i < header.size() ? header.get(i) : "");
        }
        mostDistinct = MOST_DISTINCT_OF_LATE_COLUMN;
        next.forEach(this::add);
    }

    private CardWords words(List<List<String>> telling) {
        StringBuilder seen = new StringBuilder(name);
        notes.forEach(seen::append);
        telling.forEach(row -> row.forEach(seen::append));
        return CardWords.of(seen.toString());
    }

    private static boolean namesColumns(List<String> row) {
        Set<String> labels = new HashSet<>();
        for (String cell : row) {
            if (!cell.isEmpty() && !(isLabel(cell) && labels.add(cell))) {
                return false;
            }
        }
        return labels.size() * 2 > row.size()
                && !labels.stream().allMatch(label -> YEAR.matcher(label).matches());
    }

    private static boolean isLabel(String cell) {
        return switch (Cell.of(cell).kind()) {
            case TEXT, EMPTY -> cell.length() <= LONGEST_NAME;
            case NUMBER -> YEAR.matcher(cell).matches();
            case DATE, BOOLEAN -> false;
        };
    }

    private void add(Row row) {
        unshown.rest(row.unshown(), words, this::name);
        List<String> cells = row.shown();
        if (areBlank(cells)) {
            return;
        }
        count++;
        while (width < cells.size()) {
            column("");
        }
        int before = rows.length();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            String value = clean(cells.get(i), full ? TableColumn.LONGEST_VALUE : LONGEST_CELL);
            columns.get(i).add(value);
            if (!full && !value.isEmpty()) {
                rows.append(rows.length() > before ? words.cellEnd() : before > 0 ? "\n\n" : "")
                        .append(words.cell(columns.get(i).name(), value));
            }
        }
        if (!full) {
            keep(before);
        }
    }

    /// Takes the row back that does not fit; a first row that does not is cut.
    private void keep(int before) {
        full = rows.length() > LONGEST_ROWS;
        if (!full || written == 0) {
            written++;
        }
        if (full) {
            String kept = CleanText.cut(rows.toString(), before > 0 ? before : LONGEST_ROWS);
            rows.setLength(kept.length());
        }
    }

    private static int filled(List<String> row) {
        return (int) row.stream().filter(cell -> !cell.isEmpty()).count();
    }

    private static boolean areBlank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    /// One line without needless spaces.
    static String clean(String raw, int longest) {
        if (isWord(raw, longest)) {
            return raw;
        }
        String cut = raw.length() > longest ? CleanText.cut(raw, longest) + "…" : raw;
        return SPACES.matcher(CleanText.of(cut).strip()).replaceAll(" ");
    }

    /// Most cells are, and most of a big table's time goes into its cells.
    private static boolean isWord(String raw, int longest) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean plain = (c > ' ' && c <= '~') || (c >= 0x3041 && c <= 0x9FFF && !isMark(c));
            if (!plain) {
                return false;
            }
        }
        return raw.length() <= longest;
    }

    /// Combining sound marks, which may join the kana before them.
    private static boolean isMark(char c) {
        return c == 0x3099 || c == 0x309A;
    }
}
