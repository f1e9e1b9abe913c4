package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModels;

/// Models of meaning, each counted: how often one computes vectors, how long it takes, how often it
/// fails.
final class CountEmbeddings implements EmbeddingModels {
    private final EmbeddingModels models;
    private final ObjectProvider<MeterRegistry> registry;
    private final Map<EmbeddingModel, EmbeddingModel> counted = new ConcurrentHashMap<>();

    CountEmbeddings(EmbeddingModels models, ObjectProvider<MeterRegistry> registry) {
        this.models = models;
        this.registry = registry;
    }

    @Override
    public Optional<EmbeddingModel> of(String id) {
        return models.of(id)
                .map(model ->
                        counted.computeIfAbsent(
                                model, one -> new Counted(one, registry.getObject())));
    }

    @Override
    public List<String> known() {
        return models.known();
    }

    @Override
    public Optional<String> configured() {
        return models.configured();
    }

    private static final class Counted implements EmbeddingModel {
        private final EmbeddingModel model;
        private final MeterRegistry registry;

        Counted(EmbeddingModel model, MeterRegistry registry) {
            this.model = model;
            this.registry = registry;
        }

        @Override
        public Card card() {
            return model.card();
        }

        @Override
        public int tokens(String text) {
            return model.tokens(text);
        }

        @Override
        public int together() {
            return model.together();
        }

        @Override
        public float[] passage(String text) {
            return timed("passage", 1, () -> model.passage(text));
        }

        @Override
        public List<float[]> passages(List<String> texts) {
            return timed("passage", texts.size(), () -> model.passages(texts));
        }

        @Override
        public float[] query(String text) {
            return timed("question", 1, () -> model.query(text));
        }

        private <T> T timed(String of, int texts, Supplier<T> work) {
            Timer.Sample begun = Timer.start(registry);
            String outcome = "failed";
            try {
                T vectors = work.get();
                outcome = "ok";
                return vectors;
            } finally {
                begun.stop(
                        Timer.builder(Names.PREFIX + "embedding")
                                .description(
                                        "Calls of the model of meaning, one for several passages where it takes them")
                                .tag("model", model.card().id())
                                .tag("of", of)
                                .tag("outcome", outcome)
                                .register(registry));
                Counter.builder(Names.PREFIX + "embedding.texts")
                        .description("Texts that were given to the model of meaning")
                        .tag("model", model.card().id())
                        .tag("of", of)
                        .register(registry)
                        .increment(texts);
            }
        }
    }
}
