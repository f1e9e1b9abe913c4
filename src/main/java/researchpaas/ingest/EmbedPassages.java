package researchpaas.ingest;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;
import researchpaas.document.Language;
import researchpaas.document.Passage;
import researchpaas.document.Publication;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.Publication.Unembedded;
import researchpaas.ingest.TextExtractor.Closed;
import researchpaas.search.ActiveIndex;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.SearchesFirst;

/// Computes the vectors that are not stored yet, one text at a time on as many threads as there are
/// processors (batches are slower on a processor and change an int8 model's vectors), and stores
/// them as it goes. Searches come first.
@Component
public final class EmbedPassages {
    /// How many vectors a kill may cost at most.
    private static final int KEPT_AT_ONCE = 64;

    /// Passages that are looked at in one go for whether they have a vector.
    private static final int LOOKED_AT_ONCE = 500;

    private static final Duration WHOLE_EVERY = Duration.ofDays(1);

    private final ActiveIndex index;
    private final Publication publication;
    private final SearchesFirst searches;
    private final Clock clock;

    /// By model.
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().name("embed-", 0).daemon().factory());

    /// @param through all passages up to this one had their vectors
    /// @param whole when all of them were looked at
    private record Looked(long through, Instant whole) {}

    EmbedPassages(ActiveIndex index, Publication publication, SearchesFirst searches, Clock clock) {
        this.index = index;
        this.publication = publication;
        this.searches = searches;
        this.clock = clock;
    }

    /// Passages in a language that the model does not know get no vector: they would only be noise.
    ///
    /// @throws Closed when the program is about to end; it says nothing of the passages
    public void embed(List<NewPassage> passages) {
        for (EmbeddingModel model : index.wanted()) {
            embed(passages, model);
        }
    }

    private void embed(List<NewPassage> passages, EmbeddingModel model) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (NewPassage passage : passages) {
            if (model.card().knows(passage.language())) {
                wanted.put(passage.hash(), Passage.embedded(passage.heading(), passage.text()));
            }
        }
        wanted.keySet().removeAll(publication.vectors(wanted.keySet(), model.card().id()).keySet());
        compute(wanted, model);
    }

    /// Mends what a change of the model left without vectors: looks at the passages that have come
    /// since the last time, and once a day, as after a start, at all of them, since what was hidden
    /// may be shown again.
    ///
    /// @return how many were computed
    int embedNewlyMissing() {
        return index.wanted().stream().mapToInt(this::embedNewlyMissing).sum();
    }

    private int embedNewlyMissing(EmbeddingModel model) {
        String id = model.card().id();
        long last = publication.lastPassage();
        Instant now = clock.instant();
        Looked before = looked.get(id);
        Looked from =
                before != null
                                && before.through() <= last
                                && !before.whole().plus(WHOLE_EVERY).isBefore(now)
                        ? before
                        : new Looked(0, now);
        int computed = embedMissing(model, from.through(), _ -> true);
        looked.put(id, new Looked(last, from.whole()));
        return computed;
    }

    /// The same for all passages at once.
    ///
    /// @return how many were computed
    int embedMissing() {
        return index.wanted().stream().mapToInt(model -> embedMissing(model, _ -> true)).sum();
    }

    /// Computes what is missing of one model's vectors. What is computed stays, whenever this ends.
    ///
    /// @param goOn is told how many were computed so far, and says whether to go on
    /// @return how many were computed
    /// @throws Closed when the program is about to end
    public int embedMissing(EmbeddingModel model, IntPredicate goOn) {
        return embedMissing(model, 0, goOn);
    }

    /// In parts: a look at all of a large library at once would keep disk and processor from the
    /// searches for seconds.
    private int embedMissing(EmbeddingModel model, long after, IntPredicate goOn) {
        int computed = 0;
        for (long from = after;
                from < publication.lastPassage() && goOn.test(computed);
                from += LOOKED_AT_ONCE) {
            computed += embedPart(model, from);
        }
        return computed;
    }

    private int embedPart(EmbeddingModel model, long after) {
        List<Unembedded> missing =
                searches.beside(() ->
                        publication.missingVectors(
                                model.card().id(), known(model), after, after + LOOKED_AT_ONCE));
        if (missing.isEmpty()) {
            return 0;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        missing.forEach(passage ->
                wanted.put(passage.hash(), Passage.embedded(passage.heading(), passage.text())));
        compute(wanted, model);
        publication.touch(missing.stream().map(Unembedded::document).distinct().toList());
        return wanted.size();
    }

    private static Set<Language> known(EmbeddingModel model) {
        return model.card().languages().isEmpty()
                ? Set.of(Language.values())
                : model.card().languages();
    }

    private void compute(Map<String, String> textsByHash, EmbeddingModel model) {
        List<Map.Entry<String, String>> all = new ArrayList<>(textsByHash.entrySet());
        for (int from = 0; from < all.size(); from += KEPT_AT_ONCE) {
            var part = all.subList(from, Math.min(all.size(), from + KEPT_AT_ONCE));
            List<Future<List<float[]>>> running = new ArrayList<>();
            for (int at = 0; at < part.size(); at += model.together()) {
                var batch = part.subList(at, Math.min(part.size(), at + model.together()));
                running.add(submit(batch.stream().map(Map.Entry::getValue).toList(), model));
            }
            Map<String, float[]> done = new HashMap<>();
            var next = part.iterator();
            for (Future<List<float[]>> vectors : running) {
                result(vectors).forEach(vector -> done.put(next.next().getKey(), vector));
            }
            publication.keepVectors(model.card().id(), done);
        }
    }

    private Future<List<float[]>> submit(List<String> texts, EmbeddingModel model) {
        try {
            // who computes elsewhere takes nothing from the searches here
            return model.together() > 1
                    ? workers.submit(() -> model.passages(texts))
                    : workers.submit(() -> searches.beside(() -> model.passages(texts)));
        } catch (RejectedExecutionException e) {
            throw new Closed();
        }
    }

    private List<float[]> result(Future<List<float[]>> vectors) {
        try {
            return vectors.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while computing vectors", e);
        } catch (CancellationException e) {
            throw new Closed();
        } catch (ExecutionException e) {
            if (workers.isShutdown()) {
                // the model may have been closed under it
                throw new Closed();
            }
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void close() {
        // nobody may wait for what will not run
        workers.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    }
}
