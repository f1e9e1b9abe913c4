package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.account.Reader;
import researchpaas.answer.Answer;
import researchpaas.answer.AnswerQuestion;
import researchpaas.answer.Question;
import researchpaas.answer.Statement;
import researchpaas.document.Documents;
import researchpaas.operate.AnswerQuestions.Answerable;
import researchpaas.operate.AnswerQuestions.Asked;
import researchpaas.operate.AnswerQuestions.Place;
import researchpaas.operate.EvaluateAnswers.Measured;
import tools.jackson.databind.json.JsonMapper;

/// The figures of answers without a model over the samples, within a minute: `-Danswers.home=`
/// names a folder that keeps the library from one run to the next, `-Danswers.questions=` the
/// question sets (separated by commas), `-Danswers.library=` the folder that they are asked of
/// where that is another than the samples (then in a home of its own), `-Danswers.details=true`
/// says which questions go wrong and what was found for them.
@Tag("long")
@SpringBootTest(properties = "research-paas.llm.provider=none")
class AnswersWithoutModelTest {
    private static final Path TUNED = Path.of("samples-src/answers.tsv");

    @TempDir static Path scratch;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        String kept = System.getProperty("answers.home");
        Path home = kept == null ? scratch : Path.of(kept);
        registry.add("research-paas.home", home::toString);
        registry.add("research-paas.database.path", () -> home.resolve("library.db").toString());
        registry.add(
                "research-paas.folder.root",
                () ->
                        Path.of(System.getProperty("answers.library", "samples"))
                                .toAbsolutePath()
                                .toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
    }

    @Autowired EvaluateAnswers evaluate;
    @Autowired AnswerQuestions questions;
    @Autowired AnswerQuestion answer;
    @Autowired Documents documents;

    @Test
    void mostOfTheEvidenceIsCitedAndFewAreRefused() throws Exception {
        for (String name : System.getProperty("answers.questions", TUNED.toString()).split(",")) {
            Path file = Path.of(name);
            EvaluateAnswers.Report report = evaluate.evaluate(file);
            System.out.println(file + " " + JsonMapper.shared().writeValueAsString(report));
            if (Boolean.getBoolean("answers.details")) {
                questions.read(file).forEach(this::tell);
            }
            Measured all = report.all();
            assertThat(all.proved()).isEqualTo(1);
            if (System.getProperty("answers.library") != null) {
                continue;
            }
            assertThat(all.refusedOff()).isGreaterThanOrEqualTo(.95);
            assertThat(all.recall()).isGreaterThanOrEqualTo(.8);
            if (file.equals(TUNED)) {
                assertThat(all.recall()).isGreaterThanOrEqualTo(.9);
            }
        }
    }

    private void tell(Asked asked) {
        Answer given =
                answer.answer(
                        new Question(asked.question(), asked.kind(), null, List.of()),
                        Reader.local(),
                        _ -> {});
        boolean refused = given instanceof Answer.NotFound;
        List<List<Place>> missed =
                asked.needs().stream()
                        .filter(need ->
                                given.statements().stream().noneMatch(one -> says(one, need)))
                        .toList();
        boolean answerable =
                asked.answerable() == Answerable.YES || asked.answerable() == Answerable.PARTLY;
        if (answerable ? refused || !missed.isEmpty() : !refused) {
            System.out.printf(
                    "%n%s %s evidence %.2f %s%n",
                    asked.answerable(),
                    refused ? "REFUSED" : "answered",
                    given.trace().evidence(),
                    asked.question());
            System.out.println("  searched " + given.trace().searched());
            for (List<Place> need : missed) {
                boolean read =
                        given.trace().read().stream()
                                .anyMatch(one ->
                                        documents
                                                .passages(Set.of(one.passage()), Reader.local())
                                                .stream()
                                                .anyMatch(passage ->
                                                        need.stream()
                                                                .anyMatch(place ->
                                                                        plain(passage.shown())
                                                                                .contains(
                                                                                        plain(
                                                                                                place
                                                                                                        .quote())))));
                System.out.println("  missed " + (read ? "(read) " : "(NOT READ) ") + need);
            }
            given.statements().forEach(one -> System.out.println("  - " + one.text()));
        }
    }

    private static boolean says(Statement statement, List<Place> need) {
        return statement.citations().stream()
                .anyMatch(one ->
                        need.stream()
                                .anyMatch(place ->
                                        plain(one.quote()).contains(plain(place.quote()))
                                                || plain(place.quote())
                                                        .contains(plain(one.quote()))));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
