package researchpaas.describe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import researchpaas.document.Line;
import researchpaas.document.Page;

/// The first page as a person looks at it: what is big, what follows what.
///
/// @param rows in reading order; the lines of the text where the format has no positions
/// @param bodySize the font size of most of the document, 0 without positions
/// @param frontEnd the index of the row where the abstract or the first section begins
record FrontPage(List<Row> rows, float bodySize, int frontEnd) {
    private static final Pattern FIRST_SECTION =
            Pattern.compile(
                    "(?i)(?:(?:1|I)[.．]?\\s+)?(?:abstract|summary|introduction|a b s t r a c t|key ?words?|概要|要旨|あらまし|抄録|はじめに|序論|緒言|キーワード)"
                            + "(?:[\\s:：.．—–-].*)?");

    /// How many rows a front may have; author lists of big collaborations are long.
    private static final int MOST_ROWS = 120;

    /// No line of print is longer; a file made to do harm may be one line of a million characters.
    private static final int LONGEST_ROW = 1_000;

    FrontPage {
        rows = List.copyOf(rows);
    }

    /// @param size in points, 0 without positions
    record Row(String text, float size) {}

    static FrontPage of(Manuscript manuscript) {
        Page first = manuscript.pages().getFirst();
        List<Row> rows =
                first.lines().isEmpty()
                        ? first.text()
                                .lines()
                                .limit(MOST_ROWS)
                                .map(line -> new Row(Words.cut(line, LONGEST_ROW).strip(), 0))
                                .toList()
                        : first.lines().stream()
                                .limit(MOST_ROWS)
                                .map(line -> row(first, line))
                                .toList();
        return new FrontPage(rows, bodySize(manuscript.pages()), frontEnd(rows));
    }

    boolean hasSizes() {
        return bodySize > 0;
    }

    private static Row row(Page page, Line line) {
        String text =
                page.text()
                        .substring(line.start(), Math.min(line.end(), line.start() + LONGEST_ROW));
        return new Row(Words.cut(text, LONGEST_ROW).strip(), line.fontSize());
    }

    private static int frontEnd(List<Row> rows) {
        for (int i = 1; i < rows.size(); i++) {
            if (FIRST_SECTION.matcher(rows.get(i).text()).matches()) {
                return i;
            }
        }
        return rows.size();
    }

    private static float bodySize(List<Page> pages) {
        Map<Float, Integer> chars = new HashMap<>();
        for (Page page : pages.subList(0, Math.min(5, pages.size()))) {
            for (Line line : page.lines()) {
                chars.merge(line.fontSize(), line.end() - line.start(), Integer::sum);
            }
        }
        return chars.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0f);
    }
}
