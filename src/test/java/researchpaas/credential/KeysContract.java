package researchpaas.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.People;
import researchpaas.account.PeopleContract;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.Means;
import researchpaas.credential.ManageKeys.Creation;
import researchpaas.credential.ManageKeys.Why;
import researchpaas.credential.jdbc.TestCredentials;
import researchpaas.document.jdbc.TestLibrary;

/// What [ManageKeys] promises on either database. Each test starts with nobody known.
public interface KeysContract {
    String OWNER = "yamada@university.ac.jp";
    String OTHER = "sato@university.ac.jp";
    Duration MONTH = Duration.ofDays(30);

    TestLibrary library();

    private People people() {
        return new People(library());
    }

    private ManageKeys keys() {
        return library()
                .transactional(
                        ManageKeys.class,
                        new ManageKeys(
                                TestCredentials.keys(library()),
                                people().accounts(),
                                people().audit(),
                                library().clock()));
    }

    private Instant in(Duration time) {
        return library().now().plus(time);
    }

    private Creation create(Account owner, Scope... scopes) {
        return keys().create(
                        People.as(owner),
                        people().reader(owner),
                        " my script ",
                        Set.of(scopes),
                        in(MONTH));
    }

    private Creation.Created created(Account owner, Scope... scopes) {
        return (Creation.Created) create(owner, scopes);
    }

