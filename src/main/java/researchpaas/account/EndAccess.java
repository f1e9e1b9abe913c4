package researchpaas.account;

/// Ends whatever keeps somebody signed in: sessions and tokens, at once and everywhere.
public interface EndAccess {
    /// @return how many there were
    int endAll(AccountId account);
}
