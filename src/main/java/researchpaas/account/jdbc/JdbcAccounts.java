package researchpaas.account.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Role;

@Component
@Transactional
class JdbcAccounts implements Accounts {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcAccounts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Account> find(Address address) {
        return sql.sql("select address, role, suspended from accounts where address = :address")
                .param("address", address.value())
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public Appointed appoint(Address administrator) {
        if (insert(administrator)) {
            return new Appointed.Added(stored(administrator));
        }
        Account before = stored(administrator);
        if (before.role() == Role.ADMIN) {
            return new Appointed.Kept(before);
        }
        raise(administrator);
        return new Appointed.Raised(stored(administrator), before.role());
    }

    /// @return false when there is one
    private boolean insert(Address address) {
        return sql.sql(
                                """
                                insert into accounts (address, role, suspended, created_at, updated_at)
                                values (:address, :role, false, :now, :now)
                                on conflict (address) do nothing
                                """)
                        .param("address", address.value())
                        .param("role", Role.ADMIN.name())
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    private void raise(Address address) {
        sql.sql("update accounts set role = :role, updated_at = :now where address = :address")
                .param("role", Role.ADMIN.name())
                .param("now", clock.millis())
                .param("address", address.value())
                .update();
    }

    private Account stored(Address address) {
        return find(address)
                .orElseThrow(() -> new IllegalStateException("An account has vanished"));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> administrators() {
        return sql
                .sql("select address, role, suspended from accounts where role = :role")
                .param("role", Role.ADMIN.name())
                .query(JdbcAccounts::account)
                .list()
                .stream()
                // databases sort text each in its own way
                .sorted(Comparator.comparing(account -> account.address().value()))
                .toList();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new Address(row.getString("address")),
                Role.valueOf(row.getString("role")),
                row.getBoolean("suspended"));
    }
}
