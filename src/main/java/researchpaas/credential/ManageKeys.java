package researchpaas.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;
import researchpaas.credential.ApiKeys.Known;

/// API keys: made by their owner, shown once, recognised by a hash. A key never does more than its
/// owner may at that moment.
@Component
public class ManageKeys {
    public static final Duration LONGEST = Duration.ofDays(366);
    public static final int MOST = 20;
    private static final int LONGEST_NAME = 100;

    private static final Duration WRITTEN = Duration.ofMinutes(1);
    private static final Duration RECORDED = Duration.ofHours(1);

    private static final Pattern TEXT =
            Pattern.compile("rpk_([1-9][0-9]{0,17})_([A-Za-z0-9_-]{43})");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final ApiKeys keys;
    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;

    ManageKeys(ApiKeys keys, Accounts accounts, AuditLog audit, Clock clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    public sealed interface Creation {
        /// @param text what is presented; it is told this once only
        record Created(ApiKey key, String text) implements Creation {
            @Override
            public String toString() {
                return "Created[key=" + key + ", text=***]";
            }
        }

        record Refused(Why why) implements Creation {}
    }

    public enum Why {
        /// the reader has no account: development without login
        NO_ACCOUNT,
        /// a key makes no keys
        BY_KEY,
        /// empty, or longer than 100 characters
        NAME,
        /// none was chosen
        NO_SCOPE,
        /// the owner's role does not cover a scope
        BEYOND_ROLE,
        /// in the past, or later than 366 days from now
        EXPIRY,
        /// 20 hold already
        TOO_MANY
    }

    /// @param owner who is to have it: whoever asks
    @Transactional
    public Creation create(
            Actor by, Reader owner, String name, Set<Scope> scopes, Instant expiresAt) {
        AccountId account = owner.account();
        Why why = account == null ? Why.NO_ACCOUNT : refusal(by, owner, name, scopes, expiresAt);
        if (account == null || why != null) {
            return new Creation.Refused(why == null ? Why.NO_ACCOUNT : why);
        }
        // two requests at once would both find room for one more
        accounts.hold();
        if (keys.countHolding(account) >= MOST) {
            return new Creation.Refused(Why.TOO_MANY);
        }
        String secret = Secrecy.newSecret();
        ApiKey key = keys.add(account, name.strip(), scopes, Secrecy.hash(secret), expiresAt);
        audit.record(
                AuditEvent.done(AuditAction.KEY_CREATED, by, subject(key.id()))
                        .with("scopes", scopes.stream().map(Scope::word).sorted().toList())
                        .with("expires", expiresAt));
        return new Creation.Created(key, "rpk_" + key.id() + "_" + secret);
    }

    private @Nullable Why refusal(
            Actor by, Reader owner, String name, Set<Scope> scopes, Instant expiresAt) {
        if (by.means() == Means.KEY) {
            return Why.BY_KEY;
        }
        if (name.isBlank()
                || name.strip().length() > LONGEST_NAME
                || UNPRINTABLE.matcher(name).find()) {
            return Why.NAME;
        }
        if (scopes.isEmpty()) {
            return Why.NO_SCOPE;
        }
        if (!scopes.stream().allMatch(scope -> covers(owner, scope))) {
            return Why.BEYOND_ROLE;
        }
        Instant now = clock.instant();
        return expiresAt.isAfter(now) && !expiresAt.isAfter(now.plus(LONGEST)) ? null : Why.EXPIRY;
    }

    /// A student may put files in, and so has keys for that which delete nothing.
    private static boolean covers(Reader owner, Scope scope) {
        return scope.permissions().stream().anyMatch(owner::may);
    }

    @Transactional(readOnly = true)
    public List<ApiKey> own(AccountId owner) {
        return keys.of(owner);
    }

    /// Everybody's, for whoever may administer.
    @Transactional(readOnly = true)
    public List<ApiKey> all(Reader reader) {
        return reader.may(Permission.ADMIN) ? keys.all() : List.of();
    }

    /// One's own, or anybody's for whoever may administer.
    ///
    /// @return false when there is none that this reader may revoke
    @Transactional
    public boolean revoke(Actor by, Reader reader, KeyId id) {
        Optional<ApiKey> key =
                keys.find(id)
                        .map(Known::key)
                        .filter(found ->
                                reader.may(Permission.ADMIN)
                                        || found.owner().equals(reader.account()));
        if (key.isEmpty()) {
            return false;
        }
        if (keys.revoke(id)) {
            audit.record(
                    AuditEvent.done(AuditAction.KEY_REVOKED, by, subject(id))
                            .with("owner", key.get().owner()));
        }
        return true;
    }

    /// Whose key this is. Whatever is wrong with it, the answer is the same. No transaction around
    /// it all: a request that only reads does not wait for whoever writes.
    ///
    /// @param presented the key's text, as it came
    public Optional<KeyUse> authenticate(String presented) {
        Matcher parts = TEXT.matcher(presented);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String hash = Secrecy.hash(parts.group(2));
        return keys.find(new KeyId(Long.parseLong(parts.group(1))))
                .filter(known -> Secrecy.same(known.hash(), hash))
                .map(Known::key)
                .filter(key -> key.holds(clock.instant()))
                .flatMap(this::use);
    }

    /// Whether a key that was presented would be taken still.
    public boolean holds(KeyId id) {
        return keys.find(id).filter(known -> known.key().holds(clock.instant())).isPresent();
    }

    private Optional<KeyUse> use(ApiKey key) {
        Optional<Account> owner =
                accounts.find(key.owner()).filter(account -> !account.suspended());
        if (owner.isPresent() && isWrittenAgain(key) && keys.used(key.id())) {
            recordFirstOfTheHour(key);
        }
        return owner.map(account -> new KeyUse(account, key));
    }

    private boolean isWrittenAgain(ApiKey key) {
        Instant before = key.lastUsed();
        return before == null || !clock.instant().isBefore(before.plus(WRITTEN));
    }

    private void recordFirstOfTheHour(ApiKey key) {
        Instant before = key.lastUsed();
        if (before == null || hour(before) != hour(clock.instant())) {
            audit.record(
                    AuditEvent.done(
                            AuditAction.KEY_USED,
                            new Actor(key.owner().value(), Means.KEY),
                            subject(key.id())));
        }
    }

    private static long hour(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), RECORDED.toMillis());
    }

    private static Subject subject(KeyId id) {
        return Subject.of(Subject.Kind.KEY, id);
    }
}
