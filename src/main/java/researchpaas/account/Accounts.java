package researchpaas.account;

import java.util.List;
import java.util.Optional;

/// The people whom the library knows, one account an address.
public interface Accounts {
    Optional<Account> find(Address address);

    /// Makes sure that the address has an administrator's account. Repeating it changes nothing;
    /// two at once make one account. A suspended account stays suspended.
    Appointed appoint(Address administrator);

    /// By address; those who are suspended too.
    List<Account> administrators();

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
