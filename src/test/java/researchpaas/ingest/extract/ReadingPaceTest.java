package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.ingest.TextExtractor.Extraction;

/// Files as big as they may be, through a real child with its usual heap. Prints the figures that
/// `docs/performance.md` has.
@Tag("long")
@EnabledOnOs(OS.LINUX)
class ReadingPaceTest {
    private static final String PROSE =
            "Comfort in classrooms depends on humidity and temperature, as surveys of the last decade show."
                    + " 教室の快適性は気温と湿度で決まることが調査で示された。";

    @TempDir Path folder;

    private ChildTextExtractor extractor;

    @BeforeEach
    void start() {
        extractor =
                new ChildTextExtractor(
                        TestSettings.of(
                                Duration.ofSeconds(60), Duration.ofSeconds(30), 20_000_000, 20_000),
                        folder,
                        ChildCommand.ownProgram(TestSettings.HEAP, null));
    }

    @AfterEach
    void end() {
        extractor.destroy();
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, UTF-8, 100",
        "a.csv, windows-31j, 100",
        "a.jsonl, UTF-8, 100",
        "a.json, UTF-8, 100",
        "a.txt, UTF-8, 20",
        "a.md, UTF-8, 3",
        "a.html, UTF-8, 3",
        "a.tex, UTF-8, 3"
    })
    void readsABigFileInBoundedMemory(String name, String charset, int megabytes) throws Exception {
        Path file = write(name, Charset.forName(charset), megabytes * 1_000_000L);
        // starts the child, so that its start is not measured
        extractor.extract(Files.writeString(folder.resolve("first.txt"), "first"), "text/plain");
        ProcessHandle child = ProcessHandle.current().children().findFirst().orElseThrow();
        Duration before = child.info().totalCpuDuration().orElseThrow();

        Extraction extraction = extractor.extract(file, extractor.mediaType(name));

        double seconds =
                child.info().totalCpuDuration().orElseThrow().minus(before).toMillis() / 1_000.0;
        long peak = peakMegabytes(child);
        System.out.printf(
                Locale.ROOT,
                "%s (%s), %d MB: %.1f CPU-seconds, %.1f MB a CPU-second, peak of the child %d MB%n",
                name,
                charset,
                megabytes,
                seconds,
                megabytes / seconds,
                peak);
        assertThat(extraction).isInstanceOf(Extraction.Text.class);
        assertThat(peak).isLessThan(170);
    }

    private Path write(String name, Charset charset, long size) throws IOException {
        Path file = folder.resolve(name);
        IntFunction<String> piece = piece(name.substring(name.indexOf('.') + 1));
        try (Writer out = Files.newBufferedWriter(file, charset)) {
            long written = 0;
            for (int i = 0; written < size; i++) {
                String next = piece.apply(i);
                out.write(next);
                written += next.getBytes(charset).length;
            }
            out.write(name.equals("a.json") ? "]" : "");
        }
        return file;
    }

    private static IntFunction<String> piece(String ending) {
        return switch (ending) {
            case "csv" ->
                    i ->
                            (i == 0 ? "番号,地点,観測日,気温,湿度,備考\n" : "")
                                    + "%d,仙台,2024-%d-%d,%.1f,%d,\"観測 %d, 晴れ\"\n"
                                            .formatted(
                                                    i,
                                                    1 + i % 12,
                                                    1 + i % 28,
                                                    i % 400 / 10.0 - 10,
                                                    i % 100,
                                                    i % 100_000);
            case "jsonl", "json" ->
                    i ->
                            (ending.equals("jsonl") ? "" : i == 0 ? "[" : ",")
                                    + "{\"id\": %d, \"place\": \"仙台\", \"temp\": %.1f, \"at\": {\"lat\": %f}, \"note\": \"観測 %d\"}\n"
                                            .formatted(
                                                    i,
                                                    i % 400 / 10.0 - 10,
                                                    38 + i % 1000 / 1e3,
                                                    i % 100_000);
            case "html" -> i -> "<h2>Section %d</h2><p>%s <em>%d</em></p>\n".formatted(i, PROSE, i);
            case "tex" ->
                    i -> "\\section{Section %d}\n%s $x^{2} \\leq \\alpha$\n\n".formatted(i, PROSE);
            case "md" -> i -> "## Section %d\n\n%s *%d*\n\n".formatted(i, PROSE, i);
            default -> i -> PROSE + "\n\n";
        };
    }

    private static long peakMegabytes(ProcessHandle child) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + child.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_000)
                .findFirst()
                .orElseThrow();
    }
}
