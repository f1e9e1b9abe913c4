package researchpaas.search;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchEngine.OpenIndex;

/// An engine's index that is opened when it is first needed, so that an engine that is away does
/// not prevent a start, and that spares searches the wait: after a call that failed slowly they are
/// refused at once for a while, unless the follower has reached the index meanwhile.
final class GuardedIndex implements OpenIndex {
    /// What fails sooner may be tried each time.
    private static final Duration SLOW = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SearchEngine engine;
    private final EmbeddingModel.Card model;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable OpenIndex opened;
    private volatile boolean closed;

    /// The moment from which a search may be tried, of [System#nanoTime]; absent while all is well.
    private volatile @Nullable Long refusedUntil;

    GuardedIndex(SearchEngine engine, EmbeddingModel.Card model) {
        this.engine = engine;
        this.model = model;
    }

    private OpenIndex index() {
        OpenIndex ready = opened;
        if (ready != null) {
            return ready;
        }
        opening.lock();
        try {
            ready = opened;
            if (closed) {
                throw new IndexUnavailable(
                        "The search index is closed.", new IllegalStateException("closed"));
            }
            if (ready == null) {
                ready = engine.open(model);
                opened = ready;
            }
            return ready;
        } finally {
            opening.unlock();
        }
    }

    /// Of the follower and of comparisons, which wait.
    private <T> T patiently(Function<OpenIndex, T> question) {
        T answer = question.apply(index());
        refusedUntil = null;
        return answer;
    }

    /// Of people.
    private <T> T ask(Function<OpenIndex, T> question) {
        long begin = System.nanoTime();
        Long until = refusedUntil;
        if (until != null) {
            if (begin - until < 0) {
                throw new IndexUnavailable(
                        "The search index did not answer lately.",
                        new IllegalStateException("not tried"));
            }
            // one finds out, the others are refused meanwhile
            refusedUntil = begin + PAUSE.toNanos();
        }
        try {
            T answer = question.apply(index());
            refusedUntil = null;
            return answer;
        } catch (IndexUnavailable e) {
            if (System.nanoTime() - begin >= SLOW.toNanos()) {
                refusedUntil = System.nanoTime() + PAUSE.toNanos();
            }
            throw e;
        }
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public long cursor() {
        return patiently(OpenIndex::cursor);
    }

    @Override
    public void apply(List<Change> changes, long cursor) {
        patiently(index -> {
            index.apply(changes, cursor);
            return cursor;
        });
    }

    @Override
    public void startOver() {
        patiently(index -> {
            index.startOver();
            return 0L;
        });
    }

    @Override
    public Size size() {
        return patiently(OpenIndex::size);
    }

    @Override
    public List<Held> held(DocumentId after, int limit) {
        return patiently(index -> index.held(after, limit));
    }

    @Override
    public Map<DocumentId, Held> held(Collection<DocumentId> documents) {
        return patiently(index -> index.held(documents));
    }

    @Override
    public void forget(Collection<DocumentId> documents) {
        patiently(index -> {
            index.forget(documents);
            return documents;
        });
    }

    @Override
    public Legs legs(Request request, Reader reader) {
        return ask(index -> index.legs(request, reader));
    }

    @Override
    public Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        return ask(index -> index.passages(request, documents, perDocument, reader));
    }

    @Override
    public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
        return ask(index -> index.vectors(passages, reader));
    }

    @Override
    public Candidates candidates(
            Request request, List<Scored> meaning, Window window, Reader reader) {
        return ask(index -> index.candidates(request, meaning, window, reader));
    }

    @Override
    public List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
        return ask(index -> index.similar(likeness, most, reader));
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            OpenIndex open = opened;
            opened = null;
            if (open != null) {
                open.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
