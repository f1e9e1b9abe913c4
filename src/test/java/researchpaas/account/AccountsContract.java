package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import researchpaas.account.Accounts.Appointed;

/// What [Accounts] promises. Each test starts with nobody known.
public interface AccountsContract {
    Address HEAD = new Address("head@example.ac.jp");
    Address DEPUTY = new Address("deputy@example.ac.jp");

    Accounts accounts();

    /// Somebody who came to be known in another way.
    void known(Account account);

    /// When the account was made, and when it changed last.
    List<Long> times(Address address);

    /// Lets some time pass.
    void pass();

    @Test
    default void knowsAnAdministratorFromTheAppointmentOn() {
        assertThat(accounts().find(HEAD)).isEmpty();

        Account head = new Account(HEAD, Role.ADMIN, false);
        assertThat(accounts().appoint(HEAD)).isEqualTo(new Appointed.Added(head));

        assertThat(accounts().find(HEAD)).contains(head);
        assertThat(accounts().find(DEPUTY)).isEmpty();
    }

    @Test
    default void changesNothingTheSecondTime() {
        accounts().appoint(HEAD);
        List<Long> times = times(HEAD);
        pass();

        assertThat(accounts().appoint(HEAD))
                .isEqualTo(new Appointed.Kept(new Account(HEAD, Role.ADMIN, false)));
        assertThat(times(HEAD)).isEqualTo(times);
    }

    @Test
    default void raisesWhoHadAnotherRoleAndNobodyElse() {
        known(new Account(HEAD, Role.STUDENT, false));
        known(new Account(DEPUTY, Role.FACULTY, false));
        List<Long> before = times(HEAD);
        pass();

        assertThat(accounts().appoint(HEAD))
                .isEqualTo(
                        new Appointed.Raised(new Account(HEAD, Role.ADMIN, false), Role.STUDENT));

        assertThat(times(HEAD).getFirst()).isEqualTo(before.getFirst());
        assertThat(times(HEAD).getLast()).isGreaterThan(before.getLast());
        assertThat(accounts().find(DEPUTY).orElseThrow().role()).isEqualTo(Role.FACULTY);
    }

    /// A list that nobody has looked at for a year must not let somebody in again.
    @Test
    default void leavesASuspendedAccountSuspended() {
        known(new Account(HEAD, Role.GUEST, true));
        known(new Account(DEPUTY, Role.ADMIN, true));

        assertThat(accounts().appoint(HEAD).account().suspended()).isTrue();
        assertThat(accounts().appoint(DEPUTY).account().suspended()).isTrue();
        assertThat(accounts().find(HEAD)).contains(new Account(HEAD, Role.ADMIN, true));
    }

    @Test
    default void listsAdministratorsByAddress() {
        known(new Account(new Address("a.student@example.ac.jp"), Role.STUDENT, false));
        known(new Account(DEPUTY, Role.ADMIN, true));
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

                Account account = new Account(address, Role.ADMIN, false);
                assertThat(List.of(one.get(), other.get()))
                        .containsExactlyInAnyOrder(
                                new Appointed.Added(account), new Appointed.Kept(account));
            }
        }
    }
}
