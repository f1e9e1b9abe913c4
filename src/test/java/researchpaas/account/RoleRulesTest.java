package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.Asvs;

class RoleRulesTest {
    @Test
    void readsWhatTheVariablesHold() {
        RoleRules rules =
                RoleRules.parse(
                        " University.ac.jp ,, lab.university.ac.jp",
                        "Head@university.ac.jp",
                        "prof@u.ac.jp=faculty, lab.university.ac.jp = guest,");

        assertThat(rules.domains())
                .containsExactlyInAnyOrder(
                        new Domain("university.ac.jp"), new Domain("lab.university.ac.jp"));
        assertThat(rules.administrators()).containsExactly(new Address("head@university.ac.jp"));
        assertThat(rules.roleOf(new Address("prof@u.ac.jp"))).isEqualTo(Role.FACULTY);
        assertThat(rules.roleOf(new Address("a@lab.university.ac.jp"))).isEqualTo(Role.GUEST);
        assertThat(rules.roleOf(new Address("a@x.lab.university.ac.jp"))).isEqualTo(Role.STUDENT);
        assertThat(RoleRules.parse("", " , ", "").domains()).isEmpty();
    }

    /// The system before this one made whoever had such a word in his address a teacher.
    @Test
    void guessesNothingFromAnAddress() {
        RoleRules rules = RoleRules.parse("u.ac.jp", "", "");
        for (String name : new String[] {"admin", "prof", "staff", "teacher", "root"}) {
            assertThat(rules.roleOf(new Address(name + "@u.ac.jp"))).isEqualTo(Role.STUDENT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *.ac.jp            |        |                   | ALLOWED_DOMAINS | *.ac.jp
                    @u.ac.jp           |        |                   | ALLOWED_DOMAINS | @u.ac.jp
                    jp                 |        |                   | ALLOWED_DOMAINS | jp
                    u.ac.jp;v.ac.jp    |        |                   | ALLOWED_DOMAINS | u.ac.jp;v.ac.jp
                    u.ac.jp v.ac.jp    |        |                   | ALLOWED_DOMAINS | u.ac.jp v.ac.jp
                    ｕ.ac.jp           |        |                   | ALLOWED_DOMAINS | ｕ.ac.jp
                    u.ac.jp            | nobody |                   | ADMIN_USERS     | nobody
                    u.ac.jp            |        | a@u.ac.jp         | ROLES           | a@u.ac.jp
                    u.ac.jp            |        | a@u.ac.jp=prof    | ROLES           | a@u.ac.jp=prof
                    u.ac.jp            |        | a@u.ac.jp=Faculty | ROLES           | a@u.ac.jp=Faculty
                    u.ac.jp            |        | a@@u.ac.jp=guest  | ROLES           | a@@u.ac.jp
                    u.ac.jp            |        | university=guest  | ROLES           | university
                    u.ac.jp            |        | a@u.ac.jp=guest=x | ROLES           | a@u.ac.jp=guest=x
                    """)
    @Asvs("2.2.1")
    void saysWhichVariableHoldsWhatItCannotUse(
            String domains, String administrators, String roles, String variable, String what) {
        assertThatThrownBy(() -> RoleRules.parse(text(domains), text(administrators), text(roles)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(variable)
                .hasMessageEndingWith("'" + what + "'");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /// As in the earlier system, and WATCH, which is new.
    @Test
    @Asvs("8.2.1")
    void rolesPermitWhatTheTableSays() {
        assertThat(Role.ADMIN.permissions())
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.ASK,
                        Permission.WATCH,
                        Permission.WRITE,
                        Permission.DELETE,
                        Permission.ADMIN);
        assertThat(Role.FACULTY.permissions())
                .containsExactlyInAnyOrder(
                        Permission.READ,
                        Permission.ASK,
                        Permission.WRITE,
                        Permission.DELETE,
                        Permission.SHARE);
        assertThat(Role.STUDENT.permissions())
                .containsExactlyInAnyOrder(Permission.READ, Permission.ASK, Permission.WRITE);
        assertThat(Role.GUEST.permissions())
                .containsExactlyInAnyOrder(Permission.READ, Permission.ASK);
    }

    @Test
    void eachRoleIncludesThoseBelow() {
        assertThat(Role.ADMIN.included()).containsExactly(Role.values());
        assertThat(Role.STUDENT.included()).containsExactly(Role.STUDENT, Role.GUEST);
        assertThat(Role.FACULTY.includes(Role.ADMIN)).isFalse();
        for (Role role : Role.values()) {
            assertThat(Role.ofWord(role.word())).contains(role);
        }
        assertThat(Role.ofWord("ADMIN")).isEmpty();
        assertThat(Set.of(Role.values())).hasSize(4);
    }
}
