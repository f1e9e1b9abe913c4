package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.account.People.identity;
import static researchpaas.account.People.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Account.RoleBy;
import researchpaas.account.ApplyRoleRules.Applied;
import researchpaas.account.ManagePeople.Outcome;
import researchpaas.account.SignIn.Admission;
import researchpaas.account.SignIn.Why;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.Means;

/// What the use cases about people promise on either database. Each test starts with nobody known
/// and nothing recorded.
public interface PeopleContract {
    String YAMADA = "yamada@university.ac.jp";
    String SATO = "sato@university.ac.jp";

    People people();

    // ---- signing in

    @Test
    @Asvs("10.5.2")
    default void whoComesTheFirstTimeBecomesAStudentUnderHisSubject() {
        Account account = people().admitted("s-1", YAMADA);

        assertThat(account.address().value()).isEqualTo(YAMADA);
        assertThat(account.name()).isEqualTo("山田 太郎");
        assertThat(account.domain()).isEqualTo(new Domain("university.ac.jp"));
        assertThat(account.role()).isEqualTo(Role.STUDENT);
        assertThat(account.roleBy()).isEqualTo(RoleBy.CONFIGURATION);
        assertThat(account.lastSignIn()).isNotNull();
        assertThat(people().accounts().findSubject("s-1")).contains(account);
        assertThat(people().recorded(AuditAction.SIGNED_IN))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor().account()).isEqualTo(account.id().value());
                    assertThat(event.details()).containsOnly(Map.entry("role", "STUDENT"));
                });
    }

    @Test
    default void whoComesAgainIsTheSamePersonUnderHisNewNameAndAddress() {
        People people = people();
        Account before = people.admitted("s-1", YAMADA);
        people.pass(Duration.ofDays(1));

        Account after = people.admitted("s-1", "Yamada.Taro@LAB.university.ac.jp");

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.address().value()).isEqualTo("yamada.taro@lab.university.ac.jp");
        assertThat(after.lastSignIn()).isAfter(before.lastSignIn());
        assertThat(people.accounts().find(new Address(YAMADA))).isEmpty();
        assertThat(people.recorded(AuditAction.ADDRESS_CHANGED)).hasSize(1);
        people.admitted("s-1", "yamada.taro@lab.university.ac.jp");
        assertThat(people.recorded(AuditAction.ADDRESS_CHANGED)).hasSize(1);
    }

    /// Somebody left, and the address was given to somebody else.
    @Test
    @Asvs({"6.8.1", "10.5.2"})
    default void anAddressThatComesBackAsAnotherPersonsOpensNothing() {
        People people = people();
        Account first = people.admitted("s-1", YAMADA);

        assertThat(people.signIn(rules()).admit(identity("s-2", YAMADA)))
                .isEqualTo(new Admission.Refused(Why.ADDRESS_TAKEN));

        assertThat(people.accounts().find(first.id())).contains(first);
        assertThat(people.accounts().findSubject("s-2")).isEmpty();
        assertThat(people.recorded(AuditAction.SIGN_IN_REFUSED))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor()).isEqualTo(Actor.nobody());
                    assertThat(event.subject().id()).isEqualTo(first.id().toString());
                    assertThat(event.details()).containsOnly(Map.entry("why", "ADDRESS_TAKEN"));
                });
    }

    @Test
    default void nobodyMovesToTheAddressOfSomebodyElse() {
        People people = people();
        people.admitted("s-1", YAMADA);
        Account other = people.admitted("s-2", SATO);

        assertThat(people.signIn(rules()).admit(identity("s-2", YAMADA)))
                .isEqualTo(new Admission.Refused(Why.ADDRESS_TAKEN));
        assertThat(people.accounts().find(other.id())).contains(other);
    }

    @Test
    default void whoWasAwaitedComesToTheAccountThatWaits() {
        People people = people();
        Account awaited = people.accounts().appoint(new Address(YAMADA)).account();
        RoleRules rules = rules(YAMADA, "");

        assertThat(people.signIn(rules).admit(identity("s-1", YAMADA)))
                .isInstanceOfSatisfying(
                        Admission.Admitted.class,
                        admitted -> {
                            assertThat(admitted.account().id()).isEqualTo(awaited.id());
                            assertThat(admitted.account().role()).isEqualTo(Role.ADMIN);
                        });
        assertThat(people.signIn(rules).admit(identity("s-2", YAMADA)))
                .isEqualTo(new Admission.Refused(Why.ADDRESS_TAKEN));
    }

    /// He was known under another address, and is an administrator under the new one.
    @Test
    default void whoMovesToAnAwaitedAddressTakesThatAccountIn() {
        People people = people();
        Account known = people.admitted("s-1", YAMADA);
        people.accounts().appoint(new Address(SATO));

        assertThat(people.signIn(rules(SATO, "")).admit(identity("s-1", SATO)))
                .isInstanceOfSatisfying(
                        Admission.Admitted.class,
                        admitted -> {
                            assertThat(admitted.account().id()).isEqualTo(known.id());
                            assertThat(admitted.account().role()).isEqualTo(Role.ADMIN);
                        });
        assertThat(people.accounts().count("")).isEqualTo(1);
    }

    @Test
    @Asvs("7.4.2")
    default void whoIsSuspendedStaysOutsideUnderWhateverAddress() {
        People people = people();
        Account known = people.admitted("s-1", YAMADA);
        people.accounts().setSuspended(known.id(), true);
        Account awaited = people.accounts().appoint(new Address(SATO)).account();
        people.accounts().setSuspended(awaited.id(), true);
        SignIn signIn = people.signIn(rules(SATO, ""));

        assertThat(
                        List.of(
                                signIn.admit(identity("s-1", YAMADA)),
                                signIn.admit(identity("s-1", "new@university.ac.jp")),
                                signIn.admit(identity("s-2", SATO))))
                .containsOnly(new Admission.Refused(Why.SUSPENDED));
        people.accounts().setSuspended(known.id(), false);
        assertThat(signIn.admit(identity("s-1", SATO)))
                .isEqualTo(new Admission.Refused(Why.SUSPENDED));
        assertThat(people.accounts().find(awaited.id())).isPresent();
    }

    @Test
    default void rolesComeFromTheListsByAddressBeforeDomain() {
        RoleRules rules =
                rules(
                        "head@university.ac.jp",
                        "lab.university.ac.jp=faculty, guest@lab.university.ac.jp=guest,"
                                + " head@university.ac.jp=guest");
        SignIn signIn = people().signIn(rules);

        assertThat(role(signIn, "head@university.ac.jp")).isEqualTo(Role.ADMIN);
        assertThat(role(signIn, "a@lab.university.ac.jp")).isEqualTo(Role.FACULTY);
        assertThat(role(signIn, "guest@lab.university.ac.jp")).isEqualTo(Role.GUEST);
        assertThat(role(signIn, "professor.staff@university.ac.jp")).isEqualTo(Role.STUDENT);
    }

    private static Role role(SignIn signIn, String address) {
        return signIn.admit(identity("sub-" + address, address))
                        instanceof Admission.Admitted(Account account)
                ? account.role()
                : null;
    }

    @Test
    default void anAdministratorsChoiceOutlivesSignInsAndLists() {
        People people = people();
        Account account = people.with(Role.FACULTY, YAMADA);

        SignIn signIn = people.signIn(rules("", YAMADA + "=guest"));
        signIn.admit(identity("sub-of-" + YAMADA, YAMADA));
        people.apply(rules("", YAMADA + "=guest")).apply();

        assertThat(people.accounts().find(account.id()).orElseThrow().role())
                .isEqualTo(Role.FACULTY);
    }

    @Test
    default void twoBrowsersOfOneNewPersonMakeOneAccount() throws Exception {
        People people = people();
        SignIn signIn = people.signIn(rules());
        for (int round = 0; round < 10; round++) {
            String address = "new" + round + "@university.ac.jp";
            String subject = "s-" + round;
            List<Admission> both =
                    atOnce(
                            () -> signIn.admit(identity(subject, address)),
                            () -> signIn.admit(identity(subject, address)));

            assertThat(both).allMatch(admission -> admission instanceof Admission.Admitted);
        }
        assertThat(people.accounts().count("")).isEqualTo(10);
    }

    /// Both at the same moment.
    static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<T> first = two.submit(() -> after(start, one));
            Future<T> second = two.submit(() -> after(start, other));
            return List.of(first.get(), second.get());
        }
    }

    private static <T> T after(CyclicBarrier start, Callable<T> work) throws Exception {
        start.await();
        return work.call();
    }

    // ---- the configuration at a start

    @Test
    default void aStartMakesTheAdministratorsOfTheConfiguration() {
        People people = people();
        people.admitted("s-1", YAMADA);

        Applied applied = people.apply(rules(YAMADA + "," + SATO, "")).apply();

        assertThat(applied).isEqualTo(new Applied(1, 1, false));
        assertThat(people.accounts().administrators())
                .extracting(account -> account.address().value())
                .containsExactly(SATO, YAMADA);
        assertThat(people.recorded(AuditAction.APPOINTED)).hasSize(1);
        assertThat(people.recorded(AuditAction.ROLE_CHANGED))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.details())
                                .containsOnly(
                                        Map.entry("from", "STUDENT"), Map.entry("to", "ADMIN")));
        assertThat(people.apply(rules(YAMADA + "," + SATO, "")).apply())
                .isEqualTo(new Applied(0, 0, false));
    }

    @Test
    @Asvs("8.3.2")
    default void aStartTakesWhatTheConfigurationNoLongerGives() {
        People people = people();
        people.apply(rules(YAMADA + "," + SATO, "")).apply();

        assertThat(people.apply(rules(YAMADA, SATO + "=faculty")).apply())
                .isEqualTo(new Applied(0, 1, false));

        assertThat(people.accounts().find(new Address(SATO)).orElseThrow().role())
                .isEqualTo(Role.FACULTY);
    }

    @Test
    default void anEmptiedListLeavesTheLastAdministrators() {
        People people = people();
        people.apply(rules(YAMADA + "," + SATO, "")).apply();

        assertThat(people.apply(rules()).apply()).isEqualTo(new Applied(0, 0, true));
        assertThat(people.accounts().administrators()).hasSize(2);

        // there is one whom an administrator chose
        people.with(Role.ADMIN, "third@university.ac.jp");
        assertThat(people.apply(rules()).apply()).isEqualTo(new Applied(0, 2, false));
        assertThat(people.accounts().administrators()).hasSize(1);
    }

    /// Who was suspended does not administer; who was demoted by an administrator stays demoted.
    @Test
    default void aStartOverrulesNoAdministrator() {
        People people = people();
        people.apply(rules(YAMADA + "," + SATO, "")).apply();
        Account yamada = people.accounts().find(new Address(YAMADA)).orElseThrow();
        Account sato = people.accounts().find(new Address(SATO)).orElseThrow();
        people.manage().setRole(People.as(yamada), sato.id(), Role.GUEST);

        people.apply(rules(YAMADA + "," + SATO, "")).apply();
        assertThat(people.accounts().find(sato.id()).orElseThrow().role()).isEqualTo(Role.GUEST);

        // the operator's explicit command does
        people.appoint().appoint(List.of(new Address(SATO)));
        assertThat(people.accounts().find(sato.id()).orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(people.recorded(AuditAction.ROLE_CHANGED).getLast().actor())
                .isEqualTo(Actor.operator());
    }

    // ---- administrators

    @Test
    default void anAdministratorChangesARoleAndItIsRecorded() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account other = people.admitted("s-2", SATO);

        Outcome outcome = people.manage().setRole(People.as(head), other.id(), Role.FACULTY);

        Account changed = people.accounts().find(other.id()).orElseThrow();
        assertThat(outcome).isEqualTo(new Outcome.Changed(changed));
        assertThat(changed.role()).isEqualTo(Role.FACULTY);
        assertThat(changed.roleBy()).isEqualTo(RoleBy.ADMINISTRATOR);
        AuditEvent event = people.recorded(AuditAction.ROLE_CHANGED).getLast();
        assertThat(event.actor()).isEqualTo(People.as(head));
        assertThat(event.subject().id()).isEqualTo(other.id().toString());
        assertThat(event.details()).containsEntry("from", "STUDENT").containsEntry("to", "FACULTY");
        assertThat(people.manage().setRole(People.as(head), other.id(), Role.FACULTY))
                .isEqualTo(new Outcome.Unchanged(changed));
        assertThat(people.recorded(AuditAction.ROLE_CHANGED)).hasSize(1);
    }

    @Test
    @Asvs({"2.3.3", "16.5.3"})
    default void whatCannotBeRecordedDoesNotHappen() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account other = people.admitted("s-2", SATO);
        ManagePeople manage = people.manageUnrecorded();

        assertThatThrownBy(() -> manage.setRole(People.as(head), other.id(), Role.FACULTY))
                .hasMessage("not recorded");
        assertThatThrownBy(() -> manage.suspend(People.as(head), other.id()))
                .hasMessage("not recorded");

        assertThat(people.accounts().find(other.id())).contains(other);
    }

    @Test
    default void anAdministratorTakesAChoiceBack() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account other = people.with(Role.FACULTY, SATO);

        ManagePeople manage = people.manage(rules("", SATO + "=guest"));
        assertThat(manage.followConfiguration(People.as(head), other.id()))
                .isInstanceOf(Outcome.Changed.class);

        Account changed = people.accounts().find(other.id()).orElseThrow();
        assertThat(changed.role()).isEqualTo(Role.GUEST);
        assertThat(changed.roleBy()).isEqualTo(RoleBy.CONFIGURATION);
    }

    @Test
    @Asvs({"7.4.2", "7.4.5"})
    default void suspendingEndsEverySessionAndResumingLetsInAgain() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account other = people.admitted("s-2", SATO);
        ManagePeople manage = people.manage();

        assertThat(manage.suspend(People.as(head), other.id())).isInstanceOf(Outcome.Changed.class);

        assertThat(people.ended()).containsExactly(other.id());
        assertThat(people.signIn(rules()).admit(identity("s-2", SATO)))
                .isEqualTo(new Admission.Refused(Why.SUSPENDED));
        assertThat(people.recorded(AuditAction.SUSPENDED).getLast().details())
                .containsEntry("ended", "3");
        assertThat(manage.suspend(People.as(head), other.id()))
                .isInstanceOf(Outcome.Unchanged.class);

        assertThat(manage.resume(People.as(head), other.id())).isInstanceOf(Outcome.Changed.class);
        people.admitted("s-2", SATO);
        assertThat(people.recorded(AuditAction.RESUMED)).hasSize(1);
        assertThat(manage.resume(People.as(head), other.id()))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    /// The way out for the new holder of an old address.
    @Test
    default void aReleasedAddressBelongsToWhoeverComesNext() {
        People people = people();
        Account head = people.with(Role.ADMIN, SATO);
        Account old = people.with(Role.FACULTY, YAMADA);
        ManagePeople manage = people.manage();
        assertThat(manage.releaseAddress(People.as(head), old.id()))
                .isEqualTo(new Outcome.Refused(ManagePeople.Why.NOT_SUSPENDED));
        manage.suspend(People.as(head), old.id());

        assertThat(manage.releaseAddress(People.as(head), old.id()))
                .isInstanceOf(Outcome.Changed.class);

        Account next = people.admitted("s-2", YAMADA);
        assertThat(next.id()).isNotEqualTo(old.id());
        assertThat(next.role()).isEqualTo(Role.STUDENT);
        assertThat(people.signIn(rules()).admit(identity("sub-of-" + YAMADA, YAMADA)))
                .isEqualTo(new Admission.Refused(Why.SUSPENDED));
        manage.resume(People.as(head), old.id());
        assertThat(people.signIn(rules()).admit(identity("sub-of-" + YAMADA, YAMADA)))
                .isEqualTo(new Admission.Refused(Why.ADDRESS_TAKEN));
        assertThat(people.admitted("sub-of-" + YAMADA, "y@university.ac.jp").id())
                .isEqualTo(old.id());
    }

    @Test
    default void nobodyChangesHisOwnRights() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        people.with(Role.ADMIN, SATO);
        ManagePeople manage = people.manage();

        assertThat(
                        List.of(
                                manage.setRole(People.as(head), head.id(), Role.GUEST),
                                manage.followConfiguration(People.as(head), head.id()),
                                manage.suspend(People.as(head), head.id()),
                                manage.resume(People.as(head), head.id())))
                .containsOnly(new Outcome.Refused(ManagePeople.Why.ONESELF));
        assertThat(people.accounts().find(head.id())).contains(head);
        assertThat(people.recorded(AuditAction.ROLE_CHANGED))
                .hasSize(2)
                .allMatch(event -> event.outcome() == researchpaas.audit.Outcome.REFUSED);
    }

    @Test
    @Asvs("8.3.1")
    default void whoAdministersNothingChangesNobody() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account faculty = people.with(Role.FACULTY, SATO);
        Account suspended = people.with(Role.ADMIN, "old@university.ac.jp");
        people.accounts().setSuspended(suspended.id(), true);
        ManagePeople manage = people.manage();

        for (Actor by :
                List.of(
                        People.as(faculty),
                        People.as(suspended),
                        new Actor(999L, Means.SESSION),
                        new Actor(null, Means.SESSION),
                        new Actor(null, Means.KEY),
                        Actor.nobody())) {
            assertThat(manage.setRole(by, head.id(), Role.GUEST))
                    .as("%s", by)
                    .isEqualTo(new Outcome.Refused(ManagePeople.Why.NOT_ALLOWED));
        }
        assertThat(people.accounts().find(head.id())).contains(head);
        assertThat(manage.setRole(People.as(head), new AccountId(999), Role.GUEST))
                .isEqualTo(new Outcome.Refused(ManagePeople.Why.UNKNOWN));
    }

    /// The operator's command line may do anything but this.
    @Test
    default void theLastAdministratorStays() {
        People people = people();
        Account head = people.with(Role.ADMIN, YAMADA);
        Account suspended = people.with(Role.ADMIN, SATO);
        people.accounts().setSuspended(suspended.id(), true);
        ManagePeople manage = people.manage();

        assertThat(
                        List.of(
                                manage.setRole(Actor.operator(), head.id(), Role.FACULTY),
                                manage.followConfiguration(Actor.operator(), head.id()),
                                manage.suspend(Actor.operator(), head.id())))
                .containsOnly(new Outcome.Refused(ManagePeople.Why.LAST_ADMINISTRATOR));

        manage.resume(Actor.operator(), suspended.id());
        assertThat(manage.suspend(Actor.operator(), head.id())).isInstanceOf(Outcome.Changed.class);
    }

    @Test
    @Asvs("2.3.4")
    default void twoAdministratorsWhoDemoteEachOtherLeaveOne() throws Exception {
        People people = people();
        ManagePeople manage = people.manage();
        for (int round = 0; round < 15; round++) {
            Account one = people.with(Role.ADMIN, "one" + round + "@university.ac.jp");
            Account other = people.with(Role.ADMIN, "other" + round + "@university.ac.jp");
            List<Outcome> outcomes =
                    atOnce(
                            () -> manage.setRole(People.as(one), other.id(), Role.GUEST),
                            () -> manage.suspend(People.as(other), one.id()));

            assertThat(outcomes)
                    .as("round %d", round)
                    .hasAtLeastOneElementOfType(Outcome.Changed.class)
                    .contains(new Outcome.Refused(ManagePeople.Why.NOT_ALLOWED));
            List<Account> left =
                    people.accounts().administrators().stream()
                            .filter(Account::administers)
                            .toList();
            assertThat(left).hasSize(1);
            // the next two have nobody beside them
            people.accounts().setSuspended(left.getFirst().id(), true);
        }
    }

    @Test
    default void peopleAreFoundByAddressOrNamePageByPage() {
        People people = people();
        people.admitted("s-1", "b.yamada@university.ac.jp");
        people.admitted("s-2", "a-sato@university.ac.jp");
        people.accounts().appoint(new Address("percent%under_score@university.ac.jp"));
        ManagePeople manage = people.manage();

        assertThat(addresses(manage.list("", "", 2)))
                .containsExactly("a-sato@university.ac.jp", "b.yamada@university.ac.jp");
        assertThat(addresses(manage.list("", "b.yamada@university.ac.jp", 2)))
                .containsExactly("percent%under_score@university.ac.jp");
        assertThat(addresses(manage.list(" YAMADA ", "", 10)))
                .containsExactly("b.yamada@university.ac.jp");
        assertThat(manage.list("山田", "", 10)).hasSize(2);
        assertThat(manage.list("%", "", 10)).hasSize(1);
        assertThat(manage.count("山田")).isEqualTo(2);
        assertThat(manage.list("nobody", "", 10)).isEmpty();
    }

    private static List<String> addresses(List<Account> accounts) {
        return accounts.stream().map(account -> account.address().value()).toList();
    }
}
