package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.Asvs;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchResult.Hit;

/// The whole way from a folder to a hit: source, child process, database, follower, index; the same
/// on every database.
@SpringBootTest
// a library is closed before its folder or its server goes
@DirtiesContext
abstract class FollowsAFolderContract {
    @TempDir static Path folder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("research-paas.home", () -> folder.resolve("home").toString());
        registry.add("research-paas.folder.root", () -> folder.resolve("library").toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
    }

    @Autowired IngestLibrary ingest;
    @Autowired Jobs jobs;
    @Autowired IndexFollower follower;
    @Autowired SearchIndex index;
    @Autowired SearchDocuments search;
    @Autowired Documents documents;
    @Autowired Ledger ledger;
    @Autowired ImportFile importFile;
    @Autowired Access access;
    @Autowired Publication publication;
    @Autowired TextExtractor extractor;
    @Autowired IngestLimits limits;

    @Autowired
    @Qualifier("folderSource")
    DocumentSource source;

    private final Path library = folder.resolve("library");

    @BeforeEach
    void emptyLibrary() throws Exception {
        if (Files.exists(library)) {
            try (var files = Files.walk(library)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(library);
        scan();
    }

    @Test
    void findsWhatItRead() throws Exception {
        write(
                "papers/moths.md",
                "# Moths at night\n\nMoths gather around the lamp of the observatory.");
        write("posters/ポスター.txt", "蛾の観察\n\n観測所の灯りに蛾が集まる様子を記録した。");

        assertThat(scan()).containsOnlyKeys("papers/moths.md", "posters/ポスター.txt");

        assertThat(titles("observatory lamp")).startsWith("Moths at night");
        assertThat(titles("蛾 灯り")).startsWith("蛾の観察");
    }

    @Test
    void gathersTheFilesOfADatasetFolderInOneDocument() throws Exception {
        write(
                "datasets/rain/README.md",
                "# Rain gauge readings\n\nHourly readings of three gauges.");
        write("datasets/rain/codebook.txt", "Codebook\n\nThe column tip counts bucket tips.");
        scan();

        Hit hit = hits("bucket tips").getFirst();

        assertThat(hit.document().key().category()).isEqualTo(Category.DATASET);
        assertThat(hit.document().title()).isEqualTo("Rain gauge readings");
        assertThat(hit.document().files()).hasSize(2);
        assertThat(hits("rain gauge")).hasSize(1);
    }

    @Test
    void replacesAnEditedFileUnderItsOldNumber() throws Exception {
        write("papers/a.md", "# Otters\n\nOtters hold hands while they sleep.");
        scan();
        DocumentKey key = hits("otters").getFirst().document().key();

        write("papers/a.md", "# Badgers\n\nBadgers dig their setts into the slope.");
        assertThat(scan()).containsEntry("papers/a.md", Outcome.PUBLISHED);

        assertThat(titlesWithTheWords("otters")).isEmpty();
        assertThat(hits("badgers").getFirst().document().key()).isEqualTo(key);
    }

    /// What a kill leaves that comes between the hash and the publication of an edited file.
    @Test
    void readsAnEditedFileAgainWhoseImportBrokeOff() throws Exception {
        write("papers/a.md", "# Otters\n\nOtters hold hands while they sleep.");
        scan();
        FileId file = hits("otters").getFirst().document().files().getFirst().id();

        write("papers/a.md", "# Badgers\n\nBadgers dig their setts into the slope.");
        Path path = library.resolve("papers/a.md");
        ledger.rediscover(
                file,
                new SourceFile(
                        "papers/a.md",
                        Files.size(path),
                        Files.getLastModifiedTime(path).toInstant()));
        ledger.fetched(file, ImportFile.sha256(path));

        assertThat(scan()).containsEntry("papers/a.md", Outcome.PUBLISHED);
        assertThat(titlesWithTheWords("otters")).isEmpty();
        assertThat(titles("badgers")).startsWith("Badgers");
    }

    @Test
    void keepsTheDocumentOfAMovedFile() throws Exception {
        write("papers/old name.md", "# Swifts\n\nSwifts sleep on the wing.");
        scan();
        DocumentKey key = hits("swifts").getFirst().document().key();

        Files.createDirectories(library.resolve("papers/2026"));
        Files.move(library.resolve("papers/old name.md"), library.resolve("papers/2026/new.md"));

        assertThat(scan()).containsExactly(Map.entry("papers/2026/new.md", Outcome.MOVED));
        Document moved = documents.find(key, Reader.local()).orElseThrow();
        assertThat(moved.files().getFirst().path()).isEqualTo("papers/2026/new.md");
    }

    @Test
    void keepsTheNumberOfADatasetWhoseFolderIsRenamed() throws Exception {
        write("datasets/tides/README.md", "# Tide tables\n\nHeights of the tide at two piers.");
        write("datasets/tides/codebook.txt", "Codebook\n\nThe column pier names the pier.");
        scan();
        DocumentKey key = hits("tide piers").getFirst().document().key();

        Files.move(library.resolve("datasets/tides"), library.resolve("datasets/潮位"));

        assertThat(scan())
                .containsExactly(
                        Map.entry("datasets/潮位/README.md", Outcome.MOVED),
                        Map.entry("datasets/潮位/codebook.txt", Outcome.MOVED));
        Document renamed = hits("tide piers").getFirst().document();
        assertThat(renamed.key()).isEqualTo(key);
        assertThat(renamed.files()).hasSize(2);

        // another dataset under the old name is another document
        write("datasets/tides/README.md", "# Ebb and flow\n\nPrinted tables of ebb and flow.");
        scan();
        assertThat(hits("ebb flow").getFirst().document().key()).isNotEqualTo(key);
    }

    @Test
    void publishesAFileAnewInTheCategoryThatItWasMovedTo() throws Exception {
        write("papers/p.md", "# Herons\n\nHerons stand still in the shallow water.");
        scan();
        DocumentKey before = hits("herons").getFirst().document().key();

        Files.createDirectories(library.resolve("posters"));
        Files.move(library.resolve("papers/p.md"), library.resolve("posters/p.md"));
        assertThat(scan()).containsEntry("posters/p.md", Outcome.PUBLISHED);

        assertThat(hits("herons").getFirst().document().key().category())
                .isEqualTo(Category.POSTER);
        assertThat(documents.find(before, Reader.local())).isEmpty();
    }

    @Test
    void forgetsADeletedFileAndBringsItBackUnderItsNumber() throws Exception {
        write("papers/b.md", "# Bitterns\n\nBitterns boom in the reeds.");
        scan();
        DocumentKey key = hits("bitterns").getFirst().document().key();

        Files.delete(library.resolve("papers/b.md"));
        assertThat(scan()).containsEntry("papers/b.md", Outcome.REMOVED);
        assertThat(titlesWithTheWords("bitterns")).isEmpty();
        assertThat(documents.find(key, Reader.local())).isEmpty();

        write("papers/b.md", "# Bitterns\n\nBitterns boom in the reeds.");
        scan();
        assertThat(hits("bitterns").getFirst().document().key()).isEqualTo(key);
    }

    @Test
    void oneBadFileStopsNoOther() throws Exception {
        write("papers/broken.pdf", "%PDF-1.7 and nothing more");
        write("papers/empty.md", "");
        write("papers/film.mov", "moving");
        write("papers/good.md", "# Kestrels\n\nKestrels hover above the verge.");
        Files.createSymbolicLink(library.resolve("papers/passwords.txt"), Path.of("/etc/hostname"));

        Map<String, Outcome> outcomes = scan();

        assertThat(outcomes)
                .containsEntry("papers/broken.pdf", Outcome.SKIPPED)
                .containsEntry("papers/empty.md", Outcome.SKIPPED)
                .containsEntry("papers/film.mov", Outcome.SKIPPED)
                .containsEntry("papers/passwords.txt", Outcome.SKIPPED)
                .containsEntry("papers/good.md", Outcome.PUBLISHED);
        assertThat(reports())
                .filteredOn(r -> r.outcome() == Outcome.SKIPPED)
                .allMatch(r -> r.reason() != null);
        Files.delete(library.resolve("papers/passwords.txt"));
    }

    @Test
    void readsAFileThatMayBeOpenedAtLast() throws Exception {
        write("papers/e.md", "# Egrets\n\nEgrets follow the plough.");
        scan();
        FileId file = hits("egrets").getFirst().document().files().getFirst().id();
        // as a scan leaves it that may not open the file; tests may run as root, who may
        Ledger.Entry entry = ledger.find(file).orElseThrow();
        importFile.refused(entry, Reason.of(Reason.Code.NOT_READABLE));
        assertThat(titlesWithTheWords("egrets")).isEmpty();

        assertThat(scan()).containsEntry("papers/e.md", Outcome.PUBLISHED);
        assertThat(titles("egrets")).startsWith("Egrets");
    }

    /// What a restart makes of a broken-off job and of its own first scan.
    @Test
    void twoJobsAtOnceReadEachFileOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            write(
                    "papers/finch%d.md".formatted(i),
                    "# Finch %d\n\nFinches crack seeds.".formatted(i));
        }
        long one = jobs.enqueue(source.name()).id();
        jobs.begin(one);
        long two = jobs.enqueue(source.name()).id();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> ingest.run(one));
            threads.execute(() -> ingest.run(two));
        }

        assertThat(finished(one).count(Outcome.PUBLISHED) + finished(two).count(Outcome.PUBLISHED))
                .isEqualTo(20);
    }

    /// On a full disk each of the files that were left once left a stack trace of its own.
    @Test
    void endsAScanWhoseReportCannotBeWritten() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("papers/wren%d.md".formatted(i), "# Wren %d\n\nWrens sing loudly.".formatted(i));
        }
        AtomicInteger reports = new AtomicInteger();
        Jobs full =
                standIn(
                        Jobs.class,
                        (method, arguments) -> {
                            if (method.getName().equals("report")) {
                                reports.incrementAndGet();
                                throw new UncheckedIOException(new IOException("disk full"));
                            }
                            return method.invoke(jobs, arguments);
                        });
        SyncSource sync = syncSource(full);
        long job = jobs.enqueue("folder:library").id();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> sync.run(job, source));

        assertThat(reports).hasValueLessThanOrEqualTo(limits.filesAtOnce() + 1);
        ingest.run(job);
        assertThat(finished(job).count(Outcome.FAILED)).isZero();
        assertThat(finished(job).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void tellsHowFarAScanIsAndWritesItNowAndThenOnly() throws Exception {
        for (int i = 0; i < 30; i++) {
            write("papers/%02d.txt".formatted(i), "Lapwing number " + i + " calls at night.");
        }
        write("papers/slow.txt", "A slow loris takes its time.");
        AtomicInteger writes = new AtomicInteger();
        List<Job> seen = new CopyOnWriteArrayList<>();
        List<String> reading = new CopyOnWriteArrayList<>();
        Jobs counted =
                standIn(
                        Jobs.class,
                        (method, arguments) -> {
                            if (method.getName().equals("progress")) {
                                writes.incrementAndGet();
                            }
                            return method.invoke(jobs, arguments);
                        });
        long job = jobs.enqueue("folder:library").id();
        DocumentSource slow =
                standIn(
                        DocumentSource.class,
                        (method, arguments) -> {
                            if (method.getName().equals("fetch")
                                    && ((SourceFile) arguments[0]).name().equals("slow.txt")) {
                                Thread.sleep(2_000);
                                seen.add(jobs.find(job).orElseThrow());
                                jobs.reading(job, Reader.local()).ifPresent(reading::add);
                            }
                            return method.invoke(source, arguments);
                        });
        jobs.begin(job);

        syncSource(counted).run(job, slow);
        jobs.end(job, null);

        assertThat(reading).containsExactly("papers/slow.txt");
        Job then = seen.getFirst();
        assertThat(then.done()).isEqualTo(30);
        assertThat(then.planned()).isEqualTo(31);
        assertThat(then.plannedBytes() - then.progress().doneBytes())
                .isEqualTo(Files.size(library.resolve("papers/slow.txt")));
        assertThat(then.timeLeft()).isPresent();
        Job ended = finished(job);
        assertThat(ended.progress().doneBytes()).isEqualTo(ended.plannedBytes()).isPositive();
        assertThat(writes).hasValueBetween(2, 12);

        writes.set(0);
        long second = jobs.enqueue("folder:library").id();
        syncSource(counted).run(second, source);
        jobs.end(second, null);
        assertThat(writes).as("of a scan that finds nothing new").hasValue(0);
        assertThat(finished(second).progress().doneBytes()).isEqualTo(ended.plannedBytes());
    }

    @Test
    void aSecondScanWritesNothing() throws Exception {
        write("papers/c.md", "# Cranes\n\nCranes dance in spring.");
        scan();
        long cursor = index.cursor();

        assertThat(scan()).isEmpty();

        assertThat(jobs.latest(1).getFirst().count(Outcome.UNCHANGED)).isEqualTo(1);

        assertThat(index.cursor()).isEqualTo(cursor);
    }

    @Test
    @Asvs("16.5.3")
    void aMissingFolderFailsTheJobAndRemovesNothing() throws Exception {
        write("papers/d.md", "# Dippers\n\nDippers walk under water.");
        scan();
        Path aside = folder.resolve("aside");
        Files.move(library, aside);
        try {
            Job job = finished(ingest.start(source.name()).id());
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.trouble()).isEqualTo(Reason.of(Reason.Code.SOURCE_UNAVAILABLE));
        } finally {
            Files.move(aside, library);
        }
        assertThat(titles("dippers")).contains("Dippers");
    }

    @Test
    void aJobOfASourceThatIsNoLongerConfiguredFailsAndRemovesNothing() throws Exception {
        write("papers/e.md", "# Egrets\n\nEgrets stand in the shallow water.");
        scan();
        long job = jobs.enqueue("folder:elsewhere").id();

        ingest.run(job);

        assertThat(finished(job).state()).isEqualTo(JobState.FAILED);
        assertThat(titles("egrets")).contains("Egrets");
    }

    @Test
    void aNewerReaderTriesWhatAnOlderOneRefused() throws Exception {
        Entry entry = known("papers/knot.md", "# Knots\n\nKnots wade along the shore.");
        publication.hide(List.of(entry.id()));

        ledger.skip(entry.id(), Reason.of(Reason.Code.BROKEN), null, extractor.version());
        assertThat(scan()).containsEntry("papers/knot.md", Outcome.SKIPPED);

        ledger.skip(entry.id(), Reason.of(Reason.Code.BROKEN), null, "an older one");
        assertThat(scan()).containsEntry("papers/knot.md", Outcome.PUBLISHED);
    }

    @Test
    void aPersonsScanTriesWhatFailedForGood() throws Exception {
        Entry entry = known("papers/ruff.md", "# Ruffs\n\nRuffs display in spring.");
        publication.hide(List.of(entry.id()));
        Reason crash = Reason.of(Reason.Code.READER_CRASHED);
        ledger.fail(entry.id(), crash, 4, null, extractor.version());

        ingest.rescan().forEach(job -> ended(job.id()));
        assertThat(ledger.find(entry.id()).orElseThrow().state()).isEqualTo(Ledger.State.FAILED);

        ingest.start().forEach(job -> ended(job.id()));
        assertThat(ledger.find(entry.id()).orElseThrow().state()).isEqualTo(Ledger.State.PUBLISHED);
    }

    final Entry known(String path, String text) throws Exception {
        write(path, text);
        scan();
        return ledger.present(ledger.source(source.name())).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    final void ended(long job) {
        try {
            finished(job);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SyncSource syncSource(Jobs jobs) {
        return new SyncSource(
                ledger,
                jobs,
                access,
                publication,
                importFile,
                follower,
                limits,
                Clock.systemUTC(),
                new FilesAtOnce(limits));
    }

    /// The real thing, with a hand on its calls.
    private static <T> T standIn(Class<T> port, Call call) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> call.to(method, arguments)));
    }

    private interface Call {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    final void write(String path, String text) throws IOException {
        Path file = library.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // a second edit within the file system's clock tick must be seen as one
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(Instant.ofEpochMilli(ticks += 1_000)));
    }

    private static long ticks = 1_700_000_000_000L;

    final Map<String, Outcome> scan() throws Exception {
        Job job = finished(ingest.start(source.name()).id());
        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        Map<String, Outcome> outcomes = new TreeMap<>();
        reports().forEach(report -> outcomes.put(report.path(), report.outcome()));
        return outcomes;
    }

    private List<FileReport> reports() {
        return jobs.files(jobs.latest(1).getFirst().id(), 0, 1000);
    }

    final Job finished(long id) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
            Job job = jobs.find(id).orElseThrow();
            if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
                return job;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("The job did not end");
    }

    private List<Hit> hits(String question) {
        return search.search(Query.of(question), Reader.local()).hits();
    }

    final List<String> titles(String question) {
        return hits(question).stream().map(hit -> hit.document().title()).toList();
    }

    private List<String> titlesWithTheWords(String question) {
        Query words = new Query(question, researchpaas.search.Filter.NONE, Query.Mode.WORDS, 0, 10);
        return search.search(words, Reader.local()).hits().stream()
                .map(hit -> hit.document().title())
                .toList();
    }
}
