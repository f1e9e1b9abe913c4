package researchpaas.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import researchpaas.account.Reader;
import researchpaas.document.Box;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Line;
import researchpaas.document.Page;

/// Finds where a stretch of a passage stands on the pages of its file, for one reader and one
/// answer. The pages are read through the gate; a page that does not say what the passage says
/// gives no citation.
final class Places {
    private final Documents documents;
    private final Reader reader;
    private final Map<PageOf, Optional<Page>> pages = new HashMap<>();

    Places(Documents documents, Reader reader) {
        this.documents = documents;
        this.reader = reader;
    }

    private record PageOf(FileId file, int number) {}

    /// A citation for each page that the stretch touches; empty when the pages are not there any
    /// more, may not be seen or say something else.
    ///
    /// @param start UTF-16 offset in the passage's text
    /// @param end behind the last character
    List<Citation> of(Source source, int start, int end) {
        List<Citation> citations = new ArrayList<>();
        var passage = source.passage();
        // a quote holds every letter between its ends
        if (passage.hidden().stream().anyMatch(one -> one.start() < end && one.end() > start)) {
            return List.of();
        }
        // where the page's text begins, counted in the passage's text
        int pageStart = -passage.start();
        for (int number = passage.firstPage(); number <= passage.lastPage(); number++) {
            Page page = page(passage.file(), number).orElse(null);
            if (page == null) {
                return List.of();
            }
            int pageEnd = pageStart + page.text().length();
            int from = Math.max(start, pageStart);
            int to = Math.min(end, pageEnd);
            if (from < to) {
                String said = passage.text().substring(from, to);
                if (!page.text().startsWith(said, from - pageStart)) {
                    return List.of();
                }
                add(citations, source, page, from - pageStart, to - pageStart);
            }
            pageStart = pageEnd + 1;
        }
        return citations;
    }

    private Optional<Page> page(FileId file, int number) {
        return pages.computeIfAbsent(
                new PageOf(file, number), key -> documents.page(key.file(), key.number(), reader));
    }

    private static void add(
            List<Citation> citations, Source source, Page page, int start, int end) {
        String quote = page.shown().substring(start, end);
        if (quote.isBlank()) {
            return;
        }
        var document = source.document();
        citations.add(
                new Citation(
                        document.id(),
                        document.key(),
                        document.title(),
                        source.passage().id(),
                        source.passage().file(),
                        page.number(),
                        start,
                        end,
                        quote,
                        boxes(page, start, end),
                        source.passage().hash()));
    }

    private static List<Box> boxes(Page page, int start, int end) {
        return page.lines().stream()
                .filter(line -> line.start() < end && line.end() > start)
                .map(Line::box)
                .toList();
    }
}
