package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Account.RoleBy;

class ReadersTest {
    private static final Address YAMADA = new Address("yamada@university.ac.jp");

    private final Readers readers =
            new Readers(member ->
                    member.equals(YAMADA)
                            ? Set.of(new Address("moths@university.ac.jp"))
                            : Set.of());

    private static Account account(Role role, Domain domain, boolean suspended) {
        return new Account(
                new AccountId(7),
                YAMADA,
                "山田",
                domain,
                role,
                RoleBy.CONFIGURATION,
                suspended,
                null,
                Instant.EPOCH);
    }

    @Test
    void holdsAddressDomainGroupsAndEveryRoleBelow() {
        Reader reader = readers.of(account(Role.FACULTY, new Domain("university.ac.jp"), false));

        assertThat(reader.principals())
                .extracting(Principal::value)
                .containsExactlyInAnyOrder(
                        "anyone",
                        "user:yamada@university.ac.jp",
                        "domain:university.ac.jp",
                        "group:moths@university.ac.jp",
                        "role:faculty",
                        "role:student",
                        "role:guest");
        assertThat(reader.account()).isEqualTo(new AccountId(7));
        assertThat(reader.permissions()).isEqualTo(Role.FACULTY.permissions());
    }

    /// Not the address's: only what the provider vouches for.
    @Test
    @Asvs("8.3.3")
    void holdsNoDomainThatNobodyVerified() {
        assertThat(readers.of(account(Role.GUEST, null, false)).principals())
                .extracting(Principal::value)
                .noneMatch(principal -> principal.startsWith("domain:"));
    }

    @Test
    @Asvs("8.2.2")
    void anAdministratorSeesNoDocumentMoreThanHisPrincipals() {
        Reader reader = readers.of(account(Role.ADMIN, new Domain("university.ac.jp"), false));

        assertThat(reader.seesEverything()).isFalse();
        assertThat(reader.may(Permission.ADMIN)).isTrue();
        assertThat(reader.may(Permission.SHARE)).isFalse();
    }

    @Test
    @Asvs("8.3.2")
    void aSuspendedPersonIsNobody() {
        assertThat(readers.of(account(Role.ADMIN, new Domain("university.ac.jp"), true)))
                .isEqualTo(Reader.nobody());
    }

    /// A key of the widest scopes does what its owner may, and no more.
    @Test
    @Asvs("8.2.1")
    void scopesOnlyTakeAway() {
        Reader reader =
                readers.of(
                        account(Role.STUDENT, null, false),
                        Set.of(Permission.READ, Permission.ADMIN, Permission.DELETE));

        assertThat(reader.permissions()).containsExactly(Permission.READ);
    }
}
