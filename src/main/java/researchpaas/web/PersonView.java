package researchpaas.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Account;
import researchpaas.account.AccountId;

/// A person as pages show them.
///
/// @param name empty where it is not known
/// @param role the role's constant
/// @param roleBy who gave it, as a constant
/// @param self whether it is who looks at the page
record PersonView(
        String id,
        String name,
        String address,
        String domain,
        String role,
        String roleBy,
        boolean suspended,
        @Nullable When lastSignIn,
        @Nullable When created,
        boolean self) {

    static PersonView of(Account account, @Nullable AccountId looking, ZoneId zone) {
        String address = account.address().value();
        return new PersonView(
                String.valueOf(account.id().value()),
                account.name().equals(address) ? "" : account.name(),
                address,
                account.domain() == null ? "" : account.domain().value(),
                account.role().name(),
                account.roleBy().name(),
                account.suspended(),
                When.of(account.lastSignIn(), zone),
                When.of(account.createdAt(), zone),
                account.id().equals(looking));
    }

    /// The name, or what stands for it.
    public String called() {
        return name.isBlank() ? address : name;
    }

    public String state() {
        return suspended ? "SUSPENDED" : "ACTIVE";
    }

    /// What the person may do, as the end of a message's key.
    public String rights() {
        return suspended ? "SUSPENDED" : role;
    }
}
