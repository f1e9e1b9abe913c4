package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.Asvs;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignInWorld.Person;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.TestProvider;
import tools.jackson.databind.JsonNode;

/// A sign-in step by step, at a provider that somebody else wrote.
@SignedInDoorsTest
class SignInFlowTest {
    @LocalServerPort int port;
    @Autowired JdbcClient sql;
    @Autowired AuditLog audit;

    private SignInWorld world;

    @BeforeEach
    void world() {
        world = new SignInWorld(port);
    }

    @Test
    @Asvs({"10.2.1", "10.2.3", "10.5.1"})
    void asksTheProviderForNoMoreThanItNeedsAndGivesItNothingToGuess() {
        List<Map<String, String>> questions =
                Stream.generate(() -> question(world.browser().leave("/auth/login")))
                        .limit(2)
                        .toList();

        assertThat(questions.getFirst())
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("scope", "openid email profile")
                .containsEntry("redirect_uri", world.uri("/auth/callback").toString())
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKey("hd")
                .containsOnlyKeys(
                        "response_type",
                        "client_id",
                        "scope",
                        "state",
                        "redirect_uri",
                        "nonce",
                        "code_challenge",
                        "code_challenge_method",
                        "prompt");
        for (String secret : Set.of("state", "nonce", "code_challenge")) {
            assertThat(questions).extracting(one -> one.get(secret)).doesNotHaveDuplicates();
            assertThat(questions.getFirst().get(secret)).hasSizeGreaterThan(40);
        }
    }

