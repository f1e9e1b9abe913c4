package researchpaas.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.EndAccess;
import researchpaas.account.People;
import researchpaas.account.PeopleContract;
import researchpaas.account.Role;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.Means;
import researchpaas.audit.Outcome;
import researchpaas.credential.RotateTokens.Issued;
import researchpaas.credential.RotateTokens.Rotation;
import researchpaas.credential.jdbc.TestCredentials;
import researchpaas.document.jdbc.TestLibrary;

/// What [RotateTokens] and [SignOutEverywhere] promise on either database. Each test starts with
/// nobody known.
public interface TokensContract {
    String OWNER = "yamada@university.ac.jp";
    TokenLife LIFE = new TokenLife(Duration.ofDays(14), Duration.ofDays(30));

    TestLibrary library();

    private People people() {
        return new People(library());
    }

    private RotateTokens tokens() {
        return library()
                .transactional(
                        RotateTokens.class,
                        new RotateTokens(
                                TestCredentials.tokens(library()),
                                people().accounts(),
                                people().audit(),
                                LIFE,
                                library().clock()));
    }

    private Account owner() {
        return people().with(Role.STUDENT, OWNER);
    }

    private static Issued next(Rotation rotation) {
        assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
        return ((Rotation.Rotated) rotation).next();
    }

