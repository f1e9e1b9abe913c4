package researchpaas.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account.RoleBy;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;

/// What an administrator does with people: look them up, choose roles, suspend and resume. Never
/// with himself, and never so that nobody administers the library any more. What is changed counts
/// from the person's next request on.
@Component
public class ManagePeople {
    private final Accounts accounts;
    private final EndAccess access;
    private final RoleRules rules;
    private final AuditLog audit;

    ManagePeople(Accounts accounts, EndAccess access, RoleRules rules, AuditLog audit) {
        this.accounts = accounts;
        this.access = access;
        this.rules = rules;
        this.audit = audit;
    }

    public sealed interface Outcome {
        record Changed(Account account) implements Outcome {}

        record Unchanged(Account account) implements Outcome {}

        record Refused(Why why) implements Outcome {}
    }

    public enum Why {
        /// there is no such account
        UNKNOWN,
        /// nobody changes his own rights
        ONESELF,
        /// the library would have no administrator
        LAST_ADMINISTRATOR,
        /// whoever asks administers nothing, or not any more
        NOT_ALLOWED,
        /// whoever may still come in keeps his address
        NOT_SUSPENDED
    }

    /// Those whose address or name holds the text, by address.
    ///
    /// @param text empty for everybody
    /// @param after the last address of the page before; empty for the first page
    @Transactional(readOnly = true)
    public List<Account> list(String text, String after, int limit) {
        return accounts.list(text, after, limit);
    }

    /// How many such there are.
    @Transactional(readOnly = true)
    public long count(String text) {
        return accounts.count(text);
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(AccountId id) {
        return accounts.find(id);
    }

    /// The configuration does not change it from now on.
    @Transactional
    public Outcome setRole(Actor by, AccountId id, Role role) {
        return change(
                AuditAction.ROLE_CHANGED,
                by,
                id,
                account -> setRole(by, account, role, RoleBy.ADMINISTRATOR));
    }

    /// Takes an administrator's choice back.
    @Transactional
    public Outcome followConfiguration(Actor by, AccountId id) {
        return change(
                AuditAction.ROLE_CHANGED,
                by,
                id,
                account ->
                        setRole(
                                by,
                                account,
                                rules.roleOf(account.address()),
                                RoleBy.CONFIGURATION));
    }

    private Outcome setRole(Actor by, Account account, Role role, RoleBy roleBy) {
        if (account.role() == role && account.roleBy() == roleBy) {
            return new Outcome.Unchanged(account);
        }
        if (role != Role.ADMIN && accounts.isLastAdministrator(account)) {
            return refuse(AuditAction.ROLE_CHANGED, by, account.id(), Why.LAST_ADMINISTRATOR);
        }
        accounts.setRole(account.id(), role, roleBy);
        audit.record(
                AuditEvent.done(AuditAction.ROLE_CHANGED, by, subject(account.id()))
                        .with("from", account.role())
                        .with("to", role)
                        .with("by", roleBy));
        return changed(account);
    }

    /// Ends the person's sessions and tokens; keys stay, and are refused as long as this holds.
    @Transactional
    public Outcome suspend(Actor by, AccountId id) {
        return change(
                AuditAction.SUSPENDED,
                by,
                id,
                account -> {
                    if (account.suspended()) {
                        return new Outcome.Unchanged(account);
                    }
                    if (accounts.isLastAdministrator(account)) {
                        return refuse(AuditAction.SUSPENDED, by, id, Why.LAST_ADMINISTRATOR);
                    }
                    accounts.setSuspended(id, true);
                    int ended = access.endAll(id);
                    audit.record(
                            AuditEvent.done(AuditAction.SUSPENDED, by, subject(id))
                                    .with("ended", ended));
                    return changed(account);
                });
    }

    @Transactional
    public Outcome resume(Actor by, AccountId id) {
        return change(
                AuditAction.RESUMED,
                by,
                id,
                account -> {
                    if (!account.suspended()) {
                        return new Outcome.Unchanged(account);
                    }
                    accounts.setSuspended(id, false);
                    audit.record(AuditEvent.done(AuditAction.RESUMED, by, subject(id)));
                    return changed(account);
                });
    }

    /// Takes the address from an account whose person has left, since it belongs to somebody else
    /// now, who comes in under an account of his own. Keys and history stay with the old one.
    @Transactional
    public Outcome releaseAddress(Actor by, AccountId id) {
        return change(
                AuditAction.ADDRESS_CHANGED,
                by,
                id,
                account -> {
                    if (!account.suspended()) {
                        return refuse(AuditAction.ADDRESS_CHANGED, by, id, Why.NOT_SUSPENDED);
                    }
                    accounts.releaseAddress(id);
                    audit.record(
                            AuditEvent.done(AuditAction.ADDRESS_CHANGED, by, subject(id))
                                    .with("released", true));
                    return changed(account);
                });
    }

    /// One after the other, and by somebody who still may when his turn comes.
    private Outcome change(
            AuditAction action, Actor by, AccountId id, Function<Account, Outcome> change) {
        accounts.hold();
        if (!mayManage(by)) {
            return refuse(action, by, id, Why.NOT_ALLOWED);
        }
        if (by.account() != null && by.account() == id.value()) {
            return refuse(action, by, id, Why.ONESELF);
        }
        return accounts.find(id).map(change).orElseGet(() -> new Outcome.Refused(Why.UNKNOWN));
    }

    private boolean mayManage(Actor by) {
        Long account = by.account();
        if (account == null) {
            return by.means() == Means.OPERATOR || by.means() == Means.LOCAL;
        }
        return accounts.find(new AccountId(account)).filter(Account::administers).isPresent();
    }

    private Outcome changed(Account account) {
        return new Outcome.Changed(accounts.find(account.id()).orElseThrow());
    }

    private Outcome refuse(AuditAction action, Actor by, AccountId id, Why why) {
        audit.record(AuditEvent.refused(action, by, subject(id)).with("why", why));
        return new Outcome.Refused(why);
    }

    private static Subject subject(AccountId id) {
        return Subject.account(id.value());
    }
}
