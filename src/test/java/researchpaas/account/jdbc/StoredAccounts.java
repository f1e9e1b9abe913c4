package researchpaas.account.jdbc;

import java.time.Duration;
import java.util.List;
import researchpaas.account.Accounts;
import researchpaas.account.AccountsContract;
import researchpaas.account.Address;
import researchpaas.account.Role;
import researchpaas.document.jdbc.TestLibrary;

/// The contract on a library's database, whichever it is.
interface StoredAccounts extends AccountsContract {
    TestLibrary library();

    @Override
    default Accounts accounts() {
        return library()
                .transactional(
                        Accounts.class, new JdbcAccounts(library().sql(), library().clock()));
    }

    @Override
    default void known(Address address, Role role, boolean suspended) {
        library()
                .sql()
                .sql(
                        """
                        insert into accounts (address, role, suspended, created_at, updated_at)
                        values (:address, :role, :suspended, 1, 1)
                        """)
                .param("address", address.value())
                .param("role", role.name())
                .param("suspended", suspended)
                .update();
    }

    @Override
    default List<Long> times(Address address) {
        return library()
                .sql()
                .sql("select created_at, updated_at from accounts where address = :address")
                .param("address", address.value())
                .query((row, _) -> List.of(row.getLong("created_at"), row.getLong("updated_at")))
                .single();
    }

    @Override
    default void pass() {
        library().pass(Duration.ofMinutes(1));
    }
}
