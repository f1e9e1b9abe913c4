package researchpaas.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import researchpaas.document.Access;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// An engine in memory whose indexes outlive their closing, as those of a server do. Can be told
/// not to answer.
public final class InMemoryEngine implements SearchEngine {
    private final String name;
    private final Access access;
    private final Map<String, InMemorySearchIndex> indexes = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean broken;

    public InMemoryEngine(String name, Access access) {
        this.name = name;
        this.access = access;
    }

    public void breakDown(boolean now) {
        broken = now;
        indexes.values().forEach(index -> index.breakDown(now));
    }

    /// The index of that model, which must have been opened once.
    public InMemorySearchIndex index(String model) {
        return indexes.get(model);
    }

    /// How many are open now.
    public int opened() {
        return opened.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OpenIndex open(EmbeddingModel.Card model) {
        answer();
        opened.incrementAndGet();
        return indexes.computeIfAbsent(model.id(), _ -> new InMemorySearchIndex(access, name))
                .onClose(opened::decrementAndGet);
    }

    @Override
    public List<String> held() {
        answer();
        return indexes.keySet().stream().sorted().toList();
    }

    @Override
    public void discard(String model) {
        answer();
        indexes.remove(model);
    }

    private void answer() {
        if (broken) {
            throw new IndexUnavailable("told to fail", new IllegalStateException());
        }
    }
}
