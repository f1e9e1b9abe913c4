package researchpaas.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Account.RoleBy;

/// The people whom the library knows, one account an address.
public interface Accounts {
    Optional<Account> find(AccountId id);

    Optional<Account> find(Address address);

    /// @param subject as the sign-in provider calls the person for ever
    Optional<Account> findSubject(String subject);

    /// Makes sure that the address has an administrator's account. Repeating it changes nothing;
    /// two at once make one account. A suspended account stays suspended.
    Appointed appoint(Address administrator);

    /// Whoever changes anybody's rights comes after whoever holds this, until that transaction
    /// ends.
    void hold();

    /// @return absent when the address has an account already
    Optional<Account> add(Address address, Role role);

    /// The person of this account came in.
    ///
    /// @param subject must be that of the account, if it has one
    void signedIn(
            AccountId id, String subject, Address address, Domain domain, @Nullable String name);

    /// Takes an account back that nobody ever came to.
    void remove(AccountId unused);

    /// What the provider calls the account's person; empty before the first sign-in.
    Optional<String> subject(AccountId id);

    void setRole(AccountId id, Role role, RoleBy by);

    void setSuspended(AccountId id, boolean suspended);

    /// From then on the account has an address that is nobody's, so that another one may have its
    /// former.
    void releaseAddress(AccountId id);

    /// By address; those who are suspended too.
    List<Account> administrators();

    /// Whether nobody would administer the library without that account. Holds for as long as
    /// whoever asks has called [#hold].
    default boolean isLastAdministrator(Account account) {
        return account.administers()
                && administrators().stream()
                        .filter(Account::administers)
                        .allMatch(other -> other.id().equals(account.id()));
    }

    /// By address; those whose role follows the configuration.
    List<Account> byConfiguration();

    /// Whose address or name holds the text, whatever its case; by address.
    ///
    /// @param after only addresses behind this one; empty to begin with the first
    /// @param limit at least 1
    List<Account> list(String text, String after, int limit);

    /// How many such there are.
    long count(String text);

    /// What [#appoint] found and did.
    sealed interface Appointed {
        Account account();

        /// There was no account of this address.
        record Added(Account account) implements Appointed {}

        /// It was an administrator's already.
        record Kept(Account account) implements Appointed {}

        /// It had another role, which the operator's word overrides.
        record Raised(Account account, Role from) implements Appointed {}
    }
}
