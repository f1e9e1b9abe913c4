package researchpaas.account;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account.RoleBy;
import researchpaas.account.SignIn.Admission.Admitted;
import researchpaas.account.SignIn.Admission.Refused;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Subject;

/// Decides whether somebody whom a sign-in provider has sent comes in, and as whom. The one place
/// that does: every way to a session or a token leads through here.
///
/// A person is known by what the provider calls him for ever; the address may change. An address
/// that comes back as another person's opens nothing.
@Component
public class SignIn {
    /// Of OpenID Connect: at most 255 ASCII characters.
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_NAME = 100;

    private final Accounts accounts;
    private final RoleRules rules;
    private final AuditLog audit;

    SignIn(Accounts accounts, RoleRules rules, AuditLog audit) {
        this.accounts = accounts;
        this.rules = rules;
        this.audit = audit;
    }

    public sealed interface Admission {
        record Admitted(Account account) implements Admission {}

        record Refused(Why why) implements Admission {}
    }

    public enum Why {
        /// the provider does not say who it is
        NO_SUBJECT,
        /// no address that could be compared
        NO_ADDRESS,
        /// the provider does not vouch for the address
        NOT_VERIFIED,
        /// a private account, which belongs to no organisation
        NO_DOMAIN,
        /// of another organisation
        FOREIGN_DOMAIN,
        /// the organisation is admitted, the address is of another one
        FOREIGN_ADDRESS,
        /// the address belongs to another person's account
        ADDRESS_TAKEN,
        /// an administrator has suspended the account
        SUSPENDED
    }

    /// Recorded, whatever comes of it.
    @Transactional
    public Admission admit(Identity identity) {
        return switch (check(identity)) {
            case Checked.Unfit(Why why) -> refuse(why, null);
            case Checked.Person person -> {
                accounts.hold();
                yield admit(person);
            }
        };
    }

    private sealed interface Checked {
        record Person(String subject, Address address, Domain domain, @Nullable String name)
                implements Checked {}

        record Unfit(Why why) implements Checked {}
    }

    /// What the token itself must say.
    private Checked check(Identity identity) {
        if (!(identity.subject() instanceof String subject)
                || !SUBJECT.matcher(subject).matches()) {
            return new Checked.Unfit(Why.NO_SUBJECT);
        }
        Address address = address(identity.address());
        if (address == null) {
            return new Checked.Unfit(Why.NO_ADDRESS);
        }
        // "true" as a text is no promise
        if (!Boolean.TRUE.equals(identity.verified())) {
            return new Checked.Unfit(Why.NOT_VERIFIED);
        }
        if (identity.domain() == null) {
            return new Checked.Unfit(Why.NO_DOMAIN);
        }
        Domain domain =
                identity.domain() instanceof String text ? Domain.parse(text).orElse(null) : null;
        if (domain == null || !rules.domains().contains(domain)) {
            return new Checked.Unfit(Why.FOREIGN_DOMAIN);
        }
        if (!rules.domains().contains(address.domain())) {
            return new Checked.Unfit(Why.FOREIGN_ADDRESS);
        }
        return new Checked.Person(subject, address, domain, name(identity.name()));
    }

    /// To the letter: what a list in the configuration may have around it makes no address here.
    private static @Nullable Address address(@Nullable Object claim) {
        return claim instanceof String text
                ? Address.parse(text)
                        .filter(address -> address.value().length() == text.length())
                        .orElse(null)
                : null;
    }

    private static @Nullable String name(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return null;
        }
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        int end =
                clean.offsetByCodePoints(
                        0, Math.min(LONGEST_NAME, clean.codePointCount(0, clean.length())));
        return clean.isEmpty() ? null : clean.substring(0, end);
    }

    private Admission admit(Checked.Person person) {
        Optional<Account> known = accounts.findSubject(person.subject());
        Optional<Account> atAddress = accounts.find(person.address());
        if (known.isPresent()) {
            return returning(known.get(), atAddress.orElse(null), person);
        }
        if (atAddress.isEmpty()) {
            return add(person);
        }
        Account awaited = atAddress.get();
        if (accounts.subject(awaited.id()).isPresent()) {
            return refuse(Why.ADDRESS_TAKEN, awaited);
        }
        return awaited.suspended() ? refuse(Why.SUSPENDED, awaited) : comesIn(awaited, person);
    }

    private Admission returning(
            Account account, @Nullable Account atAddress, Checked.Person person) {
        if (account.suspended()) {
            return refuse(Why.SUSPENDED, account);
        }
        if (atAddress == null) {
            changed(account);
        } else if (!atAddress.id().equals(account.id())) {
            if (accounts.subject(atAddress.id()).isPresent()) {
                return refuse(Why.ADDRESS_TAKEN, atAddress);
            }
            if (atAddress.suspended()) {
                return refuse(Why.SUSPENDED, atAddress);
            }
            takeIn(atAddress, account);
            changed(account);
        }
        return comesIn(account, person);
    }

    /// The new address was awaited under an account of its own, to which nobody ever came.
    private void takeIn(Account awaited, Account account) {
        accounts.remove(awaited.id());
        if (awaited.roleBy() == RoleBy.ADMINISTRATOR && account.roleBy() == RoleBy.CONFIGURATION) {
            accounts.setRole(account.id(), awaited.role(), RoleBy.ADMINISTRATOR);
        }
    }

    private void changed(Account account) {
        audit.record(
                AuditEvent.done(
                        AuditAction.ADDRESS_CHANGED,
                        new Actor(account.id().value(), Means.SESSION),
                        Subject.account(account.id().value())));
    }

    private Admission add(Checked.Person person) {
        Account account =
                accounts.add(person.address(), rules.roleOf(person.address()))
                        .orElseThrow(() -> new IllegalStateException("An account came between"));
        return comesIn(account, person);
    }

    private Admission comesIn(Account account, Checked.Person person) {
        accounts.signedIn(
                account.id(), person.subject(), person.address(), person.domain(), person.name());
        Account now = withRole(accounts.find(account.id()).orElseThrow());
        audit.record(
                AuditEvent.done(
                                AuditAction.SIGNED_IN,
                                new Actor(now.id().value(), Means.SESSION),
                                Subject.account(now.id().value()))
                        .with("role", now.role()));
        return new Admitted(now);
    }

    /// An address may bring another role with it. The last administrator keeps his.
    private Account withRole(Account account) {
        Role role = rules.roleOf(account.address());
        if (account.roleBy() == RoleBy.ADMINISTRATOR
                || role == account.role()
                || accounts.isLastAdministrator(account)) {
            return account;
        }
        accounts.setRole(account.id(), role, RoleBy.CONFIGURATION);
        audit.record(
                AuditEvent.done(
                                AuditAction.ROLE_CHANGED,
                                Actor.operator(),
                                Subject.account(account.id().value()))
                        .with("from", account.role())
                        .with("to", role));
        return accounts.find(account.id()).orElseThrow();
    }

    private Refused refuse(Why why, @Nullable Account account) {
        Subject subject =
                account == null
                        ? Subject.the(Subject.Kind.ACCOUNT)
                        : Subject.account(account.id().value());
        audit.record(
                AuditEvent.refused(AuditAction.SIGN_IN_REFUSED, Actor.nobody(), subject)
                        .with("why", why));
        return new Refused(why);
    }
}
