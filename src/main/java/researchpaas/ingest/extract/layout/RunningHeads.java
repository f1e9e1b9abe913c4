package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Drops what is printed on every page beside the text: running heads, footers, page numbers.
public final class RunningHeads {
    /// Of the page's height, at the top and at the bottom. Wide, since a row must also come back on
    /// other pages.
    private static final float MARGIN = 0.12f;

    private static final double SHARE_OF_PAGES = 0.3;

    /// A number that stands alone, also on a page that has no sister pages.
    private static final Pattern PAGE_NUMBER =
            Pattern.compile("(?i)(?:p|page|pp)?\\.?[-–—]?#[-–—]?(?:(?:/|of)#)?|[ivxl]{1,6}");

    private RunningHeads() {}

    public static List<PageLines> dropped(List<PageLines> pages) {
        List<Map<TextLine, String>> rows = pages.stream().map(RunningHeads::rows).toList();
        Map<String, Integer> pagesWith = new HashMap<>();
        rows.forEach(onPage ->
                Set.copyOf(onPage.values()).forEach(row -> pagesWith.merge(row, 1, Integer::sum)));
        int often = Math.max(2, (int) Math.ceil(pages.size() * SHARE_OF_PAGES));
        List<PageLines> kept = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Map<TextLine, String> onPage = rows.get(i);
            boolean alone = pages.get(i).lines().size() == onPage.size();
            kept.add(
                    pages.get(i)
                            .without(line -> {
                                String row = onPage.get(line);
                                return row != null
                                        && (pagesWith.getOrDefault(row, 0) >= often
                                                || (!alone && PAGE_NUMBER.matcher(row).matches()));
                            }));
        }
        return kept;
    }

    /// The lines in the margins, each with the text of its whole row, digits masked: programs cut a
    /// row differently from page to page.
    private static Map<TextLine, String> rows(PageLines page) {
        List<TextLine> lines =
                page.lines().stream()
                        .filter(line -> inMargin(line, page))
                        .sorted(Comparator.comparingDouble(TextLine::start))
                        .toList();
        Map<TextLine, String> rows = new HashMap<>();
        for (TextLine line : lines) {
            rows.put(
                    line,
                    lines.stream()
                            .filter(line::sameRow)
                            .map(TextLine::text)
                            .collect(Collectors.joining())
                            .replaceAll("\\d+", "#")
                            .replaceAll("\\s+", ""));
        }
        return rows;
    }

    private static boolean inMargin(TextLine line, PageLines page) {
        float top = line.box().y();
        float bottom = top + line.box().height();
        return bottom <= page.height() * MARGIN || top >= page.height() * (1 - MARGIN);
    }
}
