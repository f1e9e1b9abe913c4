package researchpaas.answer;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the operator wants of the language model.
///
/// @param provider a [ModelService]'s name, `none`, or blank for the one that is configured
/// @param models that readers may ask for beside the configured one
/// @param zone whose midnight ends a day
public record ModelSettings(
        String provider, Set<String> models, Quota quota, Prices prices, Rest rest, ZoneId zone) {
    public static final String NONE = "none";

    public ModelSettings {
        models = Collections.unmodifiableSet(new LinkedHashSet<>(models));
    }

    /// Tokens a day, read and written; 0 for no limit.
    ///
    /// @param account for each account. The reader of development without sign-in has none, and is
    ///   limited by the department's alone
    /// @param department for all together
    public record Quota(long account, long department) {}

    /// @param failures in a row after which the model is left alone
    /// @param pause for how long, before one request tries again
    public record Rest(int failures, Duration pause) {}

    /// @throws IllegalArgumentException with a sentence for the operator
    Optional<ModelService> choose(List<ModelService> services) {
        if (provider.equals(NONE)) {
            return Optional.empty();
        }
        if (provider.isBlank()) {
            List<ModelService> configured =
                    services.stream().filter(ModelService::isConfigured).toList();
            if (configured.size() > 1) {
                throw new IllegalArgumentException(
                        "There are keys of several services (%s): say with LLM_PROVIDER which is to answer, or none"
                                .formatted(names(configured)));
            }
            return configured.stream().findFirst();
        }
        return Optional.of(
                services.stream()
                        .filter(service -> service.provider().equals(provider))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "LLM_PROVIDER is '%s'; known are %s and none"
                                                .formatted(provider, names(services)))));
    }

    Set<String> selectable(LanguageModel.Card card) {
        Set<String> all = new LinkedHashSet<>();
        all.add(card.model());
        all.addAll(models);
        return Collections.unmodifiableSet(all);
    }

    private static String names(List<ModelService> services) {
        return services.stream()
                .map(ModelService::provider)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
