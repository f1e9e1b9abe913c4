package researchpaas.account.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import researchpaas.Asvs;
import researchpaas.account.AccountId;
import researchpaas.account.security.session.BrowserSessions.Begun;
import researchpaas.credential.Session;
import researchpaas.credential.Sessions;
import researchpaas.document.jdbc.TestLibrary;

/// Sessions as browsers have them, on a library's database, whichever it is.
interface SessionsContract {
    AccountId ONE = new AccountId(1);
    AccountId OTHER = new AccountId(2);
    SessionSettings SETTINGS =
            new SessionSettings(Duration.ofHours(8), Duration.ofDays(7), null, null);

    TestLibrary library();

    @Test
    default void knowsABrowserAgainByItsCookie() {
        Cookie cookie = signedIn(ONE, "Firefox on Linux");

        assertThat(account(cookie)).isEqualTo(ONE);
        assertThat(account(null)).isNull();
        assertThat(account(new Cookie(cookie.getName(), "x".repeat(43)))).isNull();
    }

    /// A dump, a copy of the file, a look into the tables: nobody is signed in by what stands
    /// there.
    @Test
    default void whoeverReadsTheDatabaseIsNotSignedIn() {
        Cookie cookie = signedIn(ONE, "a browser");
        String secret = cookie.getValue().substring(cookie.getValue().indexOf('.') + 1);

        Set<String> stored = new TreeSet<>();
        for (String table : List.of("sessions", "sessions_attributes")) {
            library()
                    .sql()
                    .sql("select * from " + table)
                    .query()
                    .listOfRows()
                    .forEach(row -> row.values().forEach(value -> stored.add(text(value))));
        }

        assertThat(stored)
                .isNotEmpty()
                .noneMatch(value -> value.contains(secret) || value.equals(cookie.getValue()));
        for (String id : stored) {
            assertThat(account(new Cookie(cookie.getName(), id))).isNull();
            for (String other : stored) {
                assertThat(account(new Cookie(cookie.getName(), id + "." + other)))
                        .as("%s.%s", id, other)
                        .isNull();
            }
        }
        assertThat(account(cookie)).isEqualTo(ONE);
    }

    @Test
    default void anotherIdentifierComesWithAnotherSecret() {
        Cookie before = signedIn(ONE, "a browser");
        Cookie after = exchange(before, "a browser", HttpServletRequest::changeSessionId);

        assertThat(after.getValue().split("\\.")).doesNotContain(before.getValue().split("\\."));
        assertThat(account(before)).isNull();
        assertThat(account(after)).isEqualTo(ONE);
    }

    /// As versions before 1.1 kept it: the id was the cookie.
    @Test
    default void aSessionWithoutASecretIsNobodys() {
        Cookie cookie = signedIn(ONE, "a browser");
        library()
                .sql()
                .sql("delete from sessions_attributes where attribute_name = 'secretHash'")
                .update();
        String id =
                library().sql().sql("select session_id from sessions").query(String.class).single();

        assertThat(account(cookie)).isNull();
        assertThat(account(new Cookie(cookie.getName(), id))).isNull();
        assertThat(account(new Cookie(cookie.getName(), id + "."))).isNull();
    }

    @Test
    @Asvs("7.2.4")
    default void beginsUnderAnIdentifierThatNobodyHasSeen() {
        Cookie before = signedIn(ONE, "a browser");
        Cookie after = exchange(before, "a browser", request -> browsers().begin(OTHER, request));

        assertThat(after.getValue()).isNotEqualTo(before.getValue());
        assertThat(account(before)).isNull();
        assertThat(account(after)).isEqualTo(OTHER);
    }

