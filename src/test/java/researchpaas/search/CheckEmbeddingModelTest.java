package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

class CheckEmbeddingModelTest {
    @Test
    void namesTheModelOrThoseThatThereAre() {
        EmbeddingModels none = models(Optional::empty, "small", "large");

        assertThat(look(none, models(() -> Optional.of("outside"))))
                .isEqualTo(Diagnosis.ok(Topic.MODEL, "model", "outside"));
        assertThat(look(none))
                .isEqualTo(Diagnosis.wrong(Topic.MODEL, "model.unknown", "small, large"));
    }

    @Test
    void saysWhatAModelIsMissing() {
        assertThat(
                        look(
                                models(() -> {
                                    throw new IllegalStateException("MODEL_DIR holds no model");
                                })))
                .isEqualTo(Diagnosis.wrong(Topic.MODEL, "refused", "MODEL_DIR holds no model"));
    }

    private static Diagnosis look(EmbeddingModels... kinds) {
        return new CheckEmbeddingModel(List.of(kinds)).look().getFirst();
    }

    private static EmbeddingModels models(Supplier<Optional<String>> configured, String... known) {
        return new EmbeddingModels() {
            @Override
            public Optional<EmbeddingModel> of(String id) {
                throw new AssertionError("a check loads no model");
            }

            @Override
            public List<String> known() {
                return List.of(known);
            }

            @Override
            public Optional<String> configured() {
                return configured.get();
            }
        };
    }
}
