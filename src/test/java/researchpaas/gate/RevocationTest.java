package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.ManagePeople;
import researchpaas.account.Principal;
import researchpaas.account.Readers;
import researchpaas.account.Role;
import researchpaas.audit.Actor;
import researchpaas.audit.Means;
import researchpaas.credential.ApiKey;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageKeys.Creation;
import researchpaas.credential.Scope;
import researchpaas.document.Category;
import researchpaas.doors.MovingClock;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignInWorld.Person;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Progress;

/// What is taken away is gone at the next request: of a browser, a program with a token and one
/// with a key.
@SignedInDoorsTest
class RevocationTest {
    private static final Person READER = Person.of("sub-revoked", "revoked@u.ac.jp");
    private static final String SECRET = "/documents/search?q=fledgling&mode=words";

    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired Accounts accounts;
    @Autowired ManagePeople people;
    @Autowired ManageKeys keys;
    @Autowired Jobs jobs;
    @Autowired Readers readers;
    @Autowired MovingClock moving;
    @Autowired Clock clock;

    private SignInWorld world;
    private Browser browser;
    private String token;

    @BeforeEach
    void come() {
        world = new SignInWorld(port);
        library.fill();
        library.addFor(
                Set.of(new Principal("role:faculty")),
                Category.PAPER,
                "paper/fledgling.pdf",
                "The fledgling of the faculty",
                2026,
                "Somebody",
                "A fledgling is a young bird.");
        library.awaitCaughtUp();
        // another test may have left no administrator; the last one's role and account can't be
        // taken
        world.signedIn(SignInWorld.admin());
        accounts.find(new Address("revoked@u.ac.jp"))
                .ifPresent(account -> people.resume(Actor.operator(), account.id()));
        browser = world.signedIn(READER);
        people.setRole(Actor.operator(), account().id(), Role.FACULTY);
        token = world.tokens(READER).path("access_token").asString();
        assertThat(token).isNotEmpty();
    }

    @AfterEach
    void back() {
        moving.reset();
    }

    private Account account() {
        return accounts.find(new Address("revoked@u.ac.jp")).orElseThrow();
    }

    private String key(Scope... scopes) {
        Account account = account();
        Creation made =
                keys.create(
                        new Actor(account.id().value(), Means.SESSION),
                        readers.of(account),
                        "a key",
                        Set.copyOf(Arrays.asList(scopes)),
                        clock.instant().plus(Duration.ofDays(1)));
        return ((Creation.Created) made).text();
    }

