package researchpaas.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.account.SignIn.Admission;
import researchpaas.account.jdbc.TestAccounts;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.jdbc.TestAudit;
import researchpaas.document.jdbc.TestLibrary;

/// The people of a test's library, and the use cases about them behind real transactions.
public final class People {
    public static final String UNIVERSITY = "university.ac.jp";

    private final TestLibrary library;
    private final Accounts accounts;
    private final AuditLog audit;
    private final List<AccountId> ended = new ArrayList<>();

    public People(TestLibrary library) {
        this.library = library;
        this.accounts = TestAccounts.in(library);
        this.audit = TestAudit.in(library);
    }

    public Accounts accounts() {
        return accounts;
    }

    public AuditLog audit() {
        return audit;
    }

    /// Whose sessions and tokens were ended.
    List<AccountId> ended() {
        return ended;
    }

    /// That domain only, no administrators, no roles.
    static RoleRules rules() {
        return rules("", "");
    }

    static RoleRules rules(String administrators, String roles) {
        return RoleRules.parse(UNIVERSITY + ",lab.university.ac.jp", administrators, roles);
    }

    SignIn signIn(RoleRules rules) {
        return library.transactional(SignIn.class, new SignIn(accounts, rules, audit));
    }

    /// Somebody whom the provider vouches for.
    static Identity identity(String subject, String address) {
        return Identity.of(
                Map.of(
                        "sub", subject,
                        "email", address,
                        "email_verified", true,
                        "hd", UNIVERSITY,
                        "name", "山田 太郎"));
    }

    /// Comes in for the first time.
    public Account admitted(String subject, String address) {
        Admission admission = signIn(rules()).admit(identity(subject, address));
        if (admission instanceof Admission.Admitted(Account account)) {
            return account;
        }
        throw new IllegalStateException("Not admitted: " + admission);
    }

    /// An account of that role by an administrator's choice.
    public Account with(Role role, String address) {
        Account account = admitted("sub-of-" + address, address);
        accounts.setRole(account.id(), role, Account.RoleBy.ADMINISTRATOR);
        return accounts.find(account.id()).orElseThrow();
    }

    ManagePeople manage() {
        return manage(rules());
    }

    ManagePeople manage(RoleRules rules) {
        return library.transactional(
                ManagePeople.class,
                new ManagePeople(
                        accounts,
                        account -> {
                            ended.add(account);
                            return 3;
                        },
                        rules,
                        audit));
    }

    /// As if the disk were full when it comes to recording.
    ManagePeople manageUnrecorded() {
        AuditLog broken =
                new AuditLog() {
                    @Override
                    public void record(AuditEvent event) {
                        throw new IllegalStateException("not recorded");
                    }

                    @Override
                    public List<AuditEntry> find(
                            AuditFilter filter, @Nullable Long before, int limit) {
                        return List.of();
                    }

                    @Override
                    public void export(AuditFilter filter, Consumer<AuditEntry> each) {}

                    @Override
                    public int purge(Instant before) {
                        return 0;
                    }
                };
        return library.transactional(
                ManagePeople.class, new ManagePeople(accounts, _ -> 0, rules(), broken));
    }

    ApplyRoleRules apply(RoleRules rules) {
        return library.transactional(
                ApplyRoleRules.class, new ApplyRoleRules(accounts, rules, audit));
    }

    AppointAdministrators appoint() {
        return library.transactional(
                AppointAdministrators.class, new AppointAdministrators(accounts, audit));
    }

    /// As a request of that person brings it.
    public static Actor as(Account account) {
        return new Actor(account.id().value(), Means.SESSION);
    }

    public Reader reader(Account account) {
        return new Readers(_ -> Set.of()).of(account);
    }

    /// The earliest first.
    public List<AuditEvent> recorded(AuditAction action) {
        return audit
                .find(new AuditFilter(action, null, null, null, null), null, 1000)
                .reversed()
                .stream()
                .map(entry -> entry.event())
                .toList();
    }

    void pass(Duration time) {
        library.pass(time);
    }
}
