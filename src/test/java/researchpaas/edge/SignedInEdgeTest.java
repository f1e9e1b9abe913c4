package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignedInDoorsTest;

/// The edge around people who have signed in.
@SignedInDoorsTest
class SignedInEdgeTest {
    @LocalServerPort int port;

    private SignInWorld world;

    @BeforeEach
    void world() {
        world = new SignInWorld(port);
    }

    @Test
    @Asvs({"16.2.1", "16.2.5", "16.3.2", "16.3.3"})
    void logsWhoWasRefusedWhatByNumberAndNeverByAddress() {
        Browser student = world.signedIn(SignInWorld.student());
        try (Captured log = Captured.of(LogRequests.class)) {
            student.get("/admin/users", "Accept", "application/json");
            world.send("GET", "/admin/users", "Authorization", "Bearer canary");
            student.send("POST", "/documents/ingest", "", "Accept", "application/json");
            student.get("/?q=unpublished");

            List<String> lines = log.lines();
            assertThat(lines).hasSize(4);
            assertThat(lines.getFirst())
                    .contains("route=\"/admin/users\"", "status=\"403\"", "outcome=\"refused\"")
                    .containsPattern("account=\"?[0-9]+");
            assertThat(lines.get(1)).contains("status=\"401\"", "outcome=\"refused\"");
            assertThat(lines.get(2)).as("a form's secret is missing").contains("status=\"403\"");
            assertThat(lines.get(3)).contains("route=\"/\"", "outcome=\"ok\"");
            assertThat(String.join("\n", lines))
                    .doesNotContain("student@", "canary", "unpublished");
        }
    }

    @Test
    @Asvs({"3.3.5", "14.3.2"})
    void cookiesAreShortAndPersonalAnswersAreKeptNowhere() {
        Browser student = world.signedIn(SignInWorld.student());
        for (HttpCookie cookie : student.cookies().values()) {
            assertThat(cookie.getName().length() + cookie.getValue().length()).isLessThan(4096);
        }
        for (String path : List.of("/", "/account", "/auth/me", "/api/v1/me", "/api/v1/keys")) {
            HttpResponse<String> answer = student.get(path);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(path)
                    .contains("no-store");
        }
    }
}
