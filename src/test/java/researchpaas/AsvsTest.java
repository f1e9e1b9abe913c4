package researchpaas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/// Which requirements of OWASP ASVS 5.0.0 have a test. `docs/asvs.md` says it to people;
/// `-Dasvs.write` writes that page anew.
class AsvsTest {
    /// Rises with the coverage, and never falls.
    private static final int FLOOR = 140;

    private static final Path PAGE = Path.of("docs/asvs.md");

    private static final String HEAD =
            """
            # OWASP ASVS 5.0.0

            Requirements of the [Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/)
            that a test shows here. The words beside a number are ours and short; the standard's text counts. A test bears its
            numbers (`@Asvs`), `AsvsTest` refuses a line that no longer holds, and
            `mvn -Dquick test -Dtest=AsvsTest -Dasvs.write` writes this page. What is not listed is not shown by a test: it may
            be a matter of deployment, of documents, or of what does not exist here (passwords, for example).

            | requirement | about | shown by |
            |---|---|---|
            """;

    /// Number to a few words, in the standard's order.
    private static Map<String, String> known;

    /// Number to `Class#method`.
    private static Map<String, TreeSet<String>> shown;

    @BeforeAll
    static void read() throws IOException, URISyntaxException {
        known = new LinkedHashMap<>();
        try (InputStream list = AsvsTest.class.getResourceAsStream("asvs.txt")) {
            new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(line -> known.put(line[0], line[1]));
        }
        shown = new LinkedHashMap<>();
        Path classes =
                Path.of(AsvsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("researchpaas"))) {
            MetadataReaderFactory reader = new SimpleMetadataReaderFactory();
            files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> metadata(reader, file))
                    .forEach(AsvsTest::note);
        }
    }

    @Test
    void theListHasTheRequirementsThatATestCanProve() {
        assertThat(known).hasSize(169);
    }

    @Test
    void everyNumberIsAKnownOne() {
        assertThat(known.keySet()).containsAll(shown.keySet());
    }

    @Test
    void coverageNeverFalls() {
        long count = known.keySet().stream().filter(shown::containsKey).count();
        System.out.println("ASVS " + count + " of " + known.size() + " automatable");
        assertThat(count).isGreaterThanOrEqualTo(FLOOR);
    }

    @Test
    void thePageSaysNothingThatNoTestShows() throws IOException {
        String page = page();
        if (System.getProperty("asvs.write") != null) {
            Files.writeString(PAGE, page);
        }
        List<String> lines = Files.readAllLines(PAGE);
        for (String line : lines) {
            if (line.startsWith("| ") && Character.isDigit(line.charAt(2))) {
                String[] cells = line.split("\\|");
                assertThat(shown.getOrDefault(cells[1].strip(), new TreeSet<>()))
                        .as(line)
                        .containsAll(Arrays.asList(cells[3].replace("`", "").strip().split(", ")));
            }
        }
    }

    private static String page() {
        return known.entrySet().stream()
                .filter(requirement -> shown.containsKey(requirement.getKey()))
                .map(requirement ->
                        "| %s | %s | %s |%n"
                                .formatted(
                                        requirement.getKey(),
                                        requirement.getValue(),
                                        shown.get(requirement.getKey()).stream()
                                                .map(test -> "`" + test + "`")
                                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static AnnotationMetadata metadata(MetadataReaderFactory reader, Path file) {
        try {
            return reader.getMetadataReader(new FileSystemResource(file)).getAnnotationMetadata();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(AnnotationMetadata type) {
        String[] parts = type.getClassName().split("[.$]");
        String name = parts[parts.length - 1];
        note(type.getAnnotations(), name);
        type.getDeclaredMethods()
                .forEach(method ->
                        note(method.getAnnotations(), name + "#" + method.getMethodName()));
    }

    private static void note(MergedAnnotations annotations, String test) {
        annotations.stream(Asvs.class)
                .map(MergedAnnotation::synthesize)
                .flatMap(requirement -> Stream.of(requirement.value()))
                .forEach(number -> shown.computeIfAbsent(number, _ -> new TreeSet<>()).add(test));
    }
}
