package researchpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A document that names something that is gone is a bug.
class DocsTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern PATH =
            Pattern.compile(
                    "\\.?/?[\\w.-]+(/[\\w.-]+)+/?|[\\w-]+\\.(md|xml|yml|properties|sql|sh)|\\./\\w+");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]\\w*[a-z]\\w*");
    private static final Pattern COMMAND = Pattern.compile("\\./run ([a-z-]+)\\b.*");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md"})
    void namesOnlyWhatExists(String document) throws IOException {
        String text = Files.readString(PROJECT.resolve(document));
        Set<String> types = typesOfTheProject();
        List<String> missing = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!link.group(1).contains("://") && !exists(link.group(1))) {
                missing.add("link " + link.group(1));
            }
        }
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            check(code.group(1), types, missing);
        }
        assertThat(missing).isEmpty();
    }

    private static void check(String code, Set<String> types, List<String> missing) {
        Matcher command = COMMAND.matcher(code);
        if (command.matches() && !commands().contains(command.group(1))) {
            missing.add("command " + code);
        } else if (PATH.matcher(code).matches() && isInTheTree(code) && !exists(code)) {
            missing.add("path " + code);
        } else if (TYPE.matcher(code).matches() && !types.contains(code)) {
            missing.add("type " + code);
        }
    }

    private static Set<String> commands() {
        return Set.of(
                "serve",
                "ingest",
                "upload",
                "samples",
                "backup",
                "restore",
                "doctor",
                "smoke",
                "search",
                "ask",
                "status",
                "reconcile",
                "sources",
                "index",
                "people",
                "secrets",
                "eval",
                "eval-answers",
                "init-production-db",
                "models",
                "costs",
                "takeover");
    }

    /// Routes of the API and of the state folder look like paths, too.
    private static boolean isInTheTree(String code) {
        return !code.equals("./var")
                        && code.matches(
                                "(\\./|src/|docs/|samples|scripts/|\\.ci/|\\.mvn/|researchpaas/).*")
                || code.matches("[\\w-]+\\.(md|xml|sh)");
    }

    private static boolean exists(String path) {
        return Stream.of(
                        "",
                        "docs/",
                        "src/main/java/",
                        "src/main/java/researchpaas/",
                        "src/test/java/researchpaas/")
                .anyMatch(folder -> Files.exists(PROJECT.resolve(folder + path)));
    }

    /// Java's own names may be mentioned; they are listed here so that a typo cannot pass for one.
    private static Set<String> typesOfTheProject() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("src"))) {
            Set<String> types =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .map(name -> name.substring(0, name.length() - ".java".length()))
                            .collect(Collectors.toSet());
            types.addAll(Set.of("Optional", "IllegalArgument", "IllegalState", "Extraction"));
            return types;
        }
    }
}
