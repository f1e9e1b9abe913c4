package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.Diagnosis.Topic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private static final Pattern KEY =
            Pattern.compile(
                    "Diagnosis\\s*\\.(ok|warning|wrong|notChecked)\\(\\s*Topic\\.\\w+,\\s*\"([\\w.]+)\"");

    private final ResourceBundle sentences = ResourceBundle.getBundle("cli", Locale.ENGLISH);

    @TempDir Path folder;

    @Test
    void saysWhatIsWrongInAConfigurationThatDoesNotStartAndShowsNoSecret() throws Exception {
        Program.Ended ended =
                new Program(folder, null)
                        .with("PAAS_ENVIRONMENT", "production")
                        .with("DATABASE_URL", "postgresql://library:geheim1@127.0.0.1:1/library")
                        .with("JWT_SECRET_KEY", "geheim2")
                        .with("SECRETS_KEY", "geheim3")
                        .with("GOOGLE_OAUTH_CLIENT_SECRET", "geheim4")
                        .with("GOOGLE_DRIVE_CREDENTIALS_JSON", "geheim5")
                        .with("VECTOR_SEARCH_PROVIDER", "qdrant")
                        .with("QDRANT_HOST", "127.0.0.1:1")
                        .with("QDRANT_API_KEY", "geheim6")
                        .with("GEMINI_API_KEY", "geheim7")
                        .with("GEMINI_BASE_URL", "http://127.0.0.1:1")
                        .with("LUCENE_VECTORS", "geheim8")
                        .with("RESEARCH_PAAS_HOEM", "geheim9")
                        .run("doctor", "--json");

        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out() + ended.err()).doesNotContain("geheim");
        JsonNode report = JsonMapper.shared().readTree(ended.out());
        Set<String> wrong = topics(report, "wrong");
        assertThat(wrong).contains("profile", "settings", "database", "secrets", "drive", "qdrant");
        assertThat(topics(report, "warning")).contains("variables", "language_model");
        assertThat(ended.out()).contains("RESEARCH_PAAS_HOME", "LUCENE_VECTORS");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private static Set<String> topics(JsonNode report, String state) {
        return report.path("checks")
                .valueStream()
                .filter(check -> check.path("state").asString().equals(state))
                .map(check -> check.path("topic").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void everythingThatIsFoundHasASentenceAndWhatIsNotRightSaysWhatToDo() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Topic topic : Topic.values()) {
            demand("doctor.topic." + topic, missing);
        }
        for (State state : State.values()) {
            demand("doctor.state." + state, missing);
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .map(DoctorCommandTest::read)
                    .flatMap(source -> KEY.matcher(source).results())
                    .forEach(found -> {
                        // a name that begins with a constant's is completed by it
                        if (!found.group(2).endsWith(".")) {
                            demand("doctor.found." + found.group(2), missing);
                            if (found.group(1).startsWith("w")) {
                                demand("doctor.do." + found.group(2), missing);
                            }
                        }
                    });
        }
        assertThat(missing).isEmpty();
    }

    private void demand(String key, Set<String> missing) {
        if (!sentences.containsKey(key)) {
            missing.add(key);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
