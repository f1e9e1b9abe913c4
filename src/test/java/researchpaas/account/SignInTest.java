package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import researchpaas.Asvs;
import researchpaas.account.SignIn.Admission;
import researchpaas.account.SignIn.Why;
import researchpaas.audit.AuditAction;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

/// Who comes in by what the provider says, and above all who does not.
public class SignInTest extends OnLibrary {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }

    /// What changes of claims that would be admitted; [#ABSENT] takes a claim away.
    public record LookAlike(String what, Map<String, Object> claims, Why why) {}

    public static final Object ABSENT = new Object();

    private static final Map<String, Object> FINE =
            Map.of(
                    "sub", "1089",
                    "email", "yamada@university.ac.jp",
                    "email_verified", true,
                    "hd", "university.ac.jp",
                    "name", "Yamada");

    /// Each of them is one claim, or two, away from somebody who is admitted.
    public static List<LookAlike> lookAlikes() {
        List<LookAlike> all = new ArrayList<>();
        foreignDomains()
                .forEach((what, domain) -> {
                    all.add(new LookAlike("hd: " + what, Map.of("hd", domain), Why.FOREIGN_DOMAIN));
                    Why ofAddress =
                            Domain.parse(domain).isPresent() ? Why.FOREIGN_ADDRESS : Why.NO_ADDRESS;
                    all.add(
                            new LookAlike(
                                    "address: " + what,
                                    Map.of("email", "yamada@" + domain),
                                    ofAddress));
                });
        all.add(new LookAlike("hd: none", Map.of("hd", ABSENT), Why.NO_DOMAIN));
        oddly(List.of("university.ac.jp"), "hd", Why.FOREIGN_DOMAIN, all);
        oddly(Map.of("value", "university.ac.jp"), "hd", Why.FOREIGN_DOMAIN, all);
        oddly(true, "hd", Why.FOREIGN_DOMAIN, all);
        oddly(1, "hd", Why.FOREIGN_DOMAIN, all);
        all.add(
                new LookAlike(
                        "a private account with the department's address",
                        Map.of("hd", ABSENT, "email", "yamada@university.ac.jp"),
                        Why.NO_DOMAIN));
        all.add(
                new LookAlike(
                        "a private account",
                        Map.of("hd", ABSENT, "email", "yamada@gmail.com"),
                        Why.NO_DOMAIN));
        for (Object promise :
                Arrays.asList(false, "true", "TRUE", "yes", 1, List.of(true), ABSENT)) {
            all.add(
                    new LookAlike(
                            "email_verified: " + said(promise),
                            Map.of("email_verified", promise),
                            Why.NOT_VERIFIED));
        }
        for (String address :
                List.of(
                        "",
                        "yamada",
                        "@university.ac.jp",
                        "yamada@evil.com@university.ac.jp",
                        "yamada@university.ac.jp@evil.com",
                        "\"yamada@evil.com\"@university.ac.jp",
                        "Yamada <yamada@university.ac.jp>",
                        "yamada@university.ac.jp,admin@university.ac.jp",
                        " yamada@university.ac.jp",
                        "yamada@university.ac.jp\n",
                        "yamada@university.ac.jp\u0000",
                        "yamada\u0000@university.ac.jp",
                        "yamada@university.ac.jp\r\nBcc: a@b.example",
                        "yamada(admin)@university.ac.jp",
                        "yamada@[192.0.2.1]",
                        "mailto:yamada@university.ac.jp",
                        "yamada%evil.com@university.ac.jp:25",
                        "ｙamada@university.ac.jp",
                        "y\u0430mada@university.ac.jp",
                        "yamada\uff20university.ac.jp",
                        "\u202eyamada@university.ac.jp",
                        "yama\u200bda@university.ac.jp",
                        "a".repeat(250) + "@university.ac.jp")) {
            all.add(
                    new LookAlike(
                            "address: " + said(address), Map.of("email", address), Why.NO_ADDRESS));
        }
        oddly(List.of("yamada@university.ac.jp"), "email", Why.NO_ADDRESS, all);
        oddly(ABSENT, "email", Why.NO_ADDRESS, all);
        for (Object subject :
                List.of("", " ", "10 89", "1089\u0000", "１０８９", 1089, "9".repeat(256), ABSENT)) {
            oddly(subject, "sub", Why.NO_SUBJECT, all);
        }
        return all;
    }

    private static void oddly(Object value, String claim, Why why, List<LookAlike> all) {
        all.add(new LookAlike(claim + ": " + said(value), Map.of(claim, value), why));
    }

    private static String said(Object value) {
        if (value == ABSENT) {
            return "none";
        }
        String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        StringBuilder said = new StringBuilder();
        text.chars()
                .limit(60)
                .forEach(c ->
                        said.append(
                                c > 32 && c < 127
                                        ? String.valueOf((char) c)
                                        : "\\u%04x".formatted(c)));
        return said.toString();
    }

    private static Map<String, String> foreignDomains() {
        Map<String, String> domains = new LinkedHashMap<>();
        domains.put("another one", "evil.com");
        domains.put("a longer name", "evil-university.ac.jp");
        domains.put("a name before", "eviluniversity.ac.jp");
        domains.put("a name behind", "university.ac.jp.evil.com");
        domains.put("a hyphen behind", "university.ac.jp-evil.com");
        domains.put("an unlisted sub-domain", "students.university.ac.jp");
        domains.put("the parent", "ac.jp");
        domains.put("the sub-domain of a listed one", "x.lab.university.ac.jp");
        domains.put("another end", "university.ac.jpn");
        domains.put("a shorter end", "university.ac.j");
        domains.put("a transposed letter", "univeristy.ac.jp");
        domains.put("a digit one for an l", "1ab.university.ac.jp");
        domains.put("punycode", "xn--unversity-g2a.ac.jp");
        domains.put("a trailing dot", "university.ac.jp.");
        domains.put("a leading dot", ".university.ac.jp");
        domains.put("two dots", "university..ac.jp");
        domains.put("a space behind", "university.ac.jp ");
        domains.put("a space within", "university .ac.jp");
        domains.put("a line break", "university.ac.jp\n");
        domains.put("a NUL", "university.ac.jp\u0000");
        domains.put("a NUL and more", "university.ac.jp\u0000.evil.com");
        domains.put("a slash", "university.ac.jp/evil.com");
        domains.put("a port", "university.ac.jp:443");
        domains.put("a list", "university.ac.jp,evil.com");
        domains.put("a wildcard", "*.ac.jp");
        domains.put("everything", "*");
        domains.put("full-width letters", "ｕｎｉｖｅｒｓｉｔｙ.ac.jp");
        domains.put("an ideographic dot", "university\u3002ac\u3002jp");
        domains.put("a full-width dot", "university\uff0eac.jp");
        domains.put("a Cyrillic letter", "universit\u0443.ac.jp");
        domains.put("a Greek letter", "\u03c5niversity.ac.jp");
        domains.put("a long s", "univer\u017fity.ac.jp");
        domains.put("a dotless i", "un\u0131versity.ac.jp");
        domains.put("a dotted capital I", "UN\u0130VERSITY.AC.JP");
        domains.put("a zero-width joiner", "university\u200d.ac.jp");
        domains.put("a soft hyphen", "univer\u00adsity.ac.jp");
        domains.put("turned round", "\u202epj.ca.ytisrevinu");
        domains.put("nothing", "");
        return domains;
    }

    /// The claims with that change.
    public static Map<String, Object> claims(LookAlike lookAlike) {
        Map<String, Object> claims = new HashMap<>(FINE);
        claims.putAll(lookAlike.claims());
        claims.values().removeIf(value -> value == ABSENT);
        return claims;
    }

    @TestFactory
    @Asvs({"2.2.1", "2.2.3", "6.8.1"})
    Stream<DynamicContainer> refusesWhoeverMerelyLooksAdmitted() {
        People people = new People(library());
        SignIn signIn = people.signIn(People.rules());
        List<LookAlike> all = lookAlikes();
        return Stream.of(
                DynamicContainer.dynamicContainer(
                        all.size() + " look-alikes, none admitted",
                        Stream.concat(
                                all.stream()
                                        .map(one ->
                                                DynamicTest.dynamicTest(
                                                        one.what(), () -> refuses(one, signIn))),
                                Stream.of(
                                        DynamicTest.dynamicTest(
                                                "nobody is known, everything is recorded",
                                                () -> leavesNothing(all.size(), people))))));
    }

    private static void refuses(LookAlike one, SignIn signIn) {
        assertThat(signIn.admit(Identity.of(claims(one))))
                .isEqualTo(new Admission.Refused(one.why()));
    }

    private static void leavesNothing(int tried, People people) {
        assertThat(tried).isGreaterThanOrEqualTo(100);
        assertThat(people.accounts().count("")).isZero();
        assertThat(people.recorded(AuditAction.SIGN_IN_REFUSED)).hasSize(tried);
    }

    @Test
    void admitsWhoeverIsMeant() {
        SignIn signIn = new People(library()).signIn(People.rules());
        List<Map<String, Object>> changes =
                List.of(
                        Map.of(),
                        Map.of("hd", "University.AC.jp", "email", "YAMADA@UNIVERSITY.AC.JP"),
                        // two domains of one organisation
                        Map.of("email", "yamada@lab.university.ac.jp"),
                        Map.of("name", ABSENT),
                        Map.of("name", List.of("Yamada")));

        for (Map<String, Object> change : changes) {
            LookAlike one = new LookAlike("", change, Why.NO_SUBJECT);
            assertThat(signIn.admit(Identity.of(claims(one))))
                    .as("%s", change)
                    .isInstanceOf(Admission.Admitted.class);
        }
    }

    @Test
    void admitsNobodyWithoutAllowedDomains() {
        SignIn signIn = new People(library()).signIn(RoleRules.parse("", "", ""));

        assertThat(signIn.admit(Identity.of(FINE)))
                .isEqualTo(new Admission.Refused(Why.FOREIGN_DOMAIN));
    }

    /// Names are shown on pages and stand in logs.
    @Test
    void keepsANameOnOneLineAndShort() {
        assertThat(name("  Yamada\r\nTaro\u2028\u202e\u0000 ")).isEqualTo("Yamada  Taro");
        assertThat(name("山".repeat(300))).isEqualTo("山".repeat(100));
        assertThat(name("😀".repeat(300))).isEqualTo("😀".repeat(100));
        assertThat(name(" \u200b ")).isEqualTo("yamada@university.ac.jp");
    }

    private @Nullable String name(String claim) {
        SignIn signIn = new People(library()).signIn(People.rules());
        Map<String, Object> claims =
                claims(new LookAlike("", Map.of("name", claim), Why.NO_SUBJECT));
        return signIn.admit(Identity.of(claims)) instanceof Admission.Admitted(Account account)
                ? account.name()
                : null;
    }
}
