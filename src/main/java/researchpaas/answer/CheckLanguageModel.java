package researchpaas.answer;

import java.util.List;
import java.util.Optional;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether the language model's service takes the key and has the model: its list of models costs
/// nothing.
final class CheckLanguageModel implements Check {
    private final ModelSettings settings;
    private final List<ModelService> services;

    CheckLanguageModel(ModelSettings settings, List<ModelService> services) {
        this.settings = settings;
        this.services = List.copyOf(services);
    }

    @Override
    public List<Diagnosis> look() {
        return List.of(only());
    }

    private Diagnosis only() {
        String wanted = settings.provider();
        List<String> known = services.stream().map(ModelService::provider).sorted().toList();
        if (!wanted.isBlank() && !wanted.equals(ModelSettings.NONE) && !known.contains(wanted)) {
            return Diagnosis.wrong(
                    Topic.LANGUAGE_MODEL, "writer.provider", wanted, String.join(", ", known));
        }
        LanguageModel model;
        try {
            Optional<ModelService> chosen = settings.choose(services);
            if (chosen.isEmpty()) {
                return Diagnosis.notChecked(Topic.LANGUAGE_MODEL, "writer.none");
            }
            model = chosen.get().open();
        } catch (IllegalArgumentException e) {
            return Diagnosis.wrong(Topic.LANGUAGE_MODEL, "refused", String.valueOf(e.getMessage()));
        }
        Card card = model.card();
        try {
            List<String> ids = model.offered().stream().map(Offered::id).toList();
            return ids.isEmpty() || ids.contains(card.model())
                    ? Diagnosis.ok(Topic.LANGUAGE_MODEL, "writer", card.provider(), card.model())
                    : Diagnosis.wrong(
                            Topic.LANGUAGE_MODEL,
                            "writer.unknown",
                            card.provider(),
                            card.model(),
                            String.join(", ", ids.subList(0, Math.min(ids.size(), 10))));
        } catch (ModelUnavailable e) {
            return unavailable(e, card);
        }
    }

    private static Diagnosis unavailable(ModelUnavailable e, Card card) {
        return switch (e.why()) {
            case KEY -> Diagnosis.wrong(Topic.LANGUAGE_MODEL, "writer.key", card.provider());
            case SERVICE_QUOTA ->
                    Diagnosis.wrong(Topic.LANGUAGE_MODEL, "writer.quota", card.provider());
            case NONE,
                    UNKNOWN_MODEL,
                    OWN_QUOTA,
                    BUSY,
                    UNREACHABLE,
                    TOO_SLOW,
                    GARBLED,
                    REFUSED,
                    NOT_TAKEN,
                    RESTING,
                    CANCELLED ->
                    Diagnosis.warning(
                            Topic.LANGUAGE_MODEL, "writer.unreachable", card.provider(), e.why());
        };
    }
}
