package researchpaas.account.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Account;
import researchpaas.account.Account.RoleBy;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Domain;
import researchpaas.account.Role;

@Component
@Transactional
class JdbcAccounts implements Accounts {
    private static final String SELECT =
            """
            select id, address, name, domain, role, role_by, suspended, last_sign_in, created_at from accounts
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcAccounts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Account> find(AccountId id) {
        return sql.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Account> find(Address address) {
        return sql.sql(SELECT + "where address = :address")
                .param("address", address.value())
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Account> findSubject(String subject) {
        return sql.sql(SELECT + "where subject = :subject")
                .param("subject", subject)
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public Appointed appoint(Address administrator) {
        Optional<Account> added = add(administrator, Role.ADMIN);
        if (added.isPresent()) {
            return new Appointed.Added(added.get());
        }
        Account before = stored(administrator);
        if (before.role() == Role.ADMIN) {
            return new Appointed.Kept(before);
        }
        setRole(before.id(), Role.ADMIN, RoleBy.CONFIGURATION);
        return new Appointed.Raised(stored(administrator), before.role());
    }

    /// The one row of its table is locked by this on either database.
    @Override
    public void hold() {
        sql.sql("update rights_order set last = last + 1").update();
    }

    @Override
    public Optional<Account> add(Address address, Role role) {
        return sql.sql(
                        """
                        insert into accounts (address, role, role_by, suspended, created_at, updated_at)
                        values (:address, :role, :by, false, :now, :now)
                        on conflict (address) do nothing
                        returning id
                        """)
                .param("address", address.value())
                .param("role", role.name())
                .param("by", RoleBy.CONFIGURATION.name())
                .param("now", clock.millis())
                .query(Long.class)
                .optional()
                .map(id -> find(new AccountId(id)).orElseThrow());
    }

    @Override
    public void signedIn(
            AccountId id, String subject, Address address, Domain domain, @Nullable String name) {
        one(
                sql.sql(
                                """
                                update accounts
                                set subject = :subject, address = :address, domain = :domain, name = :name,
                                    last_sign_in = :now, updated_at = :now
                                where id = :id and (subject is null or subject = :subject)
                                """)
                        .param("subject", subject)
                        .param("address", address.value())
                        .param("domain", domain.value())
                        .param("name", name)
                        .param("now", clock.millis())
                        .param("id", id.value())
                        .update());
    }

    @Override
    public void remove(AccountId unused) {
        one(
                sql.sql("delete from accounts where id = :id and subject is null")
                        .param("id", unused.value())
                        .update());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> subject(AccountId id) {
        return sql.sql("select subject from accounts where id = :id and subject is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    @Override
    public void setRole(AccountId id, Role role, RoleBy by) {
        one(
                sql.sql(
                                """
                                update accounts set role = :role, role_by = :by, updated_at = :now where id = :id
                                """)
                        .param("role", role.name())
                        .param("by", by.name())
                        .param("now", clock.millis())
                        .param("id", id.value())
                        .update());
    }

    @Override
    public void setSuspended(AccountId id, boolean suspended) {
        one(
                sql.sql(
                                "update accounts set suspended = :suspended, updated_at = :now where id = :id")
                        .param("suspended", suspended)
                        .param("now", clock.millis())
                        .param("id", id.value())
                        .update());
    }

    /// The end `invalid` is promised to belong to nobody (RFC 2606).
    @Override
    public void releaseAddress(AccountId id) {
        one(
                sql.sql("update accounts set address = :address, updated_at = :now where id = :id")
                        .param("address", "released-" + id + "@address.invalid")
                        .param("now", clock.millis())
                        .param("id", id.value())
                        .update());
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("An account was to be changed that is not there");
        }
    }

    private Account stored(Address address) {
        return find(address)
                .orElseThrow(() -> new IllegalStateException("An account has vanished"));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> administrators() {
        return with("role = :value", Role.ADMIN.name());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> byConfiguration() {
        return with("role_by = :value", RoleBy.CONFIGURATION.name());
    }

    private List<Account> with(String condition, String value) {
        return sql
                .sql(SELECT + "where " + condition)
                .param("value", value)
                .query(JdbcAccounts::account)
                .list()
                .stream()
                // databases sort text each in its own way
                .sorted(Comparator.comparing(account -> account.address().value()))
                .toList();
    }

    /// A department's people fit into memory, and only here do both databases agree on order and on
    /// capitals beyond ASCII.
    @Override
    @Transactional(readOnly = true)
    public List<Account> list(String text, String after, int limit) {
        return holding(text)
                .filter(account -> account.address().value().compareTo(after) > 0)
                .sorted(Comparator.comparing(account -> account.address().value()))
                .limit(limit)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public long count(String text) {
        return holding(text).count();
    }

    private Stream<Account> holding(String text) {
        String wanted = folded(text.strip());
        return sql.sql(SELECT).query(JdbcAccounts::account).list().stream()
                .filter(account ->
                        account.address().value().contains(wanted)
                                || folded(account.name()).contains(wanted));
    }

    /// Full-width letters too are found by the usual ones.
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        Address address = new Address(row.getString("address"));
        String name = row.getString("name");
        String domain = row.getString("domain");
        long lastSignIn = row.getLong("last_sign_in");
        boolean never = row.wasNull();
        return new Account(
                new AccountId(row.getLong("id")),
                address,
                name == null ? address.value() : name,
                domain == null ? null : new Domain(domain),
                Role.valueOf(row.getString("role")),
                RoleBy.valueOf(row.getString("role_by")),
                row.getBoolean("suspended"),
                never ? null : Instant.ofEpochMilli(lastSignIn),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
