package researchpaas.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person who is known to the library, whether or not that person ever came.
///
/// @param name what the sign-in provider calls the person; the address as long as it has not said
/// @param domain of the person's organisation, as the provider verified it; absent before the first
///   sign-in
/// @param roleBy whether a change of the configuration changes the role
/// @param suspended may not come in, whatever the role
/// @param lastSignIn absent before the first
public record Account(
        AccountId id,
        Address address,
        String name,
        @Nullable Domain domain,
        Role role,
        RoleBy roleBy,
        boolean suspended,
        @Nullable Instant lastSignIn,
        Instant createdAt) {

    /// Who gave the role.
    public enum RoleBy {
        /// `ADMIN_USERS`, `ROLES`, or their silence
        CONFIGURATION,
        /// an administrator's choice, which the configuration does not touch
        ADMINISTRATOR
    }

    /// Administers the library at this moment.
    public boolean administers() {
        return role == Role.ADMIN && !suspended;
    }
}
