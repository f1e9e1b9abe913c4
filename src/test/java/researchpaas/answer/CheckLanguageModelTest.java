package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.ModelSettings.Quota;
import researchpaas.answer.ModelSettings.Rest;
import researchpaas.checkup.Diagnosis;

class CheckLanguageModelTest {
    @Test
    void takesAModelThatTheServiceOffersAndNamesOthersInPlaceOfOneThatItDoesNot() {
        Offered one = new Offered("one", "One", 0);
        Offered other = new Offered("other", "Other", 0);

        assertThat(look("", () -> List.of(other, one)).key()).isEqualTo("writer");
        assertThat(look("", List::of).key()).isEqualTo("writer");
        assertThat(look("", () -> List.of(other)))
                .satisfies(found -> {
                    assertThat(found.key()).isEqualTo("writer.unknown");
                    assertThat(found.values()).contains("other");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "KEY, writer.key, WRONG",
        "SERVICE_QUOTA, writer.quota, WRONG",
        "UNREACHABLE, writer.unreachable, WARNING",
        "BUSY, writer.unreachable, WARNING"
    })
    void tellsWhyTheServiceDoesNotAnswer(
            ModelUnavailable.Why why, String key, Diagnosis.State state) {
        Diagnosis found =
                look(
                        "",
                        () -> {
                            throw new ModelUnavailable(why, "scripted", null);
                        });

        assertThat(found.key()).isEqualTo(key);
        assertThat(found.state()).isEqualTo(state);
    }

    @Test
    void tellsOfAProviderThatNobodyKnowsAndOfNone() {
        assertThat(look("chatty", List::of).state()).isEqualTo(Diagnosis.State.WRONG);
        assertThat(look("none", List::of).key()).isEqualTo("writer.none");
    }

    private static Diagnosis look(String provider, Supplier<List<Offered>> offered) {
        ModelSettings settings =
                new ModelSettings(
                        provider,
                        Set.of(),
                        new Quota(0, 0),
                        Prices.parse("USD", ""),
                        new Rest(4, Duration.ofSeconds(60)),
                        ZoneId.of("Asia/Tokyo"));
        ModelService service =
                new ModelService() {
                    @Override
                    public String provider() {
                        return "scripted";
                    }

                    @Override
                    public boolean isConfigured() {
                        return true;
                    }

                    @Override
                    public LanguageModel open() {
                        return new OfferingModel(offered);
                    }
                };
        return new CheckLanguageModel(settings, List.of(service)).look().getFirst();
    }

    private record OfferingModel(Supplier<List<Offered>> list) implements LanguageModel {
        @Override
        public Card card() {
            return new Card("scripted", "one", 0);
        }

        @Override
        public Completion complete(Prompt prompt, Consumer<String> text) {
            throw new ModelUnavailable(ModelUnavailable.Why.NOT_TAKEN, "scripted", null);
        }

        @Override
        public List<Offered> offered() {
            return list.get();
        }
    }
}
