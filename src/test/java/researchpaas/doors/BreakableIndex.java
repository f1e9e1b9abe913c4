package researchpaas.doors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// What the engines open can be told not to answer, and to answer everybody as if he might see all.
public final class BreakableIndex {
    private volatile boolean broken;
    private volatile boolean ungated;
    private volatile @Nullable DocumentId lost;
    private volatile @Nullable OpenIndex real;

    BreakableIndex(boolean broken) {
        this.broken = broken;
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    /// Switches its gate off: what is forbidden then meets the second one only.
    public void takeGateAway(boolean now) {
        ungated = now;
    }

    /// Has every index lose what it is told of that document; absent for none.
    public void lose(@Nullable DocumentId document) {
        lost = document;
    }

    /// The index that was opened last, as the engine opened it.
    public SearchIndex real() {
        OpenIndex opened = real;
        if (opened == null) {
            throw new IllegalStateException("No index was opened yet.");
        }
        return opened;
    }

    SearchEngine around(SearchEngine engine) {
        return new Engine(engine);
    }

    private final class Engine implements SearchEngine {
        private final SearchEngine engine;

        Engine(SearchEngine engine) {
            this.engine = engine;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public OpenIndex open(EmbeddingModel.Card model) {
            OpenIndex opened = engine.open(model);
            real = opened;
            return new Index(opened);
        }

        @Override
        public List<String> held() {
            return engine.held();
        }

        @Override
        public void discard(String model) {
            engine.discard(model);
        }
    }

    private final class Index implements OpenIndex {
        private final OpenIndex index;

        Index(OpenIndex index) {
            this.index = index;
        }

        private Reader seen(Reader reader) {
            return ungated ? Reader.local() : reader;
        }

        private SearchIndex index() {
            if (broken) {
                throw new IndexUnavailable("told to fail", new IllegalStateException());
            }
            return index;
        }

        @Override
        public String engine() {
            return index.engine();
        }

        @Override
        public long cursor() {
            return index().cursor();
        }

        @Override
        public void apply(List<Change> changes, long cursor) {
            index().apply(
                            changes.stream()
                                    .filter(change -> !change.document().equals(lost))
                                    .toList(),
                            cursor);
        }

        @Override
        public void startOver() {
            index().startOver();
        }

        @Override
        public Legs legs(Request request, Reader reader) {
            return index().legs(request, seen(reader));
        }

        @Override
        public Map<DocumentId, List<FoundPassage>> passages(
                Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
            return index().passages(request, documents, perDocument, seen(reader));
        }

        @Override
        public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
            return index().vectors(passages, seen(reader));
        }

        @Override
        public Candidates candidates(
                Request request, List<Scored> meaning, Window window, Reader reader) {
            return index().candidates(request, meaning, window, seen(reader));
        }

        @Override
        public List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
            return index().similar(likeness, most, seen(reader));
        }

        @Override
        public List<Held> held(DocumentId after, int limit) {
            return index().held(after, limit);
        }

        @Override
        public Map<DocumentId, Held> held(Collection<DocumentId> documents) {
            return index().held(documents);
        }

        @Override
        public void forget(Collection<DocumentId> documents) {
            index().forget(documents);
        }

        @Override
        public Size size() {
            return index().size();
        }

        @Override
        public void close() {
            index.close();
        }
    }
}
