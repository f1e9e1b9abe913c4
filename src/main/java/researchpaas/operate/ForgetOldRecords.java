package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.audit.AuditLog;
import researchpaas.credential.RefreshTokens;

/// Removes what has been kept long enough: old entries of the audit log, and token families that
/// have expired.
@Component
public class ForgetOldRecords {
    private static final Logger log = LoggerFactory.getLogger(ForgetOldRecords.class);

    private final AuditLog audit;
    private final RefreshTokens tokens;
    private final Clock clock;

    ForgetOldRecords(AuditLog audit, RefreshTokens tokens, Clock clock) {
        this.audit = audit;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// @param entries of the audit log
    /// @param families of tokens
    public record Forgotten(int entries, int families) {}

    /// @param retention how long the audit log goes back
    @Transactional
    public Forgotten forget(Duration retention) {
        Forgotten forgotten =
                new Forgotten(
                        audit.purge(clock.instant().minus(retention)), tokens.forgetExpired());
        if (forgotten.entries() + forgotten.families() > 0) {
            log.atInfo()
                    .addKeyValue("auditEntries", forgotten.entries())
                    .addKeyValue("tokenFamilies", forgotten.families())
                    .log("Old records were removed");
        }
        return forgotten;
    }
}
