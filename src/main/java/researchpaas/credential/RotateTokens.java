package researchpaas.credential;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;

/// Refresh tokens, of which each opens once. One that comes a second time was stolen, from the
/// program or by it, so everything that followed from its sign-in ends.
@Component
public class RotateTokens {
    private static final Pattern TOKEN = Pattern.compile("rpr_[A-Za-z0-9_-]{43}");
    private static final String PREFIX = "rpr_";
    private static final int LONGEST_AGENT = 200;

    private final RefreshTokens tokens;
    private final Accounts accounts;
    private final AuditLog audit;
    private final TokenLife life;
    private final Clock clock;

    RotateTokens(
            RefreshTokens tokens, Accounts accounts, AuditLog audit, TokenLife life, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.audit = audit;
        this.life = life;
        this.clock = clock;
    }

    /// @param token what is presented next; it is told this once only
    /// @param expiresAt of the token, when it is not used
    public record Issued(Family family, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[family=" + family + ", token=***]";
        }
    }

    public sealed interface Rotation {
        /// @param account as it stands now
        record Rotated(Account account, Issued next) implements Rotation {}

        /// It had been used before; its family has ended.
        record Reused(FamilyId family) implements Rotation {}

        record Expired() implements Rotation {}

        /// Of no family that has not ended, or of a person who may not come in any more.
        record Unknown() implements Rotation {}
    }

    /// For somebody who has just been admitted.
    @Transactional
    public Issued issue(AccountId account, String userAgent) {
        Family family =
                tokens.start(account, shortened(userAgent), clock.instant().plus(life.whole()));
        return next(family);
    }

    private static String shortened(String userAgent) {
        String clean = userAgent.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.substring(0, Math.min(LONGEST_AGENT, clean.length()));
    }

    private Issued next(Family family) {
        String token = PREFIX + Secrecy.newSecret();
        Instant idle = clock.instant().plus(life.idle());
        Instant expiresAt = idle.isBefore(family.expiresAt()) ? idle : family.expiresAt();
        tokens.add(family.id(), Secrecy.hash(token), expiresAt);
        return new Issued(family, token, expiresAt);
    }

    /// Of two requests with one token the second ends the family, however close they are.
    @Transactional
    public Rotation rotate(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return new Rotation.Unknown();
        }
        String hash = Secrecy.hash(token);
        Optional<RefreshTokens.Known> known = tokens.find(hash);
        Optional<Family> family = known.flatMap(found -> tokens.hold(found.family()));
        if (known.isEmpty() || family.isEmpty()) {
            return new Rotation.Unknown();
        }
        if (!tokens.use(hash)) {
            return reused(family.get());
        }
        if (!clock.instant().isBefore(known.get().expiresAt())) {
            tokens.end(family.get().id());
            return new Rotation.Expired();
        }
        return accounts.find(family.get().account())
                .filter(account -> !account.suspended())
                .<Rotation>map(account -> new Rotation.Rotated(account, next(family.get())))
                .orElseGet(Rotation.Unknown::new);
    }

    private Rotation reused(Family family) {
        tokens.end(family.id());
        audit.record(
                AuditEvent.refused(
                        AuditAction.TOKEN_REUSED,
                        new Actor(family.account().value(), Means.TOKEN),
                        subject(family.id())));
        return new Rotation.Reused(family.id());
    }

    /// Asked at every request that brings a bearer token.
    @Transactional(readOnly = true)
    public boolean isAlive(FamilyId family) {
        return tokens.find(family).isPresent();
    }

    @Transactional(readOnly = true)
    public Optional<Family> find(FamilyId family) {
        return tokens.find(family);
    }

    @Transactional(readOnly = true)
    public List<Family> of(AccountId account) {
        return tokens.of(account);
    }

    @Transactional(readOnly = true)
    public List<Family> all() {
        return tokens.all();
    }

    /// @return false when it had ended
    @Transactional
    public boolean end(Actor by, FamilyId family) {
        boolean ended = tokens.end(family);
        if (ended) {
            audit.record(AuditEvent.done(AuditAction.SESSION_ENDED, by, subject(family)));
        }
        return ended;
    }

    @Transactional
    public int endAll(AccountId account) {
        return tokens.endAll(account);
    }

    private static Subject subject(FamilyId family) {
        return Subject.of(Subject.Kind.SESSION, family);
    }
}
