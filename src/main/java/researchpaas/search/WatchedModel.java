package researchpaas.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A model whose last use is remembered, so that nobody has to try it in order to know how it is.
final class WatchedModel implements EmbeddingModel {
    private final EmbeddingModel model;
    private final AtomicReference<@Nullable Boolean> worked = new AtomicReference<>();

    WatchedModel(EmbeddingModel model) {
        this.model = model;
    }

    MeaningStanding standing() {
        if (model instanceof AbsentModel) {
            return MeaningStanding.ABSENT;
        }
        return Boolean.FALSE.equals(worked.get()) ? MeaningStanding.FAILED : MeaningStanding.WORKS;
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
    public float[] passage(String text) {
        return watch(() -> model.passage(text));
    }

    @Override
    public int together() {
        return model.together();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return watch(() -> model.passages(texts));
    }

    @Override
    public float[] query(String text) {
        return watch(() -> model.query(text));
    }

    private <T> T watch(Supplier<T> use) {
        try {
            T answer = use.get();
            worked.set(true);
            return answer;
        } catch (EmbeddingFailed e) {
            worked.set(false);
            throw e;
        }
    }
}
