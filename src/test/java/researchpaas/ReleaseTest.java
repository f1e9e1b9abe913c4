package researchpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a release says of itself in several places is the same, and what it may not hold stops it.
class ReleaseTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void saysOneVersionAndOneDayEverywhere() throws IOException {
        String pom = Files.readString(PROJECT.resolve("pom.xml"));
        String version = first("<artifactId>research-paas</artifactId>\\s*<version>(.+?)<", pom);
        if (version.endsWith("-SNAPSHOT")) {
            return;
        }
        String day = first("<project.build.outputTimestamp>(.{10})T", pom);
        String citation = Files.readString(PROJECT.resolve("CITATION.cff"));
        assertThat(first("(?m)^version: (.+)$", citation)).isEqualTo(version);
        assertThat(first("(?m)^date-released: \"(.+)\"$", citation)).isEqualTo(day);
        assertThat(Files.readString(PROJECT.resolve("CHANGELOG.md")))
                .contains("\n## " + version + " (" + day + ")\n");
    }

    @Test
    void writesTheNoticesOfAllowedParts() throws Exception {
        assertThat(notices("MIT")).isZero();
        assertThat(folder.resolve("META-INF/THIRD-PARTY-NOTICES.txt"))
                .content()
                .contains("org.example:part 1.0\n    MIT or GPL-3.0-only\n");
        assertThat(folder.resolve("META-INF/LICENSE"))
                .hasSameTextualContentAs(PROJECT.resolve("LICENSE"));
        assertThat(folder.resolve("META-INF/NOTICE")).content().contains("EJDict", "Sudachi");
    }

    @Test
    void stopsAtALicenceThatIsNotAllowed() throws Exception {
        assertThat(notices("AGPL-3.0-only")).isEqualTo(1);
        assertThat(folder.resolve("log"))
                .content()
                .contains("org.example:part 1.0: [AGPL-3.0-only, GPL-3.0-only]");
        assertThat(folder.resolve("META-INF")).doesNotExist();
    }

    private int notices(String licence) throws IOException, InterruptedException {
        Path sbom =
                Files.writeString(
                        folder.resolve("sbom.json"),
                        """
                        {"components": [{"group": "org.example", "name": "part", "version": "1.0",
                          "licenses": [{"license": {"id": "%s"}}, {"license": {"name": "GPL-3.0-only"}}]}]}
                        """
                                .formatted(licence));
        Process process =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        PROJECT.resolve("tools/release/Notices.java").toString(),
                                        sbom.toString(),
                                        PROJECT.resolve("tools/release/allowed-licences.txt")
                                                .toString(),
                                        PROJECT.resolve("LICENSE").toString(),
                                        folder.resolve("META-INF").toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