    @Test
    default void listsWhoIsSignedInWhere() {
        signedIn(ONE, "Firefox on Linux");
        signedIn(OTHER, "curl\u0007 " + "x".repeat(300));

        List<Session> all = stored().all();
        assertThat(all).extracting(Session::account).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(stored().of(ONE))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.userAgent()).isEqualTo("Firefox on Linux");
                    assertThat(session.reference()).hasSize(36);
                    assertThat(session.lastAccess()).isAfterOrEqualTo(session.createdAt());
                });
        assertThat(stored().of(OTHER).getFirst().userAgent()).startsWith("curl  x").hasSize(200);
    }

    /// Whoever reads the list cannot take a session over.
    @Test
    default void theNameInAListIsNotTheCookie() {
        Cookie cookie = signedIn(ONE, "a browser");
        String reference = stored().of(ONE).getFirst().reference();

        assertThat(account(new Cookie(cookie.getName(), reference))).isNull();
        exchange(
                cookie,
                "a browser",
                request ->
                        assertThat(browsers().reference(browsers().of(request).orElseThrow()))
                                .isEqualTo(reference));
    }

    @Test
    @Asvs("7.4.1")
    default void whatIsEndedStaysEnded() {
        Cookie kept = signedIn(ONE, "kept");
        Cookie ended = signedIn(ONE, "ended");
        Cookie others = signedIn(OTHER, "others");
        String reference =
                stored().of(ONE).stream()
                        .filter(session -> session.userAgent().equals("ended"))
                        .findFirst()
                        .orElseThrow()
                        .reference();

        assertThat(stored().end(reference)).isTrue();
        assertThat(stored().end(reference)).isFalse();
        assertThat(stored().end("no such")).isFalse();
        assertThat(account(ended)).isNull();
        assertThat(account(kept)).isEqualTo(ONE);
        assertThat(stored().endAll(ONE)).isEqualTo(1);
        assertThat(stored().endAll(ONE)).isZero();
        assertThat(account(kept)).isNull();
        assertThat(account(others)).isEqualTo(OTHER);
        assertThat(
                        count(
                                "sessions_attributes a where not exists (select 1 from sessions s where s.primary_id = a.session_primary_id)"))
                .isZero();
    }

    /// A request that is under way when its session is ended must not bring it back.
    @Test
    default void aRequestUnderWayDoesNotBringItsSessionBack() {
        Cookie cookie = signedIn(ONE, "a browser");
        exchange(
                cookie,
                "a browser",
                request -> {
                    request.getSession().setAttribute("formSecret", "written at the end");
                    stored().endAll(ONE);
                });

        assertThat(account(cookie)).isNull();
        assertThat(count("sessions")).isZero();
        assertThat(count("sessions_attributes")).isZero();
    }

    @Test
    default void aSignInThatIsUnderWayIsNobodysSession() {
        exchange(null, "a browser", request -> request.getSession().setAttribute("state", "x"));

        assertThat(count("sessions")).isEqualTo(1);
        assertThat(stored().all()).isEmpty();
        assertThat(
                        library()
                                .sql()
                                .sql("select max_inactive_interval from sessions")
                                .query(Integer.class)
                                .single())
                .as("seconds that somebody may be away at the provider")
                .isEqualTo(600);
    }

    @Test
    default void writesNothingForARequestThatChangesNothing() {
        Cookie cookie = signedIn(ONE, "a browser");
        library()
                .sql()
                .sql("update sessions set last_access_time = last_access_time - 30000")
                .update();
        long before = lastAccess();
        account(cookie);
        assertThat(lastAccess()).as("within the minute").isEqualTo(before);
        library()
                .sql()
                .sql("update sessions set last_access_time = last_access_time - 31000")
                .update();
        account(cookie);

        assertThat(lastAccess()).as("after a minute").isGreaterThan(before);
    }

    @Test
    default void forgetsWhatHasEndedByItself() {
        signedIn(ONE, "idle");
        library().sql().sql("update sessions set expiry_time = 1").update();
        signedIn(ONE, "old");
        library()
                .sql()
                .sql(
                        "update sessions set creation_time = creation_time - 604801000 where expiry_time > 1")
                .update();
        assertThat(stored().of(ONE)).isEmpty();
        signedIn(OTHER, "new");

        assertThat(count("sessions")).isEqualTo(1);
    }

    /// Bytes that would be a Java object elsewhere are a text here.
    @Test
    @Asvs("1.5.2")
    default void makesNoObjectOfWhatTheTableHolds() {
        Cookie cookie = signedIn(ONE, "a browser");
        library()
                .sql()
                .sql(
                        "update sessions_attributes set attribute_bytes = :bytes where attribute_name = 'agent'")
                .param("bytes", new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 's', 'r'})
                .update();

        exchange(
                cookie,
                "a browser",
                request ->
                        assertThat(request.getSession().getAttribute("agent"))
                                .isInstanceOf(String.class));
    }

    private Cookie signedIn(AccountId account, String agent) {
        Cookie cookie = exchange(null, agent, request -> browsers().begin(account, request));
        assertThat(cookie).isNotNull();
        return cookie;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(value);
    }

    private @Nullable AccountId account(@Nullable Cookie cookie) {
        AtomicReference<@Nullable AccountId> found = new AtomicReference<>();
        exchange(
                cookie,
                "a browser",
                request -> found.set(browsers().of(request).map(Begun::account).orElse(null)));
        return found.get();
    }

    interface Handler {
        void handle(HttpServletRequest request);
    }

    private @Nullable Cookie exchange(@Nullable Cookie cookie, String agent, Handler handler) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.addHeader("User-Agent", agent);
        if (cookie != null) {
            request.setCookies(cookie);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            filter("development")
                    .doFilter(
                            request,
                            response,
                            new MockFilterChain(
                                    new HttpServlet() {
                                        @Override
                                        protected void doGet(
                                                HttpServletRequest wrapped,
                                                HttpServletResponse answer) {
                                            handler.handle(wrapped);
                                        }
                                    }));
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response.getCookie("research-paas-session");
    }

    private Filter filter(String environment) {
        return new SessionConfiguration()
                .sessionFilter(
                        library().template(), library().transactions(), SETTINGS, environment)
                .getFilter();
    }

    private BrowserSessions browsers() {
        return new BrowserSessions(
                new StoredSessions(library().sql(), Clock.systemUTC(), SETTINGS),
                SETTINGS,
                Clock.systemUTC());
    }

    private Sessions stored() {
        return library()
                .transactional(
                        Sessions.class,
                        new StoredSessions(library().sql(), Clock.systemUTC(), SETTINGS));
    }

    private long count(String table) {
        return library().sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    private long lastAccess() {
        return library()
                .sql()
                .sql("select last_access_time from sessions")
                .query(Long.class)
                .single();
    }
}
