package researchpaas.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import researchpaas.document.Page;

/// The text of several pages as one, with a line feed between two pages, and the way back to a
/// page's own offsets.
final class JoinedPages {
    private final List<Page> pages;
    private final int[] starts;
    private final String all;

    JoinedPages(List<Page> pages) {
        this.pages = List.copyOf(pages);
        starts = new int[pages.size()];
        int start = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = start;
            start += pages.get(i).text().length() + 1;
        }
        all = pages.stream().map(Page::text).collect(Collectors.joining("\n"));
    }

    String all() {
        return all;
    }

    /// @param page its number
    int position(int page, int offset) {
        for (int i = 0; i < starts.length; i++) {
            if (pages.get(i).number() == page) {
                return starts[i] + offset;
            }
        }
        throw new IllegalArgumentException("There is no page " + page + ".");
    }

    Place place(int position) {
        int found = Arrays.binarySearch(starts, position);
        int index = found >= 0 ? found : -found - 2;
        return new Place(pages.get(index).number(), position - starts[index]);
    }

    /// @param page its number
    record Place(int page, int offset) {}
}
