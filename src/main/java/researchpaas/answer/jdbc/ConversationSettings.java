package researchpaas.answer.jdbc;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param atOnce how many answers are made at once (ANSWERS_AT_ONCE)
/// @param atOncePerPerson how many of these one person may have (ANSWERS_AT_ONCE_PER_PERSON)
/// @param retention how long a conversation is kept to which nothing is added
///   (CONVERSATIONS_RETENTION)
@Validated
@ConfigurationProperties("research-paas.answers")
record ConversationSettings(
        @Min(1) @Max(1000) @DefaultValue("128") int atOnce,
        @Min(1) @Max(1000) @DefaultValue("4") int atOncePerPerson,
        @NotNull @DefaultValue("365d") Duration retention) {
    ConversationSettings {
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("CONVERSATIONS_RETENTION must be above nothing");
        }
    }
}
