package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.answer.ManageConversations;
import researchpaas.answer.ModelUse;
import researchpaas.audit.AuditLog;
import researchpaas.credential.RefreshTokens;

/// Removes what has been kept long enough: old entries of the audit log, token families that have
/// expired, conversations that nobody goes on with, sums of what language models wrote.
@Component
public class ForgetOldRecords {
    private static final Logger log = LoggerFactory.getLogger(ForgetOldRecords.class);

    private final AuditLog audit;
    private final RefreshTokens tokens;
    private final ManageConversations conversations;
    private final ModelUse use;
    private final Clock clock;

    ForgetOldRecords(
            AuditLog audit,
            RefreshTokens tokens,
            ManageConversations conversations,
            ModelUse use,
            Clock clock) {
        this.audit = audit;
        this.tokens = tokens;
        this.conversations = conversations;
        this.use = use;
        this.clock = clock;
    }

    /// @param entries of the audit log
    /// @param families of tokens
    public record Forgotten(int entries, int families, int conversations) {}

    /// @param retention how long the audit log and the sums go back
    @Transactional
    public Forgotten forget(Duration retention) {
        use.forget(LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC));
        Forgotten forgotten =
                new Forgotten(
                        audit.purge(clock.instant().minus(retention)),
                        tokens.forgetExpired(),
                        conversations.forget());
        if (forgotten.entries() + forgotten.families() + forgotten.conversations() > 0) {
            log.atInfo()
                    .addKeyValue("auditEntries", forgotten.entries())
                    .addKeyValue("tokenFamilies", forgotten.families())
                    .addKeyValue("conversations", forgotten.conversations())
                    .log("Old records were removed");
        }
        return forgotten;
    }
}
