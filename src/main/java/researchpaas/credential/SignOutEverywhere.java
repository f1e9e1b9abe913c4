package researchpaas.credential;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.account.EndAccess;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;

/// Ends all of a person's sessions and token families. Keys go on: they are not signed in, and are
/// revoked one by one.
@Component
public class SignOutEverywhere implements EndAccess {
    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final AuditLog audit;

    SignOutEverywhere(Sessions sessions, RefreshTokens tokens, AuditLog audit) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /// @return how many there were
    @Transactional
    public int signOut(Actor by, AccountId account) {
        int ended = endAll(account);
        audit.record(
                AuditEvent.done(AuditAction.SESSIONS_ENDED, by, Subject.account(account.value()))
                        .with("ended", ended));
        return ended;
    }

    /// For whoever records why.
    @Override
    @Transactional
    public int endAll(AccountId account) {
        return sessions.endAll(account) + tokens.endAll(account);
    }
}
