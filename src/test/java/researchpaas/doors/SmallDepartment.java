package researchpaas.doors;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Domain;
import researchpaas.account.Readers;
import researchpaas.account.Role;

/// The people whom the doors' tests of people know: one of each role, each in the name of whom the
/// library can be asked.
public final class SmallDepartment {
    /// A name that is none of HTML's business.
    public static final String HOSTILE = "<b>Mallory</b>";

    private static final Domain UNIVERSITY = new Domain("u.ac.jp");

    private final Accounts accounts;
    private final Readers readers;
    private final ActingReader acting;
    private final JdbcClient sql;

    SmallDepartment(Accounts accounts, Readers readers, ActingReader acting, JdbcClient sql) {
        this.accounts = accounts;
        this.readers = readers;
        this.acting = acting;
        this.sql = sql;
    }

    /// Nobody is known, nothing recorded, and who asks is whom the program says.
    public void clear() {
        acting.be(null);
        for (String table :
                List.of(
                        "refresh_tokens",
                        "token_families",
                        "api_keys",
                        "audit_entries",
                        "sessions",
                        "accounts")) {
            sql.sql("delete from " + table).update();
        }
    }

    public Account add(String address, @Nullable String name, Role role) {
        Account account = accounts.add(new Address(address), role).orElseThrow();
        if (name != null) {
            accounts.signedIn(account.id(), "sub-" + address, account.address(), UNIVERSITY, name);
        }
        return now(account);
    }

    public Account admin() {
        return add("hanako@u.ac.jp", "山田 花子", Role.ADMIN);
    }

    public Account professor() {
        return add("kenji@u.ac.jp", "佐藤 健二", Role.FACULTY);
    }

    public Account student() {
        return add("ada@u.ac.jp", "Ada Moreau", Role.STUDENT);
    }

    /// As it stands.
    public Account now(Account account) {
        return accounts.find(account.id()).orElseThrow();
    }

    /// From now on this person asks, as their account is at this moment.
    public void be(Account account) {
        acting.be(readers.of(now(account)));
    }

    /// Recorded entries of one kind.
    public int recorded(String action, String outcome) {
        return sql.sql("select count(*) from audit_entries where action = ? and outcome = ?")
                .params(action, outcome)
                .query(Integer.class)
                .single();
    }
}
