package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.ManagePeople;
import researchpaas.account.Principal;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.document.Category;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.SmallLibrary;

/// Why somebody may see a document, and what somebody can see.
@SignedInDoorsTest
class LookAsTest {
    private static final AuditFilter LOOKED =
            new AuditFilter(AuditAction.LOOKED_AS, null, null, null, null);

    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired Accounts accounts;
    @Autowired ManagePeople people;
    @Autowired AuditLog audit;

    private SignInWorld world;
    private long professor;

    @BeforeEach
    void come() {
        world = new SignInWorld(port);
        library.fill();
        library.addFor(
                Set.of(new Principal("user:prof@u.ac.jp"), new Principal("user:stranger@u.ac.jp")),
                Category.PAPER,
                "paper/unpublished.pdf",
                "An unpublished proof",
                2026,
                "Professor",
                "The proof is not published yet.");
        library.awaitCaughtUp();
        accounts.find(new Address("prof@u.ac.jp"))
                .ifPresent(account -> people.resume(Actor.operator(), account.id()));
        world.signedIn(SignInWorld.professor());
        professor = accounts.find(new Address("prof@u.ac.jp")).orElseThrow().id().value();
    }

    /// Other tests share these people.
    @AfterEach
    void letInAgain() {
        people.resume(
                Actor.operator(), accounts.find(new Address("prof@u.ac.jp")).orElseThrow().id());
    }

    @Test
    void aReaderLearnsWhyHeMaySeeADocumentAndNothingOfOthers() {
        Browser browser = world.signedIn(SignInWorld.professor());
        long number = library.number("paper/unpublished.pdf");

        HttpResponse<String> own =
                browser.get(
                        "/api/v1/documents/paper/" + number + "/access",
                        "Accept",
                        "application/json");
        assertThat(own.body())
                .contains(
                        "\"principal\":\"user:prof@u.ac.jp\"",
                        "Because it was made visible to you (prof@u.ac.jp).")
                .doesNotContain("stranger");
        assertThat(browser.get("/library/paper/" + number).body())
                .contains(
                        "Why can I see this?", "Because it was made visible to you (prof@u.ac.jp).")
                .doesNotContain("stranger");
        assertThat(browser.speaking("ja").get("/library/paper/2").body())
                .contains("この文書を閲覧できる理由", "このライブラリの利用者全員に公開されています。");
        Browser student = world.signedIn(SignInWorld.student());
        assertThat(
                        student.get(
                                        "/api/v1/documents/paper/" + number + "/access",
                                        "Accept",
                                        "application/json")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Asvs("16.2.1")
    void anAdministratorSeesWhatAPersonCanSeeButNoTitleThatIsNotHisAndItIsRecorded() {
        Browser admin = world.signedIn(SignInWorld.admin());
        int before = recorded();

        HttpResponse<String> json =
                admin.get("/api/v1/people/" + professor + "/sees", "Accept", "application/json");

        assertThat(json.body())
                .contains(
                        "\"total\":6",
                        "\"paper\":4",
                        "paper/unpublished.pdf",
                        "Sparse attention for long scientific documents")
                .doesNotContain("An unpublished proof");
        assertThat(admin.get("/admin/people/" + professor + "/sees").body())
                .contains("paper/unpublished.pdf", "6 documents")
                .doesNotContain("An unpublished proof");
        assertThat(recorded()).isEqualTo(before + 2);
        assertThat(audit.find(LOOKED, null, 1).getFirst().event().subject().id())
                .isEqualTo(String.valueOf(professor));
    }

    private int recorded() {
        return audit.find(LOOKED, null, 1000).size();
    }

    @Test
    @Asvs("8.2.1")
    void nobodyElseMayLook() {
        Browser student = world.signedIn(SignInWorld.student());
        int before = recorded();

        assertThat(
                        student.get(
                                        "/api/v1/people/" + professor + "/sees",
                                        "Accept",
                                        "application/json")
                                .statusCode())
                .isEqualTo(403);
        assertThat(student.get("/admin/people/" + professor + "/sees").statusCode()).isEqualTo(403);
        assertThat(recorded()).isEqualTo(before);
    }

    @Test
    void aSuspendedPersonSeesNothing() {
        Browser admin = world.signedIn(SignInWorld.admin());
        people.suspend(
                Actor.operator(), accounts.find(new Address("prof@u.ac.jp")).orElseThrow().id());

        assertThat(
                        admin.get(
                                        "/api/v1/people/" + professor + "/sees",
                                        "Accept",
                                        "application/json")
                                .body())
                .contains("\"suspended\":true", "\"total\":0");
    }
}