    @Test
    void leadsABrowserBackToWhereItWanted() {
        HttpResponse<String> arrived =
                world.browser().signIn(SignInWorld.student(), "/documents/paper/1?page=2");

        assertThat(arrived.statusCode()).isEqualTo(302);
        assertThat(SignInWorld.location(arrived)).isEqualTo("/documents/paper/1?page=2");
        assertThat(arrived.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void leadsNobodyElsewhere() {
        assertThat(
                        SignInWorld.location(
                                world.browser()
                                        .signIn(SignInWorld.student(), "https://evil.example/")))
                .isEqualTo("/");
    }

    @Test
    @Asvs("7.2.4")
    void beginsANewSessionWithEachSignIn() {
        Browser browser = world.browser();
        HttpResponse<String> left = browser.leave("/auth/login");
        String before = browser.cookies().get(SignInWorld.SESSION).getValue();
        browser.comeBack(browser.atProvider(left, SignInWorld.student()));
        String first = browser.cookies().get(SignInWorld.SESSION).getValue();
        browser.signIn(SignInWorld.student(), "/");
        String second = browser.cookies().get(SignInWorld.SESSION).getValue();

        assertThat(List.of(before, first, second)).doesNotHaveDuplicates();
        for (String ended : List.of(before, first)) {
            assertThat(me("Cookie", SignInWorld.SESSION + "=" + ended).statusCode()).isEqualTo(401);
        }
        assertThat(me("Cookie", SignInWorld.SESSION + "=" + second).statusCode()).isEqualTo(200);
    }

    /// A session that somebody else has put into the browser.
    @Test
    void takesNoSessionThatItDidNotMake() {
        Browser browser = world.browser();
        String planted = "A".repeat(43) + "." + "A".repeat(43);
        browser.cookies().put(SignInWorld.SESSION, new HttpCookie(SignInWorld.SESSION, planted));
        browser.signIn(SignInWorld.student(), "/");

        assertThat(browser.cookies().get(SignInWorld.SESSION).getValue()).isNotEqualTo(planted);
        assertThat(me("Cookie", SignInWorld.SESSION + "=" + planted).statusCode()).isEqualTo(401);
    }

    @Test
    @Asvs({"3.3.2", "3.3.4", "7.2.3"})
    void givesTheCookieAllThatKeepsItFromOthers() {
        Browser browser = world.browser();
        HttpResponse<String> left = browser.leave("/auth/login");
        HttpResponse<String> arrived =
                browser.comeBack(browser.atProvider(left, SignInWorld.student()));

        assertThat(Stream.of(left, arrived))
                .allSatisfy(answer ->
                        assertThat(answer.headers().allValues("Set-Cookie"))
                                .isNotEmpty()
                                .allSatisfy(line ->
                                        assertThat(line)
                                                .matches(
                                                        "research-paas-session=[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43};"
                                                                + " Path=/; HttpOnly; SameSite=Lax")));
    }

    @Test
    @Asvs("10.1.1")
    void keepsNothingInASessionButTheAccountAndWhatItsPagesNeed() {
        Browser browser = world.signedIn(SignInWorld.professor());
        browser.secret();

        List<String> names =
                sql.sql(
                                """
                                select a.attribute_name from sessions_attributes a
                                join sessions s on s.primary_id = a.session_primary_id
                                where s.session_id = :id order by 1
                                """)
                        .param("id", SignInWorld.sessionOf(browser))
                        .query(String.class)
                        .list();
        assertThat(names)
                .containsExactly(
                        "agent",
                        "formSecret",
                        "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME",
                        "secretHash");
    }

    @Test
    void answersAProgramInTheEarlierShape() {
        JsonNode answer = world.tokens(SignInWorld.professor());

        assertThat(answer.path("user").path("email").asString()).isEqualTo("prof@u.ac.jp");
        assertThat(answer.path("user").path("roles").toString()).isEqualTo("[\"faculty\"]");
        assertThat(answer.path("user").path("domain").asString()).isEqualTo("u.ac.jp");
        assertThat(answer.path("token_type").asString()).isEqualTo("bearer");
        assertThat(answer.path("expires_in").asLong()).isEqualTo(900);
        JsonNode me =
                SignInWorld.json(
                        me("Authorization", "Bearer " + answer.path("access_token").asString()));
        assertThat(me.propertyNames())
                .containsExactlyInAnyOrder(
                        "user_id",
                        "email",
                        "display_name",
                        "domain",
                        "roles",
                        "permissions",
                        "session_id",
                        "expires_at");
        assertThat(me.path("permissions").toString())
                .isEqualTo("[\"read\",\"ask\",\"write\",\"delete\",\"share\"]");
    }

    @Test
    void tellsWhyItRefusesAndRecordsIt() {
        Person stranger = Person.of("sub-stranger", "x@evil-u.ac.jp");

        HttpResponse<String> page = world.browser().signIn(stranger, "/");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(SignInWorld.location(page)).isEqualTo("/sign-in?refused=FOREIGN_DOMAIN");
        Browser browser = world.browser();
        assertThat(browser.speaking("en").get(SignInWorld.location(page)).body())
                .contains("your organisation is not among those");
        assertThat(browser.speaking("ja").get(SignInWorld.location(page)).body())
                .contains("利用対象ではありません");

        HttpResponse<String> json =
                world.browser().asking("application/json").signIn(stranger, "/");
        assertThat(json.statusCode()).isEqualTo(403);
        assertThat(SignInWorld.json(json).path("detail").asString())
                .contains("your organisation is not among those");
        assertThat(json.body()).doesNotContain("access_token");
        assertThat(latest(AuditAction.SIGN_IN_REFUSED).event().details())
                .containsExactlyEntriesOf(Map.of("why", "FOREIGN_DOMAIN"));
    }

    @Test
    @Asvs("10.1.2")
    void refusesAnAnswerThatItsBrowserDidNotAskFor() {
        Browser asked = world.browser();
        URI callback = asked.atProvider(asked.leave("/auth/login"), SignInWorld.student());

        HttpResponse<String> answer = world.browser().comeBack(callback);
        assertThat(SignInWorld.location(answer)).isEqualTo("/sign-in?refused=FAILED");
        assertThat(latest(AuditAction.SIGN_IN_REFUSED).event().details())
                .containsEntry("why", "FAILED");
        assertThat(asked.comeBack(callback).statusCode()).as("its own browser").isEqualTo(302);
    }

    @Test
    void takesEachAnswerOnce() {
        Browser browser = world.browser().asking("application/json");
        URI callback = browser.atProvider(browser.leave("/auth/login"), SignInWorld.student());

        assertThat(browser.comeBack(callback).statusCode()).isEqualTo(200);
        assertThat(browser.comeBack(callback).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth/callback",
                "/auth/callback?code=x",
                "/auth/callback?state=x",
                "/auth/callback?code=x&state=x",
                "/auth/callback?error=access_denied&state=x",
                "/auth/callback?error=%3Cscript%3E&state=x",
            })
    void refusesAnswersOfNobody(String callback) {
        HttpResponse<String> answer = world.browser().get(callback);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(SignInWorld.location(answer)).isEqualTo("/sign-in?refused=FAILED");
        assertThat(answer.body()).doesNotContain("script");
    }

    @Test
    void tellsThatSomebodyCancelled() {
        Browser browser = world.browser();
        String state = question(browser.leave("/auth/login")).get("state");

        assertThat(
                        SignInWorld.location(
                                browser.get("/auth/callback?error=access_denied&state=" + state)))
                .isEqualTo("/sign-in?refused=CANCELLED");
    }

    @Test
    @Asvs({"7.4.1", "16.3.1"})
    void endsASessionForGood() {
        Browser browser = world.signedIn(SignInWorld.student());
        String session = browser.cookies().get(SignInWorld.SESSION).getValue();
        HttpResponse<String> out = browser.post("/auth/logout", Map.of());

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(SignInWorld.location(out)).startsWith("/sign-in");
        assertThat(browser.cookies()).doesNotContainKey(SignInWorld.SESSION);
        assertThat(me("Cookie", SignInWorld.SESSION + "=" + session).statusCode()).isEqualTo(401);
        assertThat(latest(AuditAction.SIGNED_OUT).event().actor().account()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/sign-in", "/auth/me", "/documents/search?q=a", "/css/library.css"})
    void beginsNoSessionForWhoeverHasNotSignedIn(String path) {
        long before = sessions();
        HttpResponse<String> answer = world.browser().get(path);

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void beginsNoSessionForAProgram() {
        String token = world.tokens(SignInWorld.student()).path("access_token").asString();
        long before = sessions();
        HttpResponse<String> answer =
                world.send("GET", "/documents/search?q=a", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(sessions()).isEqualTo(before);
    }

    private static Map<String, String> question(HttpResponse<String> left) {
        assertThat(left.statusCode()).as(left.body()).isEqualTo(302);
        URI page = URI.create(SignInWorld.location(left));
        assertThat(page.toString()).startsWith(TestProvider.running().issuer() + "/authorize?");
        return UriComponentsBuilder.fromUri(page)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry ->
                                        URLDecoder.decode(
                                                entry.getValue(), StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> me(String header, String value) {
        return world.send("GET", "/auth/me", header, value);
    }

    private long sessions() {
        return sql.sql("select count(*) from sessions").query(Long.class).single();
    }

    private AuditEntry latest(AuditAction action) {
        return audit.find(new AuditFilter(action, null, null, null, null), null, 1).getFirst();
    }
}
