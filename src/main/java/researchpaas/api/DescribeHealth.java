package researchpaas.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModels;
import researchpaas.api.StatusApi.HealthJson;
import researchpaas.document.Database;
import researchpaas.ingest.Reason;
import researchpaas.operate.BackupPlan.Standing;
import researchpaas.operate.Health;
import researchpaas.search.SearchIndex;

/// The state of the parts as JSON, with what to do as sentences.
@Component
class DescribeHealth {
    private final MessageSource messages;

    DescribeHealth(MessageSource messages) {
        this.messages = messages;
    }

    /// @param all also what only administrators need
    HealthJson describe(boolean all, Health health, Locale locale) {
        return HealthJson.of(
                all,
                health,
                sentence(health.trouble(), locale),
                sentence(health.indexTrouble(), locale),
                sentence(health.backup(), locale),
                sentence(health.driveTrouble(), locale),
                sentence(health.writes(), locale));
    }

    private @Nullable String sentence(@Nullable Reason trouble, Locale locale) {
        return trouble == null
                ? null
                : messages.getMessage(
                        "reason." + trouble.code(), trouble.details().toArray(), locale);
    }

    private @Nullable String sentence(Database.@Nullable Trouble trouble, Locale locale) {
        return trouble == null ? null : messages.getMessage("database." + trouble, null, locale);
    }

    private @Nullable String sentence(SearchIndex.@Nullable Trouble trouble, Locale locale) {
        return trouble == null
                ? null
                : messages.getMessage("health.index." + trouble, null, locale);
    }

    private @Nullable String sentence(LanguageModels.Standing writes, Locale locale) {
        Why last = writes.last();
        return last == null || !writes.isBad()
                ? null
                : messages.getMessage("answer.operator." + last, null, locale);
    }

    private @Nullable String sentence(Standing backup, Locale locale) {
        return switch (backup) {
            case OFF, FINE -> null;
            case NEVER, OLD, SAME_DISK ->
                    messages.getMessage("health.backup." + backup, null, locale);
        };
    }
}
