package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import researchpaas.account.Account.RoleBy;
import researchpaas.account.Accounts.Appointed;

/// What [Accounts] promises. Each test starts with nobody known.
public interface AccountsContract {
    Address HEAD = new Address("head@example.ac.jp");
    Address DEPUTY = new Address("deputy@example.ac.jp");

    Accounts accounts();

    /// Somebody who came to be known in another way.
    void known(Address address, Role role, boolean suspended);

    /// When the account was made, and when it changed last.
    List<Long> times(Address address);

    /// Lets some time pass.
    void pass();

    @Test
    default void knowsAnAdministratorFromTheAppointmentOn() {
        assertThat(accounts().find(HEAD)).isEmpty();

        Appointed appointed = accounts().appoint(HEAD);

        Account head = appointed.account();
        assertThat(appointed).isEqualTo(new Appointed.Added(head));
        assertThat(head.address()).isEqualTo(HEAD);
        assertThat(head.name()).isEqualTo(HEAD.value());
        assertThat(head.domain()).isNull();
        assertThat(head.role()).isEqualTo(Role.ADMIN);
        assertThat(head.roleBy()).isEqualTo(RoleBy.CONFIGURATION);
        assertThat(head.suspended()).isFalse();
        assertThat(head.lastSignIn()).isNull();
        assertThat(accounts().find(HEAD)).contains(head);
        assertThat(accounts().find(head.id())).contains(head);
        assertThat(accounts().find(DEPUTY)).isEmpty();
    }

    @Test
    default void changesNothingTheSecondTime() {
        Account head = accounts().appoint(HEAD).account();
        List<Long> times = times(HEAD);
        pass();

        assertThat(accounts().appoint(HEAD)).isEqualTo(new Appointed.Kept(head));
        assertThat(times(HEAD)).isEqualTo(times);
    }

    @Test
    default void raisesWhoHadAnotherRoleAndNobodyElse() {
        known(HEAD, Role.STUDENT, false);
        known(DEPUTY, Role.FACULTY, false);
        List<Long> before = times(HEAD);
        pass();

        Appointed raised = accounts().appoint(HEAD);

        assertThat(raised)
                .isEqualTo(new Appointed.Raised(accounts().find(HEAD).orElseThrow(), Role.STUDENT));
        assertThat(raised.account().role()).isEqualTo(Role.ADMIN);
        assertThat(times(HEAD).getFirst()).isEqualTo(before.getFirst());
        assertThat(times(HEAD).getLast()).isGreaterThan(before.getLast());
        assertThat(accounts().find(DEPUTY).orElseThrow().role()).isEqualTo(Role.FACULTY);
    }

    /// A list that nobody has looked at for a year must not let somebody in again.
    @Test
    default void leavesASuspendedAccountSuspended() {
        known(HEAD, Role.GUEST, true);
        known(DEPUTY, Role.ADMIN, true);

        assertThat(accounts().appoint(HEAD).account().suspended()).isTrue();
        assertThat(accounts().appoint(DEPUTY).account().suspended()).isTrue();
        assertThat(accounts().find(HEAD).orElseThrow().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    default void listsAdministratorsByAddress() {
        known(new Address("a.student@example.ac.jp"), Role.STUDENT, false);
        known(DEPUTY, Role.ADMIN, true);
        accounts().appoint(HEAD);
        accounts().appoint(new Address("b-1@example.ac.jp"));
        accounts().appoint(new Address("b.2@example.ac.jp"));

        assertThat(accounts().administrators())
                .extracting(account -> account.address().value())
                .containsExactly(
                        "b-1@example.ac.jp",
                        "b.2@example.ac.jp",
                        "deputy@example.ac.jp",
                        "head@example.ac.jp");
    }

    @Test
    default void twoAppointmentsAtOnceMakeOneAccount() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                Address address = new Address("person" + round + "@example.ac.jp");
                Future<Appointed> one = two.submit(() -> accounts().appoint(address));
                Future<Appointed> other = two.submit(() -> accounts().appoint(address));

                List<Appointed> both = List.of(one.get(), other.get());
                Account account = accounts().find(address).orElseThrow();
                assertThat(both)
                        .containsExactlyInAnyOrder(
                                new Appointed.Added(account), new Appointed.Kept(account));
            }
        }
    }
}
