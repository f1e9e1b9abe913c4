package researchpaas.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import researchpaas.document.Passage;
import researchpaas.document.Publication;
import researchpaas.document.Publication.NewPassage;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;

/// Computes and keeps the vectors that passages still lack. Equal passages share one; passages in a language that the
/// model does not know get none.
@Component
public final class EmbedPassages implements AutoCloseable {
    /// Vectors are kept so often, so that a kill costs little.
    private static final int KEEP_EVERY = 64;

    private final EmbeddingModel model;
    private final Publication publication;

    /// One text a thread is the fastest way on a CPU; the threads are shared by all callers.
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()), Thread.ofPlatform()
                    .name("embedding-", 0)
                    .daemon()
                    .factory());

    EmbedPassages(EmbeddingModel model, Publication publication) {
        this.model = model;
        this.publication = publication;
    }

    /// @throws EmbeddingFailed when the model cannot be run; what was computed before is kept
    public void embed(List<NewPassage> passages) throws InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (NewPassage passage : passages) {
            if (model.card().knows(passage.language())) {
                texts.put(passage.hash(), Passage.embedded(passage.heading(), passage.text()));
            }
        }
        Set<String> known = publication.vectors(texts.keySet(), model.card().id()).keySet();
        texts.keySet().removeAll(known);
        List<Map.Entry<String, String>> missing = List.copyOf(texts.entrySet());
        for (int from = 0; from < missing.size(); from += KEEP_EVERY) {
            keep(missing.subList(from, Math.min(missing.size(), from + KEEP_EVERY)));
        }
    }

    private void keep(List<Map.Entry<String, String>> missing) throws InterruptedException {
        Map<String, Future<float[]>> running = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : missing) {
            running.put(text.getKey(), workers.submit(() -> model.passage(text.getValue())));
        }
        Map<String, float[]> vectors = new HashMap<>();
        List<EmbeddingFailed> failures = new ArrayList<>();
        for (Map.Entry<String, Future<float[]>> vector : running.entrySet()) {
            try {
                vectors.put(vector.getKey(), vector.getValue().get());
            } catch (ExecutionException e) {
                failures.add(new EmbeddingFailed("A passage could not be embedded.", e.getCause()));
            }
        }
        publication.keepVectors(model.card().id(), vectors);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
