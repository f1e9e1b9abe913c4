package researchpaas.operate;

/// The search index that lies beside a database.
public interface StaleIndex {
    /// No server runs. The next start builds it anew from the database.
    void forget();
}
