package researchpaas.ingest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.Asvs;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.TextExtractor;

/// A whole scan of a folder full of traps, through the real child: every file ends in a state that
/// is known beforehand, and nothing else happens.
@SpringBootTest
class HostileFilesTest {
    @TempDir static Path folder;

    private static final String SECRET = "canary-9f3a";

    /// Far above what the collection takes on a slow machine; the deadline of one file is 20 s.
    private static final Duration LONGEST = Duration.ofSeconds(120);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("research-paas.home", () -> folder.resolve("home").toString());
        registry.add(
                "research-paas.database.path", () -> folder.resolve("home/library.db").toString());
        registry.add("research-paas.folder.root", () -> folder.resolve("library").toString());
        registry.add("research-paas.folder.archives", () -> "true");
        registry.add("research-paas.ingest.automatic", () -> "false");
        registry.add("research-paas.extract.idle", () -> "1s");
    }

    @Autowired IngestLibrary ingest;
    @Autowired Jobs jobs;
    @Autowired TextExtractor extractor;
    @Autowired JdbcClient sql;

    private final Path library = folder.resolve("library");
    private final Map<String, Set<Ending>> expected = new LinkedHashMap<>();

    /// @param code absent when the file is published
    private record Ending(Outcome outcome, @Nullable Code code) {}

    @Test
    @Asvs({"1.3.4", "1.3.6", "1.5.1", "5.2.2", "15.2.5"})
    void everyFileEndsInItsStateAndNothingElseHappens() throws Exception {
        Files.createDirectories(library);
        Files.writeString(library.resolve("ordinary.md"), "# Ordinary\n\nA text before the storm.");
        scan();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/stolen";
            makeFiles(address);
            listExpectations();
            Map<String, Path> outside = filesOutside();
            State before = State.now();

            Map<String, Ending> endings = scan();

            assertThat(problems(endings)).isEmpty();
            assertThat(endings).hasSameSizeAs(expected);
            settle();
            State after = State.now();
            // pools may grow to their size; a thread a file would be a hundred
            assertThat(after.threads).isLessThanOrEqualTo(before.threads + 8);
            assertThat(after.heap).isLessThan(before.heap + (40L << 20));
            assertThat(filesOutside().keySet()).isEqualTo(outside.keySet());
            assertThat(passagesWith(SECRET)).isZero();
            server.setSoTimeout(1);
            assertThat(isCalled(server)).isFalse();
        }
    }

    private void makeFiles(String address) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        String stolen = secret.toUri().toString();
        new HostilePdfs(library).writeAll();
        new HostileZips(library).writeAll(stolen, address);
        new HostileTexts(library).writeAll(stolen, address);
        Files.createSymbolicLink(library.resolve("link-outside.txt"), secret);
        Files.createSymbolicLink(library.resolve("folder-outside"), folder.resolve("home"));
        Files.createSymbolicLink(library.resolve("link-to-nothing.txt"), Path.of("/nowhere"));
        Files.createSymbolicLink(library.resolve("link-inside.txt"), library.resolve("gif.txt"));
        if (Files.isExecutable(Path.of("/usr/bin/mkfifo"))) {
            // has no end; it is not listed
            new ProcessBuilder("/usr/bin/mkfifo", library.resolve("pipe.txt").toString())
                    .start()
                    .waitFor();
        }
    }

    private void listExpectations() {
        expect("ordinary.md", null, Outcome.UNCHANGED);
        expect(Code.NOT_WHAT_IT_SAYS, "words.pdf", "gif.txt", "polyglot.txt");
        expect(Code.BROKEN, "22-bytes.pdf", "cut-off.pdf");
        expect(Code.NESTED_TOO_DEEPLY, "deep-tree.pdf", "quotes.md", "lists.md");
        expect(Code.BROKEN, "tree-loop.pdf", "reference-loop.pdf", "table-loop.pdf");
        expect(Code.NO_TEXT, "form-loop.pdf", "huge-image.pdf", "page-bomb.pdf");
        expect("million-objects.pdf", Code.OUT_OF_MEMORY, Outcome.FAILED);
        expect(Code.ENCRYPTED, "password.pdf");
        published("no-password.pdf", "500-pages.pdf", "bad-page.pdf", "polyglot.pdf");
        for (String ending : List.of("docx", "xlsx", "pptx", "odt", "zip")) {
            expect(Code.UNPACKS_TOO_LARGE, "flat-bomb." + ending);
            either(Code.BROKEN, Code.NOT_WHAT_IT_SAYS, "nested-bomb." + ending);
        }
        // sound, but archives inside archives are not opened
        expect(Code.NO_TEXT, "nested-bomb.zip");
        expect(Code.UNPACKS_TOO_LARGE, "xml-bomb.docx");
        expect(Code.BROKEN, "lying.docx", "overlapping.docx", "cut-off.docx");
        published("plain.docx");
        expect(Code.BROKEN, "entity.docx", "laughs.docx", "deep.docx");
        either(Code.BROKEN, Code.NOT_WHAT_IT_SAYS, "climbing.docx", "polyglot.docx");
        published("climbing.zip");
        for (String ending : HostileTexts.NOISY_ENDINGS) {
            expect(Code.EMPTY_FILE, "empty." + ending);
            either(Code.BROKEN, Code.NOT_WHAT_IT_SAYS, "noise." + ending);
        }
        expect(Code.TOO_MUCH_TEXT, "one-line.txt");
        expect(Code.NO_TEXT, "spaces.txt");
        expect(Code.TOO_LARGE, "five-gigabytes.txt");
        published("brackets.md", "stars.md");
        published("nul.txt", "deep.html");
        either(Code.BROKEN, Code.NESTED_TOO_DEEPLY, "deep.json", "deep.jsonl");
        expect(Code.BROKEN, "long-number.json");
        published("quotes.csv", "wide.csv");
        published("entity.html", "laughs.html", "fetching.html", "include.tex");
        published("entity.svg", "laughs.svg", "script.svg", "entity.xml");
        expect(Code.LINK_OUTSIDE, "link-outside.txt", "folder-outside", "link-to-nothing.txt");
        published(HostileTexts.NAMES.toArray(String[]::new));
    }

    private void published(String... names) {
        for (String name : names) {
            expect(name, null, Outcome.PUBLISHED);
        }
    }

    private void expect(Code code, String... names) {
        for (String name : names) {
            expect(name, code, Outcome.SKIPPED);
        }
    }

    private void either(Code one, Code other, String... names) {
        expect(one, names);
        expect(other, names);
    }

    private void expect(String name, @Nullable Code code, Outcome outcome) {
        expected.computeIfAbsent(name, any -> new java.util.HashSet<>())
                .add(new Ending(outcome, code));
    }

    /// Each file that ended otherwise, in words.
    private List<String> problems(Map<String, Ending> endings) {
        List<String> problems = new ArrayList<>();
        expected.forEach((name, allowed) -> {
            Ending ending = endings.get(name);
            if (!isExpected(name, allowed, ending)) {
                problems.add("%s ended as %s instead of %s".formatted(name, ending, allowed));
            }
        });
        endings.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> problems.add(name + " was not expected"));
        return problems;
    }

    /// A format that has no reader is refused unread, whatever is in the file.
    private boolean isExpected(String name, Set<Ending> allowed, @Nullable Ending ending) {
        boolean told = allowed.contains(new Ending(Outcome.SKIPPED, Code.LINK_OUTSIDE));
        return !told && extractor.mediaType(name) == null
                ? new Ending(Outcome.SKIPPED, Code.UNSUPPORTED_TYPE).equals(ending)
                : allowed.contains(ending);
    }

    private Map<String, Ending> scan() throws Exception {
        long id =
                ingest.start().stream()
                        .filter(job -> job.source().startsWith("folder"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        Instant start = Instant.now();
        Job job = jobs.find(id).orElseThrow();
        while (job.state() != JobState.DONE) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(LONGEST);
            Thread.sleep(50);
            job = jobs.find(id).orElseThrow();
        }
        System.out.println(
                "%s in %s".formatted(job.counts(), Duration.between(start, Instant.now())));
        Map<String, Ending> endings = new TreeMap<>();
        for (FileReport report : jobs.files(id, 0, 10_000)) {
            Reason reason = report.reason();
            endings.put(
                    report.path(),
                    new Ending(report.outcome(), reason == null ? null : reason.code()));
        }
        if (job.count(Outcome.UNCHANGED) == 1) {
            endings.put("ordinary.md", new Ending(Outcome.UNCHANGED, null));
        }
        return endings;
    }

    /// Until the idle child is gone, with its folder.
    private void settle() throws Exception {
        Path temporary = folder.resolve("home/tmp");
        Instant end = Instant.now().plusSeconds(15);
        while (Instant.now().isBefore(end)) {
            try (Stream<Path> files = Files.walk(temporary)) {
                if (files.noneMatch(file -> file.getFileName().toString().startsWith("child-"))) {
                    return;
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                // it goes while we look
            }
            Thread.sleep(100);
        }
        throw new AssertionError("A reading process left files in " + temporary);
    }

    /// Names that a file may have climbed to.
    private Map<String, Path> filesOutside() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path place : List.of(folder, folder.getParent(), Path.of("/tmp"))) {
            try (Stream<Path> here = Files.list(place)) {
                here.filter(file -> file.getFileName().toString().contains("climbed"))
                        .forEach(file -> files.put(file.toString(), file));
            }
        }
        return files;
    }

    private long passagesWith(String text) {
        return sql.sql("select count(*) from pages where text like :text")
                .param("text", "%" + text + "%")
                .query(Long.class)
                .single();
    }

    private static boolean isCalled(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /// @param heap bytes in use after a collection
    private record State(int threads, long heap) {
        private static State now() {
            System.gc();
            return new State(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
    }
}
