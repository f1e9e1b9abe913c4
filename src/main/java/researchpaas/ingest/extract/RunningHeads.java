package researchpaas.ingest.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Drops what is printed on every page beside the text: running heads, footers, page numbers.
final class RunningHeads {
    /// Of the page's height, at the top and at the bottom.
    private static final float MARGIN = 0.10f;

    private static final double SHARE_OF_PAGES = 0.3;

    private RunningHeads() {}

    static List<PageLines> dropped(List<PageLines> pages) {
        Map<String, Integer> pagesWith = new HashMap<>();
        for (PageLines page : pages) {
            Set<String> onThisPage = new HashSet<>();
            for (TextLine line : page.lines()) {
                if (inMargin(line, page)) {
                    onThisPage.add(masked(line.text()));
                }
            }
            onThisPage.forEach(text -> pagesWith.merge(text, 1, Integer::sum));
        }
        int often =
                Math.max(pages.size() == 2 ? 2 : 3, (int) Math.ceil(pages.size() * SHARE_OF_PAGES));
        return pages.stream()
                .map(page ->
                        page.without(line ->
                                inMargin(line, page)
                                        && (isPageNumber(line, page)
                                                || pagesWith.getOrDefault(masked(line.text()), 0)
                                                        >= often)))
                .toList();
    }

    private static boolean inMargin(TextLine line, PageLines page) {
        float top = line.box().y();
        float bottom = top + line.box().height();
        return bottom <= page.height() * MARGIN || top >= page.height() * (1 - MARGIN);
    }

    /// A number that stands alone, also on a page that has no sister pages.
    private static boolean isPageNumber(TextLine line, PageLines page) {
        return line.text()
                        .matches(
                                "(?i)(?:(?:p|page|pp)\\.?\\s*)?[-–—]?\\s*\\d{1,4}\\s*[-–—]?(?:\\s*(?:/|of)\\s*\\d{1,4})?|[ivxl]{1,6}")
                && page.lines().size() > 1;
    }

    private static String masked(String line) {
        return line.replaceAll("\\d+", "#").replaceAll("\\s+", " ").strip();
    }
}
