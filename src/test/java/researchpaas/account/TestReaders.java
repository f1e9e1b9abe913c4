package researchpaas.account;

import java.time.Instant;
import java.util.Set;
import researchpaas.account.Account.RoleBy;

/// Readers as the program makes them, without a sign-in: one of each role, of u.ac.jp.
public final class TestReaders {
    private static final Readers READERS = new Readers(_ -> Set.of());

    private TestReaders() {}

    public static Reader of(Role role) {
        return READERS.of(account(role, false));
    }

    /// @param atMost what a key leaves of it
    public static Reader of(Role role, Set<Permission> atMost) {
        return READERS.of(account(role, false), atMost);
    }

    public static Reader suspended(Role role) {
        return READERS.of(account(role, true));
    }

    private static Account account(Role role, boolean suspended) {
        return new Account(
                new AccountId(100 + role.ordinal()),
                new Address(role.word() + "@u.ac.jp"),
                role.word(),
                new Domain("u.ac.jp"),
                role,
                RoleBy.CONFIGURATION,
                suspended,
                null,
                Instant.EPOCH);
    }
}
