package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import researchpaas.ResearchPaas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What search must reach on collections that are not part of the project, by `research-paas eval`.
class RetrievalFloorsTest {
    private static final Path DATA =
            Path.of(System.getProperty("research-paas.data", "../shared/data"));

    @Test
    void holdsTheFloorInJapanese() {
        JsonNode report = evaluate("jaquad-dev");

        assertThat(ndcg(report, "words")).isGreaterThanOrEqualTo(.92);
        assertThat(ndcg(report, "hybrid")).isGreaterThanOrEqualTo(ndcg(report, "words"));
    }

    /// Its vectors take minutes.
    @Test
    @Tag("long")
    void holdsTheFloorInScientificEnglish() {
        JsonNode report = evaluate("scifact");

        assertThat(ndcg(report, "hybrid"))
                .isGreaterThanOrEqualTo(.72)
                .isGreaterThanOrEqualTo(ndcg(report, "words"))
                .isGreaterThanOrEqualTo(ndcg(report, "meaning"));
    }

    private static double ndcg(JsonNode report, String leg) {
        return report.path(leg).path("ndcg10").asDouble();
    }

    private static JsonNode evaluate(String collection) {
        Path folder = DATA.resolve(collection);
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED: the test collection is not at " + folder);
        }
        assumeThat(folder).isDirectory();
        PrintStream out = System.out;
        PrintStream err = System.err;
        var result = new ByteArrayOutputStream();
        System.setOut(new PrintStream(result, true, StandardCharsets.UTF_8));
        try {
            int code = CommandLineDoor.run(ResearchPaas.class, "eval", "--json", folder.toString());
            assertThat(code).isZero();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        String json = result.toString(StandardCharsets.UTF_8);
        out.println(json);
        return JsonMapper.shared().readTree(json);
    }
}
