package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Readers;
import researchpaas.account.Role;
import researchpaas.audit.Actor;
import researchpaas.audit.Means;
import researchpaas.credential.KeyId;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageKeys.Creation.Created;
import researchpaas.credential.Scope;
import researchpaas.credential.Session;
import researchpaas.credential.Sessions;
import researchpaas.doors.MovingClock;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.ingest.Jobs;
import tools.jackson.databind.JsonNode;

/// What shows who a request comes from, and how it ends.
@SignedInDoorsTest
class CredentialsTest {
    private static final String READ = "/documents/search?q=a";

    @LocalServerPort int port;
    @Autowired JdbcClient sql;
    @Autowired Accounts accounts;
    @Autowired Readers readers;
    @Autowired ManageKeys keys;
    @Autowired Sessions sessions;
    @Autowired MovingClock clock;
    @Autowired Jobs jobs;

    @Value("${research-paas.home}")
    Path home;

    private SignInWorld world;

    @BeforeEach
    void world() {
        world = new SignInWorld(port);
    }

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    @Test
    @Asvs({"10.5.4", "7.2.2"})
    void aRefreshTokenOpensOnceAndItsReuseEndsAllThatFollowed() {
        JsonNode first = world.tokens(SignInWorld.student());
        JsonNode second = SignInWorld.json(refresh(first.path("refresh_token").asString()));
        String access = second.path("access_token").asString();

        assertThat(second.propertyNames())
                .containsExactlyInAnyOrder(
                        "access_token", "refresh_token", "token_type", "expires_in");
        assertThat(bearer(access).statusCode()).isEqualTo(200);
        HttpResponse<String> reused = refresh(first.path("refresh_token").asString());
        assertThat(reused.statusCode()).isEqualTo(401);
        assertThat(SignInWorld.json(reused).path("detail").asString()).isNotBlank();
        assertThat(refresh(second.path("refresh_token").asString()).statusCode()).isEqualTo(401);
        assertThat(bearer(access).statusCode()).as("the family has ended").isEqualTo(401);
        assertThat(bearer(first.path("access_token").asString()).statusCode()).isEqualTo(401);
    }

