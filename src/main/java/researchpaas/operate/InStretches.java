package researchpaas.operate;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.search.FollowingIndex.Held;

/// All documents in the order of their ids, of which only a stretch is in memory.
final class InStretches implements Iterator<Held> {
    private final Function<DocumentId, List<Held>> stretchAfter;
    private List<Held> stretch = List.of();
    private int next;
    private @Nullable DocumentId last = new DocumentId(Long.MIN_VALUE);

    InStretches(Function<DocumentId, List<Held>> stretchAfter) {
        this.stretchAfter = stretchAfter;
    }

    @Override
    public boolean hasNext() {
        if (next == stretch.size() && last != null) {
            stretch = stretchAfter.apply(last);
            next = 0;
            last = stretch.isEmpty() ? null : stretch.getLast().document();
        }
        return next < stretch.size();
    }

    @Override
    public Held next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return stretch.get(next++);
    }

    /// The id of the next one, above all ids at the end.
    long nextId() {
        return hasNext() ? stretch.get(next).document().value() : Long.MAX_VALUE;
    }
}
