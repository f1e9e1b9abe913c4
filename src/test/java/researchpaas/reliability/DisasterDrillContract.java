package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import researchpaas.GeneratedPapers;
import tools.jackson.databind.JsonNode;

/// The database and the state folder are lost. What the last proved archive holds is there again,
/// row by row, and is found as before; how long each step took is printed. `-Ddrill.papers=N` makes
/// the library larger than the samples.
///
/// Small vectors are made segment by segment of the index, and a rebuilt index has other segments.
/// So with them, far down a list by meaning, neighbours of nearly equal worth may change places;
/// with whole vectors everything is the same to the letter.
interface DisasterDrillContract {
    int PAPERS = Integer.getInteger("drill.papers", 40);
    int HEAP = 112;

    /// An empty folder.
    Path folder();

    /// How the index keeps vectors: `int8`, as delivered, or `float`.
    String vectors();

    /// An empty database.
    Store emptyStore();

    void lose(Store store);

    @Test
    @Tag("long")
    default void findsTheSameAfterDatabaseAndStateFolderWereLost() throws Exception {
        Path library = folder().resolve("library");
        FileSystemUtils.copyRecursively(Path.of("samples"), library);
        GeneratedPapers.write(library.resolve("generated"), PAPERS, 4);
        Path home = Files.createDirectories(folder().resolve("home"));
        Path archives = Files.createDirectories(folder().resolve("elsewhere"));
        Map<String, Duration> steps = new LinkedHashMap<>();
        Store store = emptyStore();
        String vectors = "research-paas.lucene.vectors=" + vectors();
        List<Found> before;
        try (ServerProcess server = ServerProcess.start(home, library, store, vectors)) {
            Instant start = Instant.now();
            int port = server.awaitPort(Duration.ofMinutes(3));
            KillContract.awaitDone(server, port);
            steps.put("first import", Duration.between(start, Instant.now()));
            before = found(server, port);
            start = Instant.now();
            archive(home, store, "backup", "--to", archives.toString());
            steps.put("backup, proved, beside the running server", since(start));
            // what is not saved is not promised: nothing was written since
            server.kill();
        }

        FileSystemUtils.deleteRecursively(home);
        lose(store);

        Path newHome = Files.createDirectories(folder().resolve("another/home"));
        Store newStore = emptyStore();
        Instant start = Instant.now();
        archive(newHome, newStore, "restore", onlyFile(archives).toString());
        steps.put("restore into an empty database", since(start));
        Path again = Files.createDirectories(folder().resolve("again"));
        archive(newHome, newStore, "backup", "--to", again.toString());
        assertThat(tables(onlyFile(again))).isEqualTo(tables(onlyFile(archives)));
        start = Instant.now();
        // the files themselves are not looked at: what is found comes from the archive
        try (ServerProcess server =
                ServerProcess.start(
                        newHome,
                        library,
                        newStore,
                        vectors,
                        "research-paas.ingest.automatic=false")) {
            int port = server.awaitPort(Duration.ofMinutes(3));
            steps.put("start", since(start));
            start = Instant.now();
            awaitLevel(server, port);
            steps.put("index rebuilt from the database", since(start));
            compare(before, found(server, port));
            assertThat(server.reconciled(port).path("last").path("agrees").asBoolean()).isTrue();
            print(server.get(port, "/statistics"), onlyFile(archives), steps);
            server.stop();
        }
    }

    private void archive(Path home, Store store, String... arguments) throws Exception {
        try (ArchiveCommand command = ArchiveCommand.start(home, store, HEAP, arguments)) {
            command.succeed(1_200);
        }
    }

    /// @param documents in their order
    /// @param whole with their passages and pages
    record Found(String mode, List<String> documents, String whole) {
        double firstTenAlsoIn(Found other) {
            List<String> ten = documents.subList(0, Math.min(10, documents.size()));
            List<String> others = other.documents.subList(0, Math.min(10, other.documents.size()));
            return ten.isEmpty()
                    ? 1
                    : (double) ten.stream().filter(others::contains).count() / ten.size();
        }
    }

    private void compare(List<Found> before, List<Found> after) {
        assertThat(after).hasSameSizeAs(before);
        if (vectors().equals("float")) {
            assertThat(after).containsExactlyElementsOf(before);
        }
        int same = 0;
        double firstTen = 0;
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).equals(after.get(i))) {
                same++;
            } else {
                assertThat(before.get(i).mode()).isNotEqualTo("words");
            }
            assertThat(after.get(i).documents().stream().findFirst())
                    .as(before.get(i).whole())
                    .isEqualTo(before.get(i).documents().stream().findFirst());
            firstTen += after.get(i).firstTenAlsoIn(before.get(i)) / before.size();
        }
        System.out.printf(
                Locale.ROOT,
                "drill, %s: %d of %d searches the same to the letter, %.1f %% of the first ten documents%n",
                vectors(),
                same,
                before.size(),
                100 * firstTen);
        assertThat(firstTen).isGreaterThan(.97);
    }

    /// What each question finds in each way: documents, their order, passages, pages.
    private static List<Found> found(ServerProcess server, int port) throws Exception {
        List<Found> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of("samples-src/questions.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String question = line.split("\t")[2];
            for (String mode : List.of("hybrid", "words", "meaning")) {
                JsonNode answer =
                        server.get(
                                port,
                                "/documents/search?limit=20&mode="
                                        + mode
                                        + "&q="
                                        + URLEncoder.encode(question, StandardCharsets.UTF_8));
                List<String> documents = new ArrayList<>();
                StringBuilder whole = new StringBuilder(question);
                for (JsonNode document : answer.path("documents")) {
                    documents.add(
                            document.path("category").asString()
                                    + "/"
                                    + document.path("id").asLong());
                    whole.append("\n").append(documents.getLast());
                    for (JsonNode passage : document.path("passages")) {
                        whole.append("\n  ").append(passage.path("page").asInt());
                        whole.append(" ").append(passage.path("text").asString());
                    }
                }
                found.add(new Found(mode, documents, whole.toString()));
            }
        }
        assertThat(found).filteredOn(one -> !one.documents().isEmpty()).hasSizeGreaterThan(60);
        return found;
    }

    /// The checksum of each table.
    private static String tables(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String manifest =
                    new String(
                            zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(),
                            StandardCharsets.UTF_8);
            return manifest.substring(manifest.indexOf("\"tables\""));
        }
    }

    private static void awaitLevel(ServerProcess server, int port) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(30));
        while (Instant.now().isBefore(end)) {
            if (server.status(port, "/readyz") == 200
                    && server.get(port, "/health").path("index").path("behind").asLong(-1) == 0) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The index did not follow");
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }

    private static void print(JsonNode statistics, Path archive, Map<String, Duration> steps)
            throws IOException {
        System.out.printf(
                Locale.ROOT,
                "drill: %d documents, an archive of %.1f MB%n",
                statistics.path("total_documents").asInt(),
                Files.size(archive) / 1e6);
        steps.forEach((step, time) ->
                System.out.printf(
                        Locale.ROOT, "drill: %-45s %7.1f s%n", step, time.toMillis() / 1e3));
    }
}
