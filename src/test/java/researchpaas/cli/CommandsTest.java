package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.cli.Program.Ended;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands as processes of their own, as at a terminal.
class CommandsTest {
    @TempDir Path folder;

    private Path library;

    @BeforeEach
    void writeLibrary() throws IOException {
        library = folder.resolve("library");
        Files.createDirectories(library.resolve("papers"));
        Files.writeString(
                library.resolve("papers/moths.md"),
                "# Moths at night\n\nMoths gather around the lamp of the observatory.\n");
        Files.writeString(library.resolve("papers/film.mov"), "moving");
    }

    private Program program() throws IOException {
        return new Program(folder, library);
    }

    @Test
    void worksWithoutAServer() throws Exception {
        ingestsAndFinds();
    }

    /// One server, since starting it is what takes time here.
    @Test
    void talksToTheServerThatRuns() throws Exception {
        Process server = program().serve();
        try {
            ingestsAndFinds();
            assertThat(server.isAlive()).isTrue();
            refusesAnUnknownCategory();
            uploadsAndTellsWhatBecameOfEach();
            refusesASecondServer();
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(program().home().resolve("server.properties")).doesNotExist();
    }

    private void ingestsAndFinds() throws Exception {
        JsonNode job = json(program().run("ingest", "--json"));
        assertThat(job.path("state").asString()).isEqualTo("done");
        assertThat(job.path("files").findValuesAsString("path")).contains("papers/film.mov");

        JsonNode found = json(program().run("search", "--json", "observatory", "lamp"));
        assertThat(found.path("documents").get(0).path("title").asString())
                .isEqualTo("Moths at night");
        assertThat(found.path("query").asString()).isEqualTo("observatory lamp");

        Ended answer = program().run("ask", "Where do moths gather around a lamp?");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains(" [1]", "[1] Moths at night, p. 1 (paper/1)");

        JsonNode status = json(program().run("status", "--json"));
        assertThat(status.path("total_documents").asLong()).isEqualTo(1);
        assertThat(status.path("by_category").path("paper").asLong()).isEqualTo(1);
        assertThat(status.path("index").path("behind").asLong()).isZero();
        assertThat(status.path("health").asString()).isEqualTo("healthy");

        Ended compared = program().run("reconcile", "--mend");
        assertThat(compared.out())
                .contains("Compared 1 documents with 1 passages", "Everything agrees.");
        assertThat(compared.code()).isZero();
    }

    private void uploadsAndTellsWhatBecameOfEach() throws Exception {
        Path good =
                Files.writeString(
                        folder.resolve("butterflies.md"), "# Butterflies\n\nThey drink nectar.");
        Path film = Files.writeString(folder.resolve("film.mov"), "frames");

        Ended ended = program().run("upload", film.toString(), good.toString(), "--kind", "poster");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("butterflies.md: Butterflies  [poster/1]");
        assertThat(ended.err()).contains("film.mov: Files of type .mov");
        assertThat(program().run("upload", folder.resolve("none.pdf").toString()).err())
                .contains("none.pdf is not there");
    }

    private void refusesAnUnknownCategory() throws Exception {
        Ended ended = program().run("search", "--category", "book", "moths");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).singleElement().asString().contains("category", "poster");
    }

    private void refusesASecondServer() throws Exception {
        Ended ended = program().run("serve");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out() + ended.err())
                .contains("Another Research PaaS runs on this state folder")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void loadsTheSamplesOnceAndRemovesThemForGood() throws Exception {
        Program program = new Program(folder, null);
        Process server = program.serve();
        try {
            String log = Files.readString(folder.resolve("server.log"));
            assertThat(log.indexOf("reading the sample documents"))
                    .isBetween(0, log.indexOf("files done"));
            assertThat(log.indexOf("files done")).isLessThan(log.indexOf("is ready"));
            assertThat(documents(program)).isGreaterThan(10);
            assertThat(json(program.run("samples", "remove", "--json")).path("files").asInt())
                    .isGreaterThan(10);
            assertThat(documents(program)).isZero();
        } finally {
            server.destroy();
            server.waitFor();
        }

        server = program.serve();
        try {
            assertThat(Files.readString(folder.resolve("server.log")))
                    .doesNotContain("reading the sample documents");
            assertThat(documents(program)).isZero();
            assertThat(program.run("samples", "remove").out())
                    .startsWith("There were no sample documents");
        } finally {
            server.destroy();
            server.waitFor();
        }

        // without a server
        assertThat(json(program.run("samples", "add", "--json")).path("state").asString())
                .isEqualTo("done");
        assertThat(documents(program)).isGreaterThan(10);
        assertThat(program.run("samples").code()).isEqualTo(2);
    }

    private static long documents(Program program) throws Exception {
        return json(program.run("status", "--json")).path("total_documents").asLong();
    }

    @Test
    void measuresACollection() throws Exception {
        Path collection = Files.createDirectories(folder.resolve("tiny"));
        Files.writeString(
                collection.resolve("docs.jsonl"),
                """
                {"id": "a", "title": "Moths", "text": "Moths gather around the lamp of the observatory."}
                {"id": "b", "title": "Otters", "text": "Otters hold hands while they sleep."}
                """);
        Files.writeString(
                collection.resolve("queries.jsonl"),
                """
                {"id": "1", "text": "observatory lamp"}
                {"id": "2", "text": "sleeping otters"}
                """);
        Files.writeString(
                collection.resolve("qrels.tsv"), "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n");

        JsonNode report = json(program().run("eval", "--json", collection.toString()));

        assertThat(report.path("documents").asInt()).isEqualTo(2);
        assertThat(report.path("questions").asInt()).isEqualTo(2);
        for (String leg : new String[] {"words", "meaning", "hybrid"}) {
            assertThat(report.path(leg).path("ndcg10").asDouble()).as(leg).isEqualTo(1);
            assertThat(report.path(leg).path("recall10").asDouble()).as(leg).isEqualTo(1);
        }
        assertThat(program().home()).as("the library of the folder").doesNotExist();
    }

    @Test
    void doesNotStartWhereItWouldBeOpenToOthers() throws Exception {
        Ended ended = program().with("PAAS_ENVIRONMENT", "production").run("serve");

        assertThat(ended.code()).isEqualTo(1);
        // all that is missing at once, and nothing else
        assertThat((ended.out() + ended.err()).lines())
                .hasSize(8)
                .allMatch(line -> line.contains("missing") || line.contains("must be"))
                .anyMatch(line -> line.contains("JWT_SECRET_KEY"));
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = program().with("PORT", port).run("serve");

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out() + ended.err())
                    .contains(port)
                    .contains("already in use")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    private static JsonNode json(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
        return JsonMapper.shared().readTree(ended.out());
    }
}
