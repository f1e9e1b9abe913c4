package researchpaas.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether the embedding model that the settings ask for is there. It is not loaded.
final class CheckEmbeddingModel implements Check {
    private final List<EmbeddingModels> models;

    CheckEmbeddingModel(List<EmbeddingModels> models) {
        this.models = List.copyOf(models);
    }

    @Override
    public List<Diagnosis> look() {
        try {
            Optional<String> id =
                    models.stream().flatMap(kind -> kind.configured().stream()).findFirst();
            return List.of(
                    id.map(name -> Diagnosis.ok(Topic.MODEL, "model", name))
                            .orElseGet(
                                    () -> Diagnosis.wrong(Topic.MODEL, "model.unknown", known())));
        } catch (IllegalStateException e) {
            return List.of(Diagnosis.wrong(Topic.MODEL, "refused", String.valueOf(e.getMessage())));
        }
    }

    private String known() {
        Stream<String> ids = models.stream().flatMap(kind -> kind.known().stream());
        return String.join(", ", ids.toList());
    }
}
