package researchpaas.account;

import org.springframework.stereotype.Component;

/// Asks again for a right that a request had when it began: some take long, and within them
/// somebody may be suspended or lose the role.
@Component
public class CheckRight {
    private final Accounts accounts;

    CheckRight(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @return true for whoever has no account, and so nothing that could be taken away
    public boolean stillHas(Reader reader, Permission permission) {
        AccountId account = reader.account();
        return account == null
                || accounts.find(account)
                        .filter(now -> !now.suspended())
                        .filter(now -> now.role().permissions().contains(permission))
                        .isPresent();
    }
}
