package researchpaas.credential;

import java.util.Set;
import researchpaas.account.Account;
import researchpaas.account.Permission;

/// A key that was presented and holds.
///
/// @param account its owner as he stands now
public record KeyUse(Account account, ApiKey key) {
    public Set<Scope> scopes() {
        return key.scopes();
    }

    /// What the scopes leave of the owner's rights.
    public Set<Permission> permissions() {
        return Scope.permissions(key.scopes());
    }
}