    private long stored(String column, KeyId id) {
        return library()
                .sql()
                .sql("select " + column + " from api_keys where id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    @Test
    @Asvs({"7.2.1", "7.2.2"})
    default void aKeyOpensForItsOwnerWithinItsScopes() {
        Account owner = people().with(Role.FACULTY, OWNER);

        Creation.Created made = created(owner, Scope.SEARCH, Scope.INGEST);

        assertThat(made.text()).matches("rpk_[0-9]+_[A-Za-z0-9_-]{43}");
        assertThat(made.key().name()).isEqualTo("my script");
        assertThat(keys().authenticate(made.text()))
                .hasValueSatisfying(use -> {
                    assertThat(use.account()).isEqualTo(owner);
                    assertThat(use.scopes()).containsExactlyInAnyOrder(Scope.SEARCH, Scope.INGEST);
                    assertThat(use.permissions())
                            .containsExactlyInAnyOrder(
                                    Permission.READ, Permission.WRITE, Permission.DELETE);
                });
        assertThat(people().recorded(AuditAction.KEY_CREATED))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor()).isEqualTo(People.as(owner));
                    assertThat(event.details()).containsEntry("scopes", "[ingest, search]");
                });
    }

    /// Neither the table nor the log nor anything that a program might print.
    @Test
    @Asvs({"11.4.1", "16.2.5", "14.2.6"})
    default void theTextIsKeptNowhere() {
        Account owner = people().with(Role.STUDENT, OWNER);
        Creation.Created made = created(owner, Scope.SEARCH);
        String secret = made.text().substring(made.text().length() - 20);

        keys().authenticate(made.text());

        assertThat(library().sql().sql("select * from api_keys").query().listOfRows().toString())
                .doesNotContain(secret);
        assertThat(
                        library()
                                .sql()
                                .sql("select * from audit_entries")
                                .query()
                                .listOfRows()
                                .toString())
                .doesNotContain(secret);
        assertThat(made.toString()).doesNotContain(secret);
        assertThat(library().sql().sql("select hash from api_keys").query(String.class).single())
                .matches("[0-9a-f]{64}");
    }

    @Test
    @Asvs({"6.3.8", "7.2.3"})
    default void nothingElseOpens() {
        Account owner = people().with(Role.STUDENT, OWNER);
        String one = created(owner, Scope.SEARCH).text();
        String other = created(owner, Scope.ASK).text();
        String secret = one.substring(one.indexOf('_', 4) + 1);
        String id = one.substring(4, one.indexOf('_', 4));
        List<String> wrong =
                new ArrayList<>(
                        List.of(
                                "",
                                "rpk_",
                                secret,
                                id + "_" + secret,
                                one.toUpperCase(java.util.Locale.ROOT),
                                one.replace("rpk_", "RPK_"),
                                one.substring(0, one.length() - 1),
                                one + "A",
                                one + "=",
                                one + "\n",
                                " " + one,
                                one + "\u0000",
                                one.replace("rpk_" + id, "rpk_0" + id),
                                one.replace("rpk_" + id, "rpk_-" + id),
                                one.replace("rpk_" + id, "rpk_+" + id),
                                one.replace("rpk_" + id, "rpk_" + id + ".0"),
                                one.replace("rpk_" + id, "rpk_999999"),
                                one.replace("rpk_" + id, "rpk_99999999999999999999"),
                                one.replace("rpk_" + id, "rpk_１"),
                                "rpk_" + id + "_" + "A".repeat(43),
                                // the secret of another key
                                "rpk_" + id + "_" + other.substring(other.indexOf('_', 4) + 1),
                                "rpk_" + id + "_" + Secrecy.hash(secret).substring(0, 43),
                                "rpk_" + id + " or 1=1_" + secret));
        for (int place : new int[] {0, 20, 42}) {
            char changed = secret.charAt(place) == 'x' ? 'y' : 'x';
            wrong.add(
                    "rpk_"
                            + id
                            + "_"
                            + secret.substring(0, place)
                            + changed
                            + secret.substring(place + 1));
        }

        for (String text : wrong) {
            assertThat(keys().authenticate(text)).as(text).isEmpty();
        }
        assertThat(keys().authenticate(one)).isPresent();
    }

    @Test
    @Asvs({"7.3.2", "8.3.2"})
    default void anExpiredKeyOpensNothing() {
        Account owner = people().with(Role.STUDENT, OWNER);
        Creation.Created made = created(owner, Scope.SEARCH);
        library().pass(MONTH.minusMillis(1));
        assertThat(keys().authenticate(made.text())).isPresent();

        library().pass(Duration.ofMillis(1));

        assertThat(keys().authenticate(made.text())).isEmpty();
        assertThat(made.key().holds(library().now())).isFalse();
        assertThat(keys().own(owner.id())).hasSize(1);
    }

    @Test
    @Asvs({"7.4.1", "8.3.2"})
    default void aRevokedKeyOpensNothing() {
        Account owner = people().with(Role.STUDENT, OWNER);
        Creation.Created made = created(owner, Scope.SEARCH);
        Reader reader = people().reader(owner);

        assertThat(keys().revoke(People.as(owner), reader, made.key().id())).isTrue();

        assertThat(keys().authenticate(made.text())).isEmpty();
        assertThat(keys().own(owner.id()).getFirst().revokedAt()).isEqualTo(library().now());
        assertThat(keys().revoke(People.as(owner), reader, made.key().id())).isTrue();
        assertThat(people().recorded(AuditAction.KEY_REVOKED)).hasSize(1);
    }

    @Test
    @Asvs({"8.2.2", "8.3.1"})
    default void keysOfOthersAreTheAdministratorsBusiness() {
        Account owner = people().with(Role.FACULTY, OWNER);
        Account other = people().with(Role.FACULTY, OTHER);
        Account head = people().with(Role.ADMIN, "head@university.ac.jp");
        Creation.Created made = created(owner, Scope.SEARCH);
        Reader stranger = people().reader(other);

        assertThat(keys().own(other.id())).isEmpty();
        assertThat(keys().all(stranger)).isEmpty();
        assertThat(keys().revoke(People.as(other), stranger, made.key().id())).isFalse();
        assertThat(keys().revoke(Actor.nobody(), Reader.nobody(), made.key().id())).isFalse();
        assertThat(keys().authenticate(made.text())).isPresent();

        Reader administrator = people().reader(head);
        assertThat(keys().all(administrator))
                .extracting(ApiKey::id)
                .containsExactly(made.key().id());
        assertThat(keys().revoke(People.as(head), administrator, made.key().id())).isTrue();
        assertThat(keys().revoke(People.as(head), administrator, new KeyId(999))).isFalse();
        assertThat(keys().authenticate(made.text())).isEmpty();
    }

    @Test
    @Asvs({"7.4.2", "8.3.2"})
    default void theOwnersStateCountsAtEachUse() {
        Account owner = people().with(Role.ADMIN, OWNER);
        String text = created(owner, Scope.ADMIN).text();
        assertThat(keys().authenticate(text).orElseThrow().account().role()).isEqualTo(Role.ADMIN);

        people().accounts().setRole(owner.id(), Role.GUEST, Account.RoleBy.ADMINISTRATOR);
        KeyUse use = keys().authenticate(text).orElseThrow();
        assertThat(use.account().role()).isEqualTo(Role.GUEST);
        assertThat(use.account().role().permissions())
                .doesNotContainAnyElementsOf(use.permissions());

        people().accounts().setSuspended(owner.id(), true);
        assertThat(keys().authenticate(text)).isEmpty();
        people().accounts().setSuspended(owner.id(), false);
        assertThat(keys().authenticate(text)).isPresent();
    }

    @Test
    default void theLastUseIsWrittenOnceAMinuteAndRecordedOnceAnHour() {
        Account owner = people().with(Role.STUDENT, OWNER);
        Creation.Created made = created(owner, Scope.SEARCH);
        assertThat(made.key().lastUsed()).isNull();
        long first = library().now().toEpochMilli();
        keys().authenticate(made.text());
        assertThat(stored("last_used", made.key().id())).isEqualTo(first);

        library().pass(Duration.ofSeconds(59));
        keys().authenticate(made.text());
        assertThat(stored("last_used", made.key().id())).isEqualTo(first);

        library().pass(Duration.ofSeconds(1));
        keys().authenticate(made.text());
        assertThat(stored("last_used", made.key().id())).isEqualTo(first + 60_000);

        library().pass(Duration.ofMinutes(60));
        keys().authenticate(made.text());
        assertThat(people().recorded(AuditAction.KEY_USED))
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.actor())
                                .isEqualTo(new Actor(owner.id().value(), Means.KEY)));
    }

    @Test
    @Asvs({"2.2.1", "2.3.2"})
    default void refusesWhatCannotBe() {
        Account student = people().with(Role.STUDENT, OWNER);
        Account guest = people().with(Role.GUEST, OTHER);
        Actor by = People.as(student);
        Reader reader = people().reader(student);
        Set<Scope> search = Set.of(Scope.SEARCH);
        Instant later = in(MONTH);

        assertThat(keys().create(by, reader, " ", search, later)).isEqualTo(refused(Why.NAME));
        assertThat(keys().create(by, reader, "a\nb", search, later)).isEqualTo(refused(Why.NAME));
        assertThat(keys().create(by, reader, "a".repeat(101), search, later))
                .isEqualTo(refused(Why.NAME));
        assertThat(keys().create(by, reader, "a", Set.of(), later))
                .isEqualTo(refused(Why.NO_SCOPE));
        assertThat(keys().create(by, reader, "a", search, library().now()))
                .isEqualTo(refused(Why.EXPIRY));
        assertThat(keys().create(by, reader, "a", search, in(Duration.ofDays(367))))
                .isEqualTo(refused(Why.EXPIRY));
        assertThat(keys().create(by, reader, "a", Set.of(Scope.ADMIN), later))
                .isEqualTo(refused(Why.BEYOND_ROLE));
        assertThat(create(guest, Scope.INGEST)).isEqualTo(refused(Why.BEYOND_ROLE));
        assertThat(keys().create(Actor.local(), Reader.local(), "a", search, later))
                .isEqualTo(refused(Why.NO_ACCOUNT));
        // a key that was stolen makes no other that outlives it
        assertThat(
                        keys().create(
                                        new Actor(student.id().value(), Means.KEY),
                                        reader,
                                        "a",
                                        search,
                                        later))
                .isEqualTo(refused(Why.BY_KEY));
        assertThat(keys().own(student.id())).isEmpty();
    }

    private static Creation refused(Why why) {
        return new Creation.Refused(why);
    }

    @Test
    @Asvs("2.3.2")
    default void twentyHoldAtOnce() {
        Account owner = people().with(Role.STUDENT, OWNER);
        Creation.Created first = created(owner, Scope.SEARCH);
        for (int i = 1; i < ManageKeys.MOST; i++) {
            created(owner, Scope.SEARCH);
        }
        assertThat(create(owner, Scope.SEARCH)).isEqualTo(refused(Why.TOO_MANY));

        keys().revoke(People.as(owner), people().reader(owner), first.key().id());

        assertThat(create(owner, Scope.SEARCH)).isInstanceOf(Creation.Created.class);
        assertThat(keys().own(owner.id())).hasSize(ManageKeys.MOST + 1);
    }

    @Test
    @Asvs({"2.3.4", "15.4.2"})
    default void twoRequestsAtOnceFindRoomForOneKeyOnly() throws Exception {
        Account owner = people().with(Role.STUDENT, OWNER);
        for (int i = 1; i < ManageKeys.MOST; i++) {
            created(owner, Scope.SEARCH);
        }

        assertThat(
                        PeopleContract.atOnce(
                                () -> create(owner, Scope.SEARCH),
                                () -> create(owner, Scope.SEARCH)))
                .hasAtLeastOneElementOfType(Creation.Created.class)
                .contains(refused(Why.TOO_MANY));
    }
}
