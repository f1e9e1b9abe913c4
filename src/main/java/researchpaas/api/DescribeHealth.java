package researchpaas.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import researchpaas.api.HealthPartJson.ReasonJson;
import researchpaas.operate.Health;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Health.Symptom;

/// The state of the parts as JSON, with what to do as sentences.
@Component
class DescribeHealth {
    private final MessageSource messages;

    DescribeHealth(MessageSource messages) {
        this.messages = messages;
    }

    /// @param all also what only administrators need: all but whether it is well
    HealthJson describe(boolean all, Health health, Locale locale) {
        return all
                ? HealthJson.of(health, name -> part(health.part(name), locale))
                : HealthJson.of(health.status(), health.at());
    }

    private HealthPartJson part(Part part, Locale locale) {
        return HealthPartJson.of(part, reason(part.symptom(), locale));
    }

    private @Nullable ReasonJson reason(@Nullable Symptom symptom, Locale locale) {
        return symptom == null
                ? null
                : new ReasonJson(
                        symptom.code(),
                        messages.getMessage(
                                symptom.sentence(), symptom.details().toArray(), locale));
    }
}