    private HttpResponse<String> withToken(String path) {
        return world.browser()
                .get(path, "Accept", "application/json", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> withKey(String key, String path) {
        return world.browser()
                .get(path, "Accept", "application/json", "Authorization", "Bearer " + key);
    }

    private HttpResponse<String> inBrowser(String path) {
        return browser.get(path, "Accept", "application/json");
    }

    @Test
    @Asvs({"7.4.2", "8.3.2"})
    void aSuspendedPersonIsOutAtTheNextRequest() {
        String key = key(Scope.SEARCH);
        assertThat(inBrowser(SECRET).body()).contains("young bird");
        assertThat(withToken(SECRET).body()).contains("young bird");
        assertThat(withKey(key, SECRET).body()).contains("young bird");

        people.suspend(Actor.operator(), account().id());

        assertThat(inBrowser(SECRET).statusCode()).isEqualTo(401);
        assertThat(browser.get("/?q=fledgling").statusCode()).isEqualTo(302);
        assertThat(withToken(SECRET).statusCode()).isEqualTo(401);
        assertThat(withKey(key, SECRET).statusCode()).isEqualTo(401);
    }

    @Test
    @Asvs("8.3.2")
    void aRoleTakenAwayTakesItsDocumentsAndItsRightsAtTheNextRequest() {
        people.setRole(Actor.operator(), account().id(), Role.ADMIN);
        String key = key(Scope.SEARCH, Scope.ADMIN);
        String document = "/documents/paper/" + library.number("paper/fledgling.pdf");
        assertThat(inBrowser("/api/v1/people").statusCode()).isEqualTo(200);
        assertThat(withKey(key, "/api/v1/people").statusCode()).isEqualTo(200);
        assertThat(withToken(document).statusCode()).isEqualTo(200);

        people.setRole(Actor.operator(), account().id(), Role.STUDENT);

        assertThat(inBrowser("/api/v1/people").statusCode()).isEqualTo(403);
        assertThat(browser.get("/admin/people").statusCode()).isEqualTo(403);
        assertThat(withToken("/api/v1/people").statusCode()).isEqualTo(403);
        assertThat(withKey(key, "/api/v1/people").statusCode()).isEqualTo(403);
        assertThat(inBrowser(document).statusCode()).isEqualTo(404);
        assertThat(withToken(document).statusCode()).isEqualTo(404);
        assertThat(withKey(key, document).statusCode()).isEqualTo(404);
        for (HttpResponse<String> answer :
                List.of(inBrowser(SECRET), withToken(SECRET), withKey(key, SECRET))) {
            assertThat(answer.body()).contains("\"total_count\":0").doesNotContain("young bird");
        }
    }

    @Test
    @Asvs("8.3.2")
    void aKeyThatExpiredOrWasRevokedOpensNothing() {
        String expiring = key(Scope.SEARCH);
        String revoked = key(Scope.SEARCH);
        assertThat(withKey(expiring, "/documents").statusCode()).isEqualTo(200);
        assertThat(withKey(revoked, "/documents").statusCode()).isEqualTo(200);

        ApiKey last =
                keys.own(account().id()).stream()
                        .max(java.util.Comparator.comparing(key -> key.id().value()))
                        .orElseThrow();
        keys.revoke(Actor.operator(), readers.of(account()), last.id());
        assertThat(withKey(revoked, "/documents").statusCode()).isEqualTo(401);
        assertThat(withKey(expiring, "/documents").statusCode()).isEqualTo(200);

        moving.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(withKey(expiring, "/documents").statusCode()).isEqualTo(401);
    }

    @Test
    @Asvs("8.2.1")
    void aKeyMayNoMoreThanItsScopesSay() {
        String search = key(Scope.SEARCH);
        String ingest = key(Scope.INGEST);

        assertThat(withKey(search, "/documents").statusCode()).isEqualTo(200);
        assertThat(withKey(search, "/documents/uploads").statusCode()).isEqualTo(403);
        assertThat(withKey(search, "/documents/ingest").statusCode()).isEqualTo(403);
        assertThat(withKey(ingest, "/documents/uploads").statusCode()).isEqualTo(200);
        assertThat(withKey(ingest, "/documents").statusCode()).isEqualTo(403);
    }

    /// At the next scan of its source, which changes the ledger as this does.
    @Test
    @Asvs({"8.2.2", "8.3.2"})
    void aDocumentThatIsNoLongerSharedIsGone() {
        String document = "/documents/paper/" + library.number("paper/fledgling.pdf");
        assertThat(inBrowser(document).statusCode()).isEqualTo(200);

        library.nowVisibleTo(Set.of(new Principal("role:admin")), "paper/fledgling.pdf");

        assertThat(inBrowser(document).statusCode()).isEqualTo(404);
        assertThat(inBrowser(SECRET).body()).doesNotContain("young bird");
        library.awaitCaughtUp();
        assertThat(inBrowser(SECRET).body()).contains("\"total_count\":0");
    }

    /// A stream is one long request; its reader is looked at again before each event.
    @Test
    @Timeout(60)
    @Asvs("8.3.2")
    void aStreamEndsForWhoLosesTheRoleThatItNeeds() throws Exception {
        people.setRole(Actor.operator(), account().id(), Role.ADMIN);
        long job = jobs.enqueue("folder:library").id();
        jobs.begin(job);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(world.uri("/documents/ingest/" + job + "/events"))
                            .header("Authorization", "Bearer " + token)
                            .timeout(Duration.ofSeconds(30))
                            .build();
            Iterator<String> lines = client.send(request, BodyHandlers.ofLines()).body().iterator();
            String first = lines.next();
            assertThat(first).startsWith("retry:");

            people.setRole(Actor.operator(), account().id(), Role.STUDENT);
            assertThat(account().role()).isEqualTo(Role.STUDENT);
            jobs.progress(job, new Progress(1, null, null));

            int more = 0;
            while (lines.hasNext() && more < 20) {
                lines.next();
                more++;
            }
            assertThat(more).as("what was on its way already").isLessThan(20);
        } finally {
            jobs.end(job, null);
        }
    }
}
