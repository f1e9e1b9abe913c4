package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.account.Reader;
import researchpaas.ingest.IngestLibrary;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Symptom;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;

/// The whole program on Qdrant: its settings, its follower, its health.
@SpringBootTest
@Tag("long")
class QdrantLibraryTest {
    private static final FakeQdrant SERVER = FakeQdrant.onSocket().strict().apiKey("a key");

    @TempDir static Path home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path papers = Files.createDirectories(home.resolve("papers/papers"));
        Files.writeString(papers.resolve("bees.md"), "# Bees\n\nBees dance to tell the way.\n");
        Files.writeString(papers.resolve("trams.md"), "# Trams\n\nTrams run on rails.\n");
        registry.add("research-paas.home", home::toString);
        registry.add("research-paas.database.path", () -> home.resolve("library.db").toString());
        registry.add("research-paas.folder.root", () -> home.resolve("papers").toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
        registry.add("research-paas.search.provider", () -> "qdrant");
        registry.add("research-paas.qdrant.host", () -> "127.0.0.1:" + SERVER.address().getPort());
        registry.add("research-paas.qdrant.api-key", () -> "a key");
        registry.add("research-paas.qdrant.timeout", () -> "1s");
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Autowired IngestLibrary ingest;
    @Autowired IndexFollower follower;
    @Autowired SearchDocuments search;
    @Autowired CheckHealth health;

    @Test
    void aLibraryIsSearchedInQdrantAndComesThroughAnOutage() throws Exception {
        ingest.start();
        until(() -> found("bees").equals(List.of("Bees")));
        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
        assertThat(health.check().figures().engine()).isEqualTo("qdrant");
        assertThat(health.check().part(Name.INDEX).state()).isEqualTo(State.HEALTHY);
        assertThat(SERVER.aliases()).containsKey("research_documents");

        SERVER.stop();
        until(() ->
                new Symptom("health.index.UNREACHABLE", List.of())
                        .equals(health.check().part(Name.INDEX).symptom()));
        assertThat(found("bees")).as("by words out of the database").containsExactly("Bees");

        SERVER.start();
        until(() -> health.check().part(Name.INDEX).state() == State.HEALTHY);
        until(() -> found("rails").equals(List.of("Trams")));
    }

    private List<String> found(String words) {
        return search.search(Query.of(words), Reader.local()).hits().stream()
                .map(hit -> hit.document().title())
                .filter(title -> !title.isEmpty())
                .limit(1)
                .toList();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            Thread.sleep(50);
        }
    }
}
