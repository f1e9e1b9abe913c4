package researchpaas.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list that is at hand as a whole.
///
/// @param first where the list begins; absent on its first page
/// @param next where it goes on; absent on its last
record Turn<T>(List<T> shown, @Nullable String first, @Nullable String next) {
    private static final int SHOWN = 50;

    static <T> Turn<T> of(List<T> all, int offset, String path) {
        int from = Math.min(offset, all.size());
        int to = Math.min(from + SHOWN, all.size());
        return new Turn<>(
                List.copyOf(all.subList(from, to)),
                from == 0 ? null : path,
                to < all.size() ? path + "?offset=" + to : null);
    }
}
