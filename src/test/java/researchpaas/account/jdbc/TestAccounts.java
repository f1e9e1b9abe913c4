package researchpaas.account.jdbc;

import researchpaas.account.Accounts;
import researchpaas.document.jdbc.TestLibrary;

/// The accounts of a library that a test opened.
public final class TestAccounts {
    private TestAccounts() {}

    public static Accounts in(TestLibrary library) {
        return library.transactional(
                Accounts.class, new JdbcAccounts(library.sql(), library.clock()));
    }
}
