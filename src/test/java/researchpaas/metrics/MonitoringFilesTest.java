package researchpaas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a monitoring system is given to read. Whether the figures exist that it names is
/// [MetricsTest]'s business.
class MonitoringFilesTest {
    static final Path FOLDER = Path.of("monitoring");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    @Test
    void prometheusUnderstandsTheRulesAndEachAlertFiresAndIsSilentWhileAllIsWell()
            throws Exception {
        promtool("check", "rules", "alerts.yml");
        promtool("test", "rules", "alerts-test.yml");
        promtool("check", "config", "--syntax-only", "prometheus.yml");
    }

    @Test
    void noAlertIsUntried() throws IOException {
        String tests = Files.readString(FOLDER.resolve("alerts-test.yml"));
        Set<String> untried = alerts();
        untried.removeIf(alert -> tests.contains("ALERTS{alertname=\"" + alert + "\""));
        assertThat(untried).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/monitoring.md", "docs/monitoring.ja.md"})
    void eachAlertHasItsPageOfWhatToDo(String document) throws IOException {
        Set<String> explained =
                Pattern.compile("(?m)^### (\\w+)$")
                        .matcher(Files.readString(Path.of(document)))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained).isEqualTo(alerts());
    }

    @Test
    void eachAlertLeadsToItsOwnPage() throws IOException {
        String rules = Files.readString(FOLDER.resolve("alerts.yml"));
        Set<String> links =
                Pattern.compile("runbook_url: docs/monitoring\\.md#(\\w+)")
                        .matcher(rules)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(links)
                .isEqualTo(
                        alerts().stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theDashboardAsksWhateverDataSourceItIsGiven() throws IOException {
        JsonNode dashboard =
                JsonMapper.shared()
                        .readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
        assertThat(dashboard.path("templating").path("list").findValuesAsString("type"))
                .contains("datasource");
        List<String> sources = dashboard.path("panels").findValuesAsString("uid");
        assertThat(sources).hasSizeGreaterThan(30).containsOnly("${datasource}");
    }

    private static Set<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(FOLDER.resolve("alerts.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Path tool = tool();
        Process process =
                new ProcessBuilder(
                                Stream.concat(Stream.of(tool.toString()), Arrays.stream(arguments))
                                        .toList())
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static Path tool() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(MonitoringFilesTest::missing);
    }

    private static Path missing() {
        String what =
                "promtool is not on the PATH: the alert rules were not tried (Debian: prometheus)";
        if ("true".equals(System.getenv("CI"))) {
            return fail(what);
        }
        return abort(what);
    }
}
