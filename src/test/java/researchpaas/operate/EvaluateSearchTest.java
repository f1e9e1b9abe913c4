package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class EvaluateSearchTest {
    @TempDir static Path folder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("research-paas.home", () -> folder.resolve("home").toString());
        registry.add(
                "research-paas.database.path", () -> folder.resolve("home/library.db").toString());
        registry.add("research-paas.folder.root", () -> folder.resolve("library").toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
    }

    @Autowired EvaluateSearch evaluate;

    @Test
    void measuresACollectionByTheWayThatFilesAndQuestionsTake() throws Exception {
        Path collection = Files.createDirectories(folder.resolve("insects"));
        Files.createDirectories(folder.resolve("library"));
        Files.writeString(
                collection.resolve("docs.jsonl"),
                """
                {"id": "moth", "title": "Moths at night", "text": "They gather around the lamp."}
                {"id": "bee", "title": "Bees", "text": "A bee dances to tell the way to the flowers."}
                {"id": "ari", "title": "蟻の行列", "text": "蟻は仲間の匂いをたどって列を作る。"}
                """);
        Files.writeString(
                collection.resolve("queries.jsonl"),
                """
                {"id": "q1", "text": "dancing bee"}
                {"id": "q2", "text": "匂いをたどる蟻"}
                {"id": "q3", "text": "nobody judged this"}
                """);
        Files.writeString(collection.resolve("qrels.tsv"), "q1\tbee\t1\nq2\tari\t1\nq2\tmoth\t0\n");

        EvaluateSearch.Report report = evaluate.evaluate(collection, folder.resolve("library"));

        assertThat(report.collection()).isEqualTo("insects");
        assertThat(report.documents()).isEqualTo(3);
        assertThat(report.questions()).isEqualTo(2);
        assertThat(report.words().ndcg10()).isEqualTo(1);
        assertThat(report.words().recall10()).isEqualTo(1);
        assertThat(report.hybrid().ndcg10()).isEqualTo(1);
        // the built-in model knows no Japanese, so the second question finds nothing by meaning
        assertThat(report.meaning().recall10()).isEqualTo(.5);
        Path library = folder.resolve("library");
        assertThatThrownBy(() -> evaluate.evaluate(collection, library))
                .as("a library with documents in it")
                .isInstanceOf(IllegalStateException.class);
    }

    /// Worked by hand: gains 1/log2(3) and 2/log2(4), against 2/log2(2) and 1/log2(3).
    @Test
    void ndcgIsTheGainByRankAgainstTheBestOrder() {
        double third = 1 / (Math.log(3) / Math.log(2));
        assertThat(EvaluateSearch.ndcg(List.of("x", "a", "b"), Map.of("a", 1, "b", 2)))
                .isCloseTo((third + 1) / (2 + third), within(1e-9));
        assertThat(EvaluateSearch.recall(List.of("x", "a"), Map.of("a", 1, "b", 2, "c", 0)))
                .isEqualTo(.5);
    }
}
