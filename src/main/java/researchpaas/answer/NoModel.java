package researchpaas.answer;

import java.util.List;
import java.util.function.Consumer;

/// Stands where none is configured.
final class NoModel implements LanguageModel {
    @Override
    public Card card() {
        return new Card("none", "", 0);
    }

    @Override
    public Completion complete(Prompt prompt, Consumer<String> text) {
        throw none();
    }

    @Override
    public List<Offered> offered() {
        throw none();
    }

    private static ModelUnavailable none() {
        return new ModelUnavailable(
                ModelUnavailable.Why.NONE, "No language model is configured", null);
    }
}