    @Test
    void ofTwoThatPresentOneRefreshTokenAtOnceAtMostOneGoesOn() throws Exception {
        String token = world.tokens(SignInWorld.student()).path("refresh_token").asString();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<Integer> present = () -> refresh(token).statusCode();
            List<Integer> answers =
                    both.invokeAll(List.of(present, present)).stream()
                            .map(Future::resultNow)
                            .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"refresh_token\":null}",
                "[",
                "\"rpr_x\"",
                "{\"refresh_token\":[]}"
            })
    void asksForTheRefreshTokenWhereThereIsNone(String body) {
        HttpResponse<String> answer =
                world.sendBody("POST", "/auth/refresh", body, "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SignInWorld.json(answer).path("detail").asString()).contains("refresh_token");
    }

    @Test
    void anAccessTokenLastsAQuarterOfAnHour() {
        String token = world.tokens(SignInWorld.student()).path("access_token").asString();

        clock.advance(Duration.ofMinutes(14));
        assertThat(bearer(token).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        HttpResponse<String> refused = bearer(token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer");
        assertThat(SignInWorld.json(refused).path("detail").asString()).isNotBlank();
    }

    @Test
    void aProgramSignsOut() {
        JsonNode tokens = world.tokens(SignInWorld.student());
        String access = tokens.path("access_token").asString();
        HttpResponse<String> out =
                world.send(
                        "POST",
                        "/auth/logout",
                        "Authorization",
                        "Bearer " + access,
                        "Accept",
                        "*/*");

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(SignInWorld.json(out).path("message").asString()).isNotBlank();
        assertThat(bearer(access).statusCode()).isEqualTo(401);
        assertThat(refresh(tokens.path("refresh_token").asString()).statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyIsTakenInEitherHeaderAndNowhereElse() {
        String key = key(SignInWorld.professor(), Scope.SEARCH);

        assertThat(bearer(key).statusCode()).isEqualTo(200);
        assertThat(world.send("GET", READ, "X-API-Key", key).statusCode()).isEqualTo(200);
        for (String name : List.of("access_token", "api_key", "X-API-Key", "token", "key")) {
            assertThat(world.send("GET", READ + "&" + name + "=" + key).statusCode())
                    .as(name)
                    .isEqualTo(401);
        }
        assertThat(world.send("GET", READ, "Cookie", "X-API-Key=" + key).statusCode())
                .isEqualTo(401);
        assertThat(
                        world.send("GET", READ, "X-API-Key", key, "Authorization", "Bearer " + key)
                                .statusCode())
                .as("two are one too many")
                .isEqualTo(401);
        assertThat(
                        world.send(
                                        "GET",
                                        READ,
                                        "Authorization",
                                        "Bearer " + key,
                                        "Authorization",
                                        "Bearer " + key)
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeyDoesWhatItsScopesAllow() {
        String key = key(SignInWorld.professor(), Scope.SEARCH);

        assertThat(world.send("POST", "/documents/ingest", "X-API-Key", key).statusCode())
                .isEqualTo(403);
        assertThat(
                        SignInWorld.json(world.send("GET", "/auth/me", "X-API-Key", key))
                                .path("permissions")
                                .toString())
                .isEqualTo("[\"read\"]");
    }

    @Test
    void aKeyEndsWithItsTime() {
        String key = key(SignInWorld.professor(), Scope.SEARCH);
        clock.advance(Duration.ofDays(31));

        assertThat(bearer(key).statusCode()).isEqualTo(401);
    }

    @Test
    @Asvs({"7.4.2", "8.3.2"})
    void whoIsSuspendedIsOutAtTheNextRequest() {
        SignInWorld.Person person = SignInWorld.Person.of("sub-leaving", "leaving@u.ac.jp");
        Browser browser = world.signedIn(person);
        JsonNode tokens = world.tokens(person);
        String key = key(person, Scope.SEARCH);
        Account account = account("leaving@u.ac.jp");
        assertThat(browser.get(READ, "Accept", "application/json").statusCode()).isEqualTo(200);

        accounts.setSuspended(account.id(), true);

        assertThat(browser.get(READ, "Accept", "application/json").statusCode()).isEqualTo(401);
        assertThat(bearer(tokens.path("access_token").asString()).statusCode()).isEqualTo(401);
        assertThat(refresh(tokens.path("refresh_token").asString()).statusCode()).isEqualTo(401);
        assertThat(bearer(key).statusCode()).isEqualTo(401);
        assertThat(SignInWorld.location(world.browser().signIn(person, "/")))
                .isEqualTo("/sign-in?refused=SUSPENDED");
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtTheNextRequest() {
        SignInWorld.Person person = SignInWorld.Person.of("sub-fallen", "fallen@u.ac.jp");
        Browser browser = world.signedIn(person);
        Account account = account("fallen@u.ac.jp");
        accounts.setRole(account.id(), Role.ADMIN, Account.RoleBy.ADMINISTRATOR);
        assertThat(browser.get("/admin/people").statusCode()).isEqualTo(200);

        accounts.setRole(account.id(), Role.GUEST, Account.RoleBy.ADMINISTRATOR);

        assertThat(browser.get("/admin/people").statusCode()).isEqualTo(403);
    }

    @Test
    @Asvs({"7.4.5", "7.5.2"})
    void aSessionThatIsEndedElsewhereIsOver() {
        Browser one = world.signedIn(SignInWorld.student());
        Browser other = world.signedIn(SignInWorld.student());
        Account account = account("student@u.ac.jp");
        String reference =
                SignInWorld.json(one.asking("application/json").get("/auth/me"))
                        .path("session_id")
                        .asString();
        assertThat(sessions.of(account.id())).extracting(Session::reference).contains(reference);

        assertThat(sessions.end(reference)).isTrue();

        assertThat(one.get("/auth/me", "Accept", "application/json").statusCode()).isEqualTo(401);
        assertThat(other.get(READ, "Accept", "application/json").statusCode()).isEqualTo(200);
        assertThat(sessions.endAll(account.id())).isPositive();
        assertThat(other.get(READ, "Accept", "application/json").statusCode()).isEqualTo(401);
    }

    @Test
    @Asvs("7.3.2")
    void noSessionLastsLongerThanAWeek() {
        Browser browser = world.signedIn(SignInWorld.student());
        long before = count();
        clock.advance(Duration.ofDays(6));
        assertThat(browser.get(READ, "Accept", "application/json").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(1).plusMinutes(1));

        assertThat(browser.get(READ, "Accept", "application/json").statusCode()).isEqualTo(401);
        assertThat(count()).isLessThan(before);
    }

    @Test
    @Asvs("7.3.1")
    void aSessionThatNobodyUsesEnds() {
        Browser browser = world.signedIn(SignInWorld.student());
        String id = SignInWorld.sessionOf(browser);
        assertThat(row(browser, "max_inactive_interval")).isEqualTo(8 * 3600);
        sql.sql(
                        "update sessions set last_access_time = last_access_time - 28801000 where session_id = :id")
                .param("id", id)
                .update();

        assertThat(browser.get(READ, "Accept", "application/json").statusCode()).isEqualTo(401);
    }

    @Test
    void writesTheLastAccessAtMostOnceAMinute() {
        Browser browser = world.signedIn(SignInWorld.student());
        long begun = row(browser, "last_access_time");
        browser.get(READ, "Accept", "application/json");
        browser.get(READ, "Accept", "application/json");
        assertThat(row(browser, "last_access_time")).isEqualTo(begun);
        sql.sql("update sessions set last_access_time = :then where session_id = :id")
                .param("then", begun - 61_000)
                .param("id", SignInWorld.sessionOf(browser))
                .update();
        browser.get(READ, "Accept", "application/json");

        assertThat(row(browser, "last_access_time")).isGreaterThanOrEqualTo(begun);
    }

    @Test
    void whatHasEndedIsForgottenWhenASessionBegins() {
        Browser gone = world.signedIn(SignInWorld.student());
        sql.sql("update sessions set expiry_time = 1 where session_id = :id")
                .param("id", SignInWorld.sessionOf(gone))
                .update();
        world.signedIn(SignInWorld.professor());

        assertThat(row(gone, "count(*)")).isZero();
    }

    @Test
    void aTokenCountsAloneWhateverCookieComesAlong() {
        Browser browser = world.signedIn(SignInWorld.admin());
        String student = world.tokens(SignInWorld.student()).path("access_token").asString();

        assertThat(
                        browser.get("/auth/me", "Accept", "*/*", "Authorization", "Bearer nonsense")
                                .statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/auth/me", "Accept", "*/*", "Authorization", "Bearer").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/auth/me", "X-API-Key", "").statusCode()).isEqualTo(401);
        assertThat(
                        SignInWorld.json(
                                        browser.get(
                                                "/auth/me",
                                                "Accept",
                                                "*/*",
                                                "Authorization",
                                                "Bearer " + student))
                                .path("email")
                                .asString())
                .isEqualTo("student@u.ac.jp");
        assertThat(
                        browser.send(
                                        "POST",
                                        "/documents/ingest",
                                        "",
                                        "Authorization",
                                        "Bearer " + student)
                                .statusCode())
                .as("no form's secret is asked for, and the cookie's rights do not count")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Basic dXNlcjpwYXNz, 401",
        "bearer rpo_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 401",
        "Bearer rpk_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 401",
        "Bearer rpk_x, 401",
        "Bearer eyJhbGciOiJub25lIn0.e30., 401",
        "Bearer a b, 401",
    })
    @Asvs("6.3.4")
    void opensToNothingElse(String authorization, int status) {
        assertThat(world.send("GET", READ, "Authorization", authorization).statusCode())
                .isEqualTo(status);
    }

    @Test
    void whoRunsTheServerCommandsItByAFileOfHis() throws IOException {
        Path file = home.resolve("operator.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file);

        JsonNode me =
                SignInWorld.json(world.send("GET", "/auth/me", "Authorization", "Bearer " + token));
        assertThat(me.path("display_name").asString()).isEqualTo("operator");
        assertThat(me.path("permissions").toString()).contains("admin", "write");
        assertThat(me.path("user_id").isNull()).isTrue();
        assertThat(
                        world.send("POST", "/documents/ingest", "Authorization", "Bearer " + token)
                                .statusCode())
                .isEqualTo(202);
        String wrong = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        assertThat(bearer(wrong).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.1.2.3, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "192.168.0.7, false",
        "8.8.8.8, false",
        "localhost, false",
        "'', false"
    })
    void theOperatorsTokenIsGoodOnThisComputerOnly(
            String address, boolean good, @TempDir Path folder) throws IOException {
        OperatorToken operator = new OperatorToken(folder);
        operator.write();

        assertThat(
                        operator.isPresentedBy(
                                Files.readString(folder.resolve("operator.token")), address))
                .isEqualTo(good);
        assertThat(operator.isPresentedBy("rpo_", address)).isFalse();
    }

    @Test
    @Asvs({"7.4.1", "8.3.2"})
    void anOpenStreamEndsWithTheKeyTheSessionOrTheSignInThatItWasOpenedBy() throws Exception {
        long job = jobs.enqueue("folder:stream").id();
        try {
            String key = key(SignInWorld.admin(), Scope.values());
            long id = Long.parseLong(key.split("_")[1]);
            Account admin = account("admin@u.ac.jp");
            Actor himself = new Actor(admin.id().value(), Means.SESSION);
            endsWhen(
                    job,
                    List.of("Authorization", "Bearer " + key),
                    () -> keys.revoke(himself, readers.of(admin), new KeyId(id)));

            JsonNode tokens = world.tokens(SignInWorld.admin());
            String access = tokens.path("access_token").asString();
            endsWhen(
                    job,
                    List.of("Authorization", "Bearer " + access),
                    () ->
                            world.send("POST", "/auth/logout", "Authorization", "Bearer " + access)
                                            .statusCode()
                                    < 300);

            Browser browser = world.signedIn(SignInWorld.admin());
            String cookie = browser.cookies().get(SignInWorld.SESSION).getValue();
            endsWhen(
                    job,
                    List.of("Cookie", SignInWorld.SESSION + "=" + cookie),
                    () -> sessions.endAll(admin.id()) > 0);
        } finally {
            jobs.end(job, null);
        }
    }

    /// The job itself goes on: nothing else ends its stream within half an hour.
    private void endsWhen(long job, List<String> headers, Callable<Boolean> taken)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(world.uri("/documents/ingest/" + job + "/events"))
                        .headers(headers.toArray(String[]::new))
                        .header("Accept", "text/event-stream")
                        .build();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService reading = Executors.newSingleThreadExecutor()) {
            HttpResponse<Stream<String>> stream = http.send(request, BodyHandlers.ofLines());
            assertThat(stream.statusCode()).isEqualTo(200);
            Iterator<String> lines = stream.body().iterator();
            assertThat(lines.next()).isNotNull();

            assertThat(taken.call()).isTrue();

            Future<?> over = reading.submit(() -> lines.forEachRemaining(_ -> {}));
            try {
                over.get(20, TimeUnit.SECONDS);
            } finally {
                stream.body().close();
            }
        }
    }

    private HttpResponse<String> bearer(String token) {
        return world.send("GET", READ, "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> refresh(String token) {
        return world.sendBody(
                "POST",
                "/auth/refresh",
                "{\"refresh_token\":\"" + token + "\"}",
                "Content-Type",
                "application/json");
    }

    private String key(SignInWorld.Person person, Scope... scopes) {
        world.signedIn(person);
        Account owner = account(person.claims().get("email").toString());
        return ((Created)
                        keys.create(
                                new Actor(owner.id().value(), Means.SESSION),
                                readers.of(owner),
                                "a key",
                                Set.of(scopes),
                                clock.instant().plus(Duration.ofDays(30))))
                .text();
    }

    private Account account(String address) {
        return accounts.find(Address.parse(address).orElseThrow()).orElseThrow();
    }

    private long count() {
        return sql.sql("select count(*) from sessions").query(Long.class).single();
    }

    private long row(Browser browser, String column) {
        return sql.sql("select " + column + " from sessions where session_id = :id")
                .param("id", SignInWorld.sessionOf(browser))
                .query(Long.class)
                .single();
    }
}
