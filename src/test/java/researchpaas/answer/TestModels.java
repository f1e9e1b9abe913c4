package researchpaas.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import researchpaas.answer.ModelSettings.Quota;
import researchpaas.answer.ModelSettings.Rest;

/// [LanguageModels] around a model of a test's own.
public final class TestModels {
    private TestModels() {}

    /// Without limits.
    public static LanguageModels of(LanguageModel model) {
        return of(model, settings(new Quota(0, 0)), new ModelUseInMemory(), Clock.systemUTC());
    }

    public static LanguageModels of(
            LanguageModel model, ModelSettings settings, ModelUse use, Clock clock) {
        return new LanguageModels(
                List.of(service(model)), settings, use, clock, AnswerWatch.none());
    }

    public static LanguageModels none() {
        return new LanguageModels(
                List.of(),
                settings(new Quota(0, 0)),
                new ModelUseInMemory(),
                Clock.systemUTC(),
                AnswerWatch.none());
    }

    /// As a bean of a started server, where `research-paas.llm.provider` names the model's.
    public static ModelService service(LanguageModel model) {
        return new ModelService() {
            @Override
            public String provider() {
                return model.card().provider();
            }

            @Override
            public boolean isConfigured() {
                return true;
            }

            @Override
            public LanguageModel open() {
                return model;
            }
        };
    }

    public static ModelSettings settings(Quota quota) {
        return new ModelSettings(
                "",
                Set.of("other-model"),
                quota,
                Prices.parse("USD", "test-model=0.3/2.5"),
                new Rest(3, Duration.ofSeconds(60)),
                ZoneOffset.UTC);
    }
}
