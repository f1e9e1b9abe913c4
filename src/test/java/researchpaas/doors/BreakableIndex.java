package researchpaas.doors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex;

/// The real index, which can be told not to answer, and to answer everybody as if he might see all.
public final class BreakableIndex implements SearchIndex {
    private final SearchIndex index;
    private volatile boolean broken;
    private volatile boolean ungated;

    BreakableIndex(SearchIndex index, boolean broken) {
        this.index = index;
        this.broken = broken;
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    /// Switches its gate off: what is forbidden then meets the second one only.
    public void takeGateAway(boolean now) {
        ungated = now;
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
        index().apply(changes, cursor);
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
}
