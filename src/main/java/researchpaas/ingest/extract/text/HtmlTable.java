package researchpaas.ingest.extract.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.table.CardWords;

/// One HTML table, row by row. A cell that spans columns or rows stands in each of them.
final class HtmlTable {
    private static final int MOST_SPANNED = 50;
    private static final int MOST_COLUMNS = 500;

    private final List<Spanned> above = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private boolean inBody;

    private HtmlTable() {}

    /// @param rows for how many further rows the cell stands here
    private record Spanned(String text, int rows) {}

    /// The caption, then each row with the names that the table's head gives its columns. Empty for
    /// a table that only places blocks side by side, whose blocks are to be read as if it were
    /// none.
    static List<String> lines(Element table) {
        if (isLayout(table)) {
            return List.of();
        }
        HtmlTable rows = new HtmlTable();
        Element caption = table.selectFirst("caption");
        if (caption != null) {
            rows.lines.add(text(caption));
        }
        table.select("tr").forEach(rows::add);
        return rows.lines;
    }

    private static boolean isLayout(Element table) {
        return table.attr("role").equals("presentation")
                || table.selectFirst("td table, th table, h1, h2, h3, h4") != null
                || table.selectFirst("tr > td + td, tr > th + td, tr > th + th, tr > td + th")
                        == null;
    }

    private void add(Element row) {
        List<String> cells = cells(row);
        if (isHead(row)) {
            for (int i = 0; i < cells.size(); i++) {
                if (i == names.size()) {
                    names.add(cells.get(i));
                } else if (!names.get(i).equals(cells.get(i))) {
                    names.set(i, (names.get(i) + " " + cells.get(i)).strip());
                }
            }
        } else {
            inBody = true;
            lines.add(names.isEmpty() ? String.join(" | ", cells) : CardWords.row(names, cells));
        }
    }

    /// Header cells in the middle of a table head a part of it, and are read like a row.
    private boolean isHead(Element row) {
        Element group = row.parent();
        return !inBody
                && (row.selectFirst("> td") == null
                        || (group != null && group.normalName().equals("thead")));
    }

    private List<String> cells(Element row) {
        List<String> cells = new ArrayList<>();
        for (Element cell : row.select("> td, > th")) {
            takeFromAbove(cells);
            String text = text(cell);
            int rows = span(cell, "rowspan") - 1;
            for (int i = span(cell, "colspan"); i > 0 && cells.size() < MOST_COLUMNS; i--) {
                remember(cells.size(), new Spanned(text, rows));
                cells.add(text);
            }
        }
        takeFromAbove(cells);
        return cells;
    }

    private void takeFromAbove(List<String> cells) {
        while (cells.size() < above.size() && above.get(cells.size()).rows() > 0) {
            Spanned spanned = above.get(cells.size());
            above.set(cells.size(), new Spanned(spanned.text(), spanned.rows() - 1));
            cells.add(spanned.text());
        }
    }

    private void remember(int column, Spanned cell) {
        if (column < above.size()) {
            above.set(column, cell);
        } else {
            above.add(cell);
        }
    }

    private static int span(Element cell, String name) {
        String value = cell.attr(name);
        return value.matches("\\d{1,4}") ? Math.clamp(Integer.parseInt(value), 1, MOST_SPANNED) : 1;
    }

    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        HtmlText.flow(CleanText.of(element.wholeText()), text);
        return text.toString().strip();
    }
}
