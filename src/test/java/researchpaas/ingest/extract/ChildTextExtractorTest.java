package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import researchpaas.Asvs;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor;
import researchpaas.ingest.TextExtractor.Extraction;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.pdf.PdfFixture;

/// With real child processes.
class ChildTextExtractorTest {
    @TempDir Path folder;

    private Path text;
    private ChildTextExtractor extractor;

    private List<ProcessHandle> others = List.of();

    @BeforeEach
    void start() throws IOException {
        others = allChildren();
        text = Files.writeString(folder.resolve("夏の夜.txt"), "水をまいて涼む。");
        extractor = extractor(ParsingChild.class, Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        extractor.destroy();
    }

    @Test
    void readsAFileWithAJapaneseName() {
        assertThat(extractor.extract(text, "text/plain"))
                .isInstanceOfSatisfying(
                        Extraction.Text.class,
                        read -> assertThat(read.pages().getFirst().text()).isEqualTo("水をまいて涼む。"));
    }

    @Test
    void readsAPdf() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.line(50, 100, 16, PdfFixture.BOLD, "A title").line(50, 150, "Words of a page.");
            pdf.document.getDocumentInformation().setTitle("Stated title");

            Extraction extraction =
                    extractor.extract(pdf.save(folder.resolve("a.pdf")), "application/pdf");

            assertThat(extraction)
                    .isInstanceOfSatisfying(
                            Extraction.Text.class,
                            read -> {
                                assertThat(read.pages().getFirst().text())
                                        .isEqualTo("A title\nWords of a page.");
                                assertThat(read.pages().getFirst().lines()).hasSize(2);
                                assertThat(read.info().title()).isEqualTo("Stated title");
                            });
        }
    }

    @Test
    void readsOfficeFiles() throws Exception {
        Path docx = OfficeFixture.docx(OfficeFixture.p("夜の気温")).save(folder.resolve("a.docx"));
        Path pptx =
                OfficeFixture.pptx()
                        .slide(1, OfficeFixture.placeholder("title", "涼しい風"))
                        .presentation(1)
                        .save(folder.resolve("a.pptx"));

        assertThat(List.of(docx, pptx))
                .extracting(file ->
                        extractor.extract(file, extractor.mediaType(file.getFileName().toString()))
                                        instanceof Extraction.Text read
                                ? read.pages().getFirst().text()
                                : "")
                .containsExactly("夜の気温", "涼しい風");
    }

    @Test
    void namesTheMediaTypeByTheEnding() {
        assertThat(extractor.mediaType("A.PDF")).isEqualTo("application/pdf");
        assertThat(extractor.mediaType("a.b.markdown")).isEqualTo("text/markdown");
        assertThat(extractor.mediaType("a.text")).isEqualTo("text/plain");
        assertThat(extractor.mediaType("a.exe")).isNull();
        assertThat(extractor.mediaType("pdf")).isNull();
    }

    @Test
    @Asvs("5.2.2")
    void refusesAnEmptyFileAndOneThatIsNotWhatItSays() throws Exception {
        assertThat(extractor.extract(Files.createFile(folder.resolve("a.pdf")), "application/pdf"))
                .isEqualTo(new Extraction.Refused(Reason.of(Reason.Code.EMPTY_FILE)));
        assertThat(
                        extractor.extract(
                                Files.writeString(folder.resolve("b.pdf"), "words"),
                                "application/pdf"))
                .isEqualTo(new Extraction.Refused(Reason.of(Reason.Code.NOT_WHAT_IT_SAYS, "pdf")));
    }

    @Test
    void refusesAPageTreeThatIsDeeperThanTheStackAndReadsTheNextFile() throws Exception {
        StringBuilder pdf =
                new StringBuilder("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n");
        int depth = 60_000;
        for (int i = 2; i < depth; i++) {
            pdf.append(
                    "%d 0 obj <</Type/Pages/Count 1/Kids[%d 0 R]>> endobj\n".formatted(i, i + 1));
        }
        pdf.append(
                "%d 0 obj <</Type/Page/MediaBox[0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF"
                        .formatted(depth));
        Path deep = Files.writeString(folder.resolve("deep.pdf"), pdf);

        Extraction extraction = extractor.extract(deep, "application/pdf");

        assertThat(extraction)
                .isEqualTo(new Extraction.Refused(Reason.of(Reason.Code.NESTED_TOO_DEEPLY)));
        assertThat(extractor.extract(text, "text/plain")).isInstanceOf(Extraction.Text.class);
    }

    @Test
    @Asvs("15.2.2")
    void givesUpAFileAtTheDeadline() {
        try (Closing hanging =
                closing(extractor(MisbehavingChild.Hanging.class, Duration.ofSeconds(1)))) {
            long start = System.nanoTime();

            Extraction extraction = hanging.extractor().extract(text, "text/plain");

            assertThat(extraction)
                    .isEqualTo(new Extraction.Failed(Reason.of(Reason.Code.TOOK_TOO_LONG, "1")));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void givesUpAFileWhoseAnswerOnlyDrips() {
        try (Closing dripping =
                closing(extractor(MisbehavingChild.Dripping.class, Duration.ofSeconds(1)))) {
            assertThat(dripping.extractor().extract(text, "text/plain"))
                    .isEqualTo(new Extraction.Failed(Reason.of(Reason.Code.TOOK_TOO_LONG, "1")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MisbehavingChild.Printing.class,
                MisbehavingChild.Exiting.class,
                MisbehavingChild.Flooding.class,
                MisbehavingChild.Mute.class
            })
    void reportsAChildThatBreaksItsWord(Class<?> child) {
        try (Closing broken = closing(extractor(child, Duration.ofSeconds(20)))) {
            assertThat(broken.extractor().extract(text, "text/plain"))
                    .isEqualTo(new Extraction.Failed(Reason.of(Reason.Code.READER_CRASHED)));
        }
    }

    @Test
    void reportsAChildThatRunsOutOfMemory() {
        try (Closing greedy =
                closing(extractor(MisbehavingChild.Greedy.class, Duration.ofSeconds(20)))) {
            assertThat(greedy.extractor().extract(text, "text/plain"))
                    .isEqualTo(new Extraction.Failed(Reason.of(Reason.Code.OUT_OF_MEMORY)));
        }
    }

    @Test
    void isNotHeldUpByAFullStandardError() {
        try (Closing shouting =
                closing(extractor(MisbehavingChild.Shouting.class, Duration.ofSeconds(20)))) {
            assertThat(shouting.extractor().extract(text, "text/plain"))
                    .isInstanceOf(Extraction.Text.class);
        }
    }

    @Test
    void givesTheChildNoEnvironmentButTheCharacterSet() {
        try (Closing telling =
                closing(extractor(MisbehavingChild.Telling.class, Duration.ofSeconds(20)))) {
            assertThat(telling.extractor().extract(text, "text/plain"))
                    .isInstanceOfSatisfying(
                            Extraction.Text.class,
                            read -> assertThat(read.pages().getFirst().text()).isEqualTo("LC_ALL"));
        }
    }

    /// The kernel's walls are Linux's; elsewhere Java's own hold up libraries only.
    @Test
    @EnabledOnOs(OS.LINUX)
    @Asvs({"13.2.5", "15.2.5"})
    void theChildReachesNoNetworkNoProgramAndNoSecret() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Closing reaching =
                        closing(extractor(ReachingChild.class, Duration.ofSeconds(20)))) {
            Path port = Files.writeString(text, Integer.toString(server.getLocalPort()));

            assertThat(reaching.extractor().extract(port, "text/plain"))
                    .isInstanceOfSatisfying(
                            Extraction.Text.class,
                            read ->
                                    assertThat(read.pages().getFirst().text())
                                            .isEqualTo("read []"));
            server.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Asvs("15.2.5")
    void theKernelConfinesTheChildThatReads() throws Exception {
        extractor.extract(text, "text/plain");
        Path child = Path.of("/proc", Long.toString(children().getFirst().pid()));

        assertThat(Files.readString(child.resolve("status")))
                .containsPattern("NoNewPrivs:\\s1")
                .containsPattern("Seccomp:\\s2");
        assertThat(Files.readString(child.resolve("limits")))
                .containsPattern("Max file size +536870912 ");
        assertThat(Files.readString(child.resolve("environ"))).isEqualTo("LC_ALL=C.UTF-8\0");
    }

    /// Whoever ends a service or presses Ctrl-C signals the child too. Once the file in flight was
    /// marked as one that crashed its reader.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aChildOutlivesTheSignalThatEndsItsParent() throws Exception {
        extractor.extract(text, "text/plain");
        ProcessHandle child = children().getFirst();

        child.destroy();
        Thread.sleep(500);

        assertThat(extractor.extract(text, "text/plain")).isInstanceOf(Extraction.Text.class);
        assertThat(children()).containsExactly(child);
    }

    @Test
    void usesOneChildForManyFilesAndEndsItWhenIdle() throws Exception {
        try (Closing brief =
                closing(
                        extractor(
                                ParsingChild.class,
                                Duration.ofSeconds(20),
                                Duration.ofMillis(500)))) {
            brief.extractor().extract(text, "text/plain");
            List<ProcessHandle> first = children();
            brief.extractor().extract(text, "text/plain");

            assertThat(first).hasSize(1);
            assertThat(children()).isEqualTo(first);
            assertThat(first.getFirst().onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(brief.extractor().extract(text, "text/plain"))
                    .isInstanceOf(Extraction.Text.class);
        }
    }

    @Test
    @Asvs("1.4.3")
    void leavesNoProcessAndNoTemporaryFileWhenItEnds() {
        extractor.extract(text, "text/plain");
        List<ProcessHandle> running = children();

        extractor.destroy();

        assertThat(running).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    /// Once every file that was left of an import ended as one that crashed its reader.
    @Test
    void saysThatTheProgramEndsAndNothingOfTheFile() {
        extractor.destroy();

        assertThatExceptionOfType(TextExtractor.Closed.class)
                .isThrownBy(() -> extractor.extract(text, "text/plain"));
    }

    @Test
    void clearsWhatTheChildOfAKilledParentLeft() throws Exception {
        Path left = Files.createDirectories(folder.resolve("tmp/extract-999999999/child-1"));
        Files.writeString(left.resolve("scratch"), "x");

        extractor(ParsingChild.class, Duration.ofSeconds(20)).destroy();

        assertThat(folder.resolve("tmp/extract-999999999")).doesNotExist();
    }

    @Test
    @Asvs("15.4.1")
    void serializesManyThreadsOverOneChild() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Extraction>> tasks =
                    IntStream.range(0, 20)
                            .<Callable<Extraction>>mapToObj(
                                    i -> () -> extractor.extract(text, "text/plain"))
                            .toList();

            for (Future<Extraction> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isInstanceOf(Extraction.Text.class);
            }
            assertThat(children()).hasSize(1);
        }
    }

    @Test
    void aChildEndsWhenItsParentIsGone() throws Exception {
        Process child =
                new ProcessBuilder(
                                ChildCommand.ownProgram(DataSize.ofMegabytes(96), null)
                                        .arguments(folder))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        child.getInputStream().read();
        assertThat(child.isAlive()).isTrue();

        // what the operating system does to the pipe of a killed parent
        child.getOutputStream().close();

        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    /// Those that this test started: other tests' programs live on in the same process.
    private List<ProcessHandle> children() {
        return allChildren().stream().filter(child -> !others.contains(child)).toList();
    }

    private static List<ProcessHandle> allChildren() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.filter(ProcessHandle::isAlive).toList();
        }
    }

    private ChildTextExtractor extractor(Class<?> child, Duration deadline) {
        return extractor(child, deadline, Duration.ofSeconds(30));
    }

    private ChildTextExtractor extractor(Class<?> child, Duration deadline, Duration idle) {
        ChildCommand own = ChildCommand.ownProgram(DataSize.ofMegabytes(96), null);
        return new ChildTextExtractor(
                TestSettings.of(deadline, idle),
                folder,
                new ChildCommand(own.java(), own.classPath(), child.getName(), own.heap(), null));
    }

    private static Closing closing(ChildTextExtractor extractor) {
        return new Closing(extractor);
    }

    private record Closing(ChildTextExtractor extractor) implements AutoCloseable {
        @Override
        public void close() {
            extractor.destroy();
        }
    }
}
