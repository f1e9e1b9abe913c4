package researchpaas.ingest;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
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

    private final ActiveIndex index;
    private final Publication publication;
    private final SearchesFirst searches;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().name("embed-", 0).daemon().factory());

    EmbedPassages(ActiveIndex index, Publication publication, SearchesFirst searches) {
        this.index = index;
        this.publication = publication;
        this.searches = searches;
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

    /// Mends what a change of the model left without vectors.
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
        int computed = 0;
        while (true) {
            List<Unembedded> missing =
                    publication.missingVectors(model.card().id(), known(model), KEPT_AT_ONCE * 4);
            if (missing.isEmpty() || !goOn.test(computed)) {
                return computed;
            }
            Map<String, String> wanted = new LinkedHashMap<>();
            missing.forEach(passage ->
                    wanted.put(
                            passage.hash(), Passage.embedded(passage.heading(), passage.text())));
            compute(wanted, model);
            publication.touch(missing.stream().map(Unembedded::document).distinct().toList());
            computed += wanted.size();
        }
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