    private long count(String table) {
        return library().sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    @Asvs({"7.2.2", "7.2.3"})
    default void eachTokenOpensOnceAndBringsTheNext() {
        Account owner = owner();
        Issued first = tokens().issue(owner.id(), "curl/8\n😀");

        Rotation rotation = tokens().rotate(first.token());

        Issued second = next(rotation);
        assertThat(((Rotation.Rotated) rotation).account()).isEqualTo(owner);
        assertThat(second.family().id()).isEqualTo(first.family().id());
        assertThat(second.token()).isNotEqualTo(first.token()).matches("rpr_[A-Za-z0-9_-]{43}");
        assertThat(second.family().userAgent()).isEqualTo("curl/8??");
        assertThat(tokens().isAlive(first.family().id())).isTrue();
        next(tokens().rotate(second.token()));
    }

    @Test
    @Asvs({"7.4.1", "16.3.3"})
    default void aTokenThatComesTwiceEndsItsFamily() {
        Account owner = owner();
        Issued other = tokens().issue(owner.id(), "another program");
        Issued first = tokens().issue(owner.id(), "curl");
        Issued second = next(tokens().rotate(first.token()));

        assertThat(tokens().rotate(first.token()))
                .isEqualTo(new Rotation.Reused(first.family().id()));

        assertThat(tokens().isAlive(first.family().id())).isFalse();
        assertThat(tokens().rotate(second.token())).isEqualTo(new Rotation.Unknown());
        assertThat(tokens().rotate(first.token())).isEqualTo(new Rotation.Unknown());
        assertThat(tokens().isAlive(other.family().id())).isTrue();
        assertThat(people().recorded(AuditAction.TOKEN_REUSED))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.outcome()).isEqualTo(Outcome.REFUSED);
                    assertThat(event.actor()).isEqualTo(new Actor(owner.id().value(), Means.TOKEN));
                    assertThat(event.subject().id()).isEqualTo(first.family().id().value());
                });
    }

    @Test
    @Asvs({"2.3.4", "15.4.2"})
    default void ofTwoAtTheSameMomentOneIsTheSecond() throws Exception {
        Account owner = owner();
        for (int round = 0; round < 15; round++) {
            Issued issued = tokens().issue(owner.id(), "curl");
            List<Rotation> both =
                    PeopleContract.atOnce(
                            () -> tokens().rotate(issued.token()),
                            () -> tokens().rotate(issued.token()));

            assertThat(both)
                    .as("round %d", round)
                    .hasAtLeastOneElementOfType(Rotation.Rotated.class)
                    .contains(new Rotation.Reused(issued.family().id()));
            assertThat(tokens().isAlive(issued.family().id())).isFalse();
        }
        assertThat(count("refresh_tokens")).isZero();
    }

    @Test
    @Asvs("7.3.1")
    default void anUnusedTokenExpires() {
        Issued issued = tokens().issue(owner().id(), "curl");
        library().pass(LIFE.idle());

        assertThat(issued.expiresAt()).isEqualTo(library().now());
        assertThat(tokens().rotate(issued.token())).isEqualTo(new Rotation.Expired());
        assertThat(tokens().isAlive(issued.family().id())).isFalse();
    }

    @Test
    @Asvs("7.3.2")
    default void aFamilyEndsHoweverMuchItIsUsed() {
        Issued issued = tokens().issue(owner().id(), "curl");
        for (int days = 0; days < 28; days += 7) {
            library().pass(Duration.ofDays(7));
            issued = next(tokens().rotate(issued.token()));
        }
        assertThat(issued.expiresAt()).isEqualTo(issued.family().expiresAt());
        assertThat(issued.expiresAt()).isEqualTo(library().now().plus(Duration.ofDays(2)));
        library().pass(Duration.ofDays(2));

        assertThat(tokens().rotate(issued.token())).isEqualTo(new Rotation.Unknown());
        assertThat(tokens().isAlive(issued.family().id())).isFalse();
        assertThat(tokens().find(issued.family().id())).isEmpty();
        assertThat(TestCredentials.tokens(library()).forgetExpired()).isEqualTo(1);
        assertThat(count("refresh_tokens")).isZero();
    }

    @Test
    @Asvs("7.4.1")
    default void anEndedFamilyOpensNothing() {
        Account owner = owner();
        Issued issued = tokens().issue(owner.id(), "curl");

        assertThat(tokens().end(People.as(owner), issued.family().id())).isTrue();

        assertThat(tokens().rotate(issued.token())).isEqualTo(new Rotation.Unknown());
        assertThat(tokens().end(People.as(owner), issued.family().id())).isFalse();
        assertThat(people().recorded(AuditAction.SESSION_ENDED)).hasSize(1);
    }

    @Test
    @Asvs("7.4.2")
    default void whoIsSuspendedGetsNoNewToken() {
        Account owner = owner();
        Issued issued = tokens().issue(owner.id(), "curl");
        people().accounts().setSuspended(owner.id(), true);

        assertThat(tokens().rotate(issued.token())).isEqualTo(new Rotation.Unknown());
    }

    @Test
    @Asvs({"11.4.1", "16.2.5"})
    default void theTokensTextIsKeptNowhere() {
        Issued issued = tokens().issue(owner().id(), "curl");

        assertThat(library().sql().sql("select * from refresh_tokens").query().listOfRows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.toString()).doesNotContain(issued.token().substring(10)));
        assertThat(issued.toString()).doesNotContain(issued.token().substring(10));
    }

    @Test
    default void noOtherTextOpens() {
        String token = tokens().issue(owner().id(), "curl").token();

        for (String wrong :
                List.of(
                        "",
                        "rpr_",
                        token.substring(4),
                        token + "A",
                        token + "\n",
                        token.toUpperCase(java.util.Locale.ROOT),
                        token.replace("rpr_", "rpk_"),
                        "rpr_" + "A".repeat(43),
                        Secrecy.hash(token))) {
            assertThat(tokens().rotate(wrong)).as(wrong).isEqualTo(new Rotation.Unknown());
        }
        next(tokens().rotate(token));
    }

    @Test
    @Asvs({"7.4.2", "7.5.2"})
    default void signingOutEverywhereEndsWhatIsOnesOwn() {
        Account owner = owner();
        Account other = people().with(Role.STUDENT, "sato@university.ac.jp");
        tokens().issue(owner.id(), "one");
        library().pass(Duration.ofMinutes(1));
        tokens().issue(owner.id(), "two");
        Issued kept = tokens().issue(other.id(), "three");
        assertThat(tokens().of(owner.id()))
                .extracting(Family::userAgent)
                .containsExactly("two", "one");
        assertThat(tokens().all()).hasSize(3);
        SignOutEverywhere everywhere =
                new SignOutEverywhere(
                        new OneSession(owner.id()),
                        TestCredentials.tokens(library()),
                        people().audit());

        assertThat(everywhere.signOut(People.as(owner), owner.id())).isEqualTo(3);

        assertThat(tokens().of(owner.id())).isEmpty();
        assertThat(tokens().isAlive(kept.family().id())).isTrue();
        assertThat(people().recorded(AuditAction.SESSIONS_ENDED).getFirst().details())
                .containsEntry("ended", "3");
        EndAccess silently = everywhere;
        assertThat(silently.endAll(other.id())).isEqualTo(1);
        assertThat(people().recorded(AuditAction.SESSIONS_ENDED)).hasSize(1);
    }

    /// A browser beside the programs.
    record OneSession(AccountId owner) implements Sessions {
        @Override
        public List<Session> of(AccountId account) {
            return List.of();
        }

        @Override
        public List<Session> all() {
            return List.of();
        }

        @Override
        public boolean end(String reference) {
            return false;
        }

        @Override
        public int endAll(AccountId account) {
            return account.equals(owner) ? 1 : 0;
        }
    }
}
