package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.cli.TryInstance.Plan;
import researchpaas.cli.TryInstance.Result;
import researchpaas.cli.TryInstance.Step;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.outbound.FakeEndpoint;

/// `smoke` against a real server with sign-in, and against what is none of ours.
@SignedInDoorsTest
class TryInstanceTest {
    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired IngestLibrary ingest;
    @Autowired Jobs jobs;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @Test
    void goesFromOneEndToTheOtherOfAServerThatIsWell() throws Exception {
        SignInWorld world = new SignInWorld(port);
        String token =
                world.tokens(SignInWorld.admin()).path("tokens").path("access_token").asString("");
        if (token.isEmpty()) {
            token = world.tokens(SignInWorld.admin()).path("access_token").asString("");
        }

        List<Step> steps;
        try (Workers _ = new Workers()) {
            steps = run("http://localhost:" + port, new Plan(token, "", true));
        }

        assertThat(wrong(steps)).as(steps.toString()).isEmpty();
        assertThat(steps.stream().filter(step -> step.result() == Result.OK).map(Step::name))
                .contains(
                        "live",
                        "ready",
                        "headers",
                        "sign-in",
                        "unknown-route",
                        "wrong-key",
                        "visitor",
                        "search",
                        "document",
                        "similar",
                        "answer",
                        "upload");
    }

    @Test
    void triesOnlyWhatAVisitorMayWithoutAKey() throws Exception {
        List<Step> steps = run("http://localhost:" + port, new Plan("", "", false));

        assertThat(wrong(steps)).as(steps.toString()).isEmpty();
        assertThat(steps).extracting(Step::name).doesNotContain("document", "upload");
    }

    @Test
    void aKeyThatIsRefusedIsWrong() throws Exception {
        assertThat(wrong(run("http://localhost:" + port, new Plan("no-such-key", "", false))))
                .contains("search");
    }

    @Test
    void stopsWhereNobodyAnswers() throws Exception {
        assertThat(run("http://127.0.0.1:1", new Plan("", "", false)))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.result()).isEqualTo(Result.WRONG);
                    assertThat(step.key()).isEqualTo("no.nobody");
                });
        assertThat(run("http://no-such-host.invalid", new Plan("", "", false)))
                .singleElement()
                .extracting(Step::result)
                .isEqualTo(Result.WRONG);
    }

    @Test
    void isNotTakenInByAServerThatAnswersPages() throws Exception {
        try (FakeEndpoint pages =
                new FakeEndpoint((_, to) ->
                        to.raw(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"))) {
            assertThat(wrong(run(pages.uri("").toString(), new Plan("", "", false))))
                    .containsExactly("live");
        }
    }

    @Test
    void isNotTakenInByAServerThatSaysYesToEverything() throws Exception {
        try (FakeEndpoint yes = new FakeEndpoint((_, to) -> to.whole(200, "{}"))) {
            assertThat(wrong(run(yes.uri("").toString(), new Plan("key", "token", false))))
                    .contains(
                            "health",
                            "headers",
                            "sign-in",
                            "unknown-route",
                            "wrong-key",
                            "visitor",
                            "metrics");
        }
    }

    @Test
    void everyStepHasItsSentence() throws Exception {
        ResourceBundle sentences = ResourceBundle.getBundle("cli", Locale.ENGLISH);
        for (Result result : Result.values()) {
            assertThat(sentences.containsKey("smoke.result." + result)).isTrue();
        }
        String source =
                Files.readString(Path.of("src/main/java/researchpaas/cli/TryInstance.java"));
        // what ends with a dot is completed by a reason
        Pattern.compile("(?:ok|wrong|skipped)\\(\\s*\"([\\w.]*\\w)\"")
                .matcher(source)
                .results()
                .forEach(found ->
                        assertThat(sentences.containsKey("smoke.found." + found.group(1)))
                                .as(found.group(1))
                                .isTrue());
    }

    /// Runs scans as they come, which the scheduler does in a server.
    private final class Workers implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Workers() {
            threads.execute(() -> {
                while (!over.get()) {
                    jobs.latest(5).stream()
                            .filter(Job::isActive)
                            .forEach(job -> ingest.run(job.id()));
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            });
        }

        @Override
        public void close() {
            over.set(true);
            threads.close();
        }
    }

    private static List<Step> run(String url, Plan plan) throws InterruptedException {
        URI base = URI.create(url);
        try (Deployed server = new Deployed(base)) {
            return new TryInstance(server, base, plan, _ -> {}).run();
        }
    }

    private static List<String> wrong(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.result() == Result.WRONG)
                .map(Step::name)
                .collect(Collectors.toList());
    }
}
