package researchpaas.search;

import java.util.List;
import org.springframework.stereotype.Component;

/// The model whose vectors the index holds that serves at the moment.
@Component
class ActiveModel implements EmbeddingModel {
    private final Served served;

    ActiveModel(Served served) {
        this.served = served;
    }

    private EmbeddingModel model() {
        return served.now().model();
    }

    @Override
    public Card card() {
        return model().card();
    }

    @Override
    public int tokens(String text) {
        return model().tokens(text);
    }

    @Override
    public float[] passage(String text) {
        return model().passage(text);
    }

    @Override
    public int together() {
        return model().together();
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        return model().passages(texts);
    }

    @Override
    public float[] query(String text) {
        return model().query(text);
    }
}
