package researchpaas.credential.jdbc;

import researchpaas.credential.ApiKeys;
import researchpaas.credential.RefreshTokens;
import researchpaas.document.jdbc.TestLibrary;

/// The keys and token families of a library that a test opened.
public final class TestCredentials {
    private TestCredentials() {}

    public static ApiKeys keys(TestLibrary library) {
        return library.transactional(
                ApiKeys.class, new JdbcApiKeys(library.sql(), library.clock()));
    }

    public static RefreshTokens tokens(TestLibrary library) {
        return library.transactional(
                RefreshTokens.class, new JdbcRefreshTokens(library.sql(), library.clock()));
    }
}
