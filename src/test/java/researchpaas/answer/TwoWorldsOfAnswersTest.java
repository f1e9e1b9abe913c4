package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.document.Category;

/// A library with and without documents that the reader may not see gives the same prompts and the
/// same answers, to the letter.
class TwoWorldsOfAnswersTest {
    private static final List<String> QUESTIONS =
            List.of(
                    "Why do moths circle street lamps at night?",
                    "How many lamps were replaced in the campus, and what changed?",
                    "蛾が街灯に集まるのはなぜですか?",
                    "What did the secret committee decide about the lamps?",
                    "Which data on lamps and moths are there?",
                    "極秘の会議では街灯について何が決まったか?");

    private static final Set<Principal> FACULTY = Set.of(new Principal("role:faculty"));

    @Test
    void answersAsIfForbiddenDocumentsWereNotThere(@TempDir Path home) {
        List<String> without;
        try (AnswerWorld world = new AnswerWorld(home.resolve("one"))) {
            fill(world);
            without = everything(world);
        }
        try (AnswerWorld world = new AnswerWorld(home.resolve("other"))) {
            fill(world);
            for (int i = 0; i < 30; i++) {
                world.publish(
                        FACULTY,
                        i % 2 == 0 ? Category.PAPER : Category.DATASET,
                        "secret/" + i + "/a.txt",
                        "Moths and street lamps, secret part " + i,
                        "The secret committee decided that moths circle street lamps "
                                + i
                                + " times at night.",
                        "極秘の会議では、街灯に集まる蛾について第" + i + "号の決定がなされた。");
            }
            world.add(FACULTY, Category.PAPER, "secret/last.txt", "Lamps", "A secret on lamps.");

            assertThat(everything(world)).isEqualTo(without);
        }
        assertThat(without).noneMatch(said -> said.contains("第3号"));
    }

    private static void fill(AnswerWorld world) {
        world.add(
                "moths.txt",
                "Moths at street lamps",
                "Moths circle street lamps because the light confuses their sense of up and down.",
                "On the campus 48 lamps were replaced in May; a third fewer moths were counted in June.");
        world.add("ja.txt", "街灯に集まる昆虫", "蛾が街灯に集まるのは、光が上下の感覚を乱すためである。青色の少ない街灯では数が減った。");
        world.add(
                Set.of(Principal.ANYONE),
                Category.DATASET,
                "data/moths/readme.txt",
                "Counts of moths at lamps",
                "Counts of moths at 48 street lamps, each night from May to July.");
    }

    /// Prompts but for their random marks, and answers but for what they took.
    private static List<String> everything(AnswerWorld world) {
        List<String> all = new ArrayList<>();
        ScriptedModel model = ObedientModel.knowing(List.of());
        for (String question : QUESTIONS) {
            all.add(said(world.ask(question)));
            all.add(said(world.ask(question, model)));
        }
        model.prompts()
                .forEach(prompt ->
                        all.add(prompt.toString().replaceAll("<<[0-9a-f]{16} ", "<<mark ")));
        return all;
    }

    private static String said(Answer answer) {
        StringBuilder said = new StringBuilder(answer.getClass().getSimpleName());
        answer.statements()
                .forEach(one -> {
                    said.append('\n').append(one.text()).append(one.marked());
                    one.citations()
                            .forEach(cited ->
                                    said.append(cited.document())
                                            .append(cited.title())
                                            .append(cited.quote())
                                            .append(cited.page()));
                });
        answer.related().forEach(one -> said.append('\n').append(one.document().title()));
        answer.datasets()
                .forEach(one ->
                        said.append('\n')
                                .append(one.document().title())
                                .append(one.points())
                                .append(one.words()));
        answer.nextActions().forEach(next -> said.append('\n').append(named(next)));
        said.append('\n').append(answer.trace().searched()).append(answer.trace().withheld());
        answer.trace().read().forEach(read -> said.append(read.document()).append(read.cited()));
        return said.toString();
    }

    private static String named(NextAction next) {
        return switch (next) {
            case NextAction.ReadDocument(var document, int page) -> document.title() + page;
            case NextAction.OpenDataset(var dataset) -> dataset.title();
            case NextAction.SearchFor(String words) -> words;
            case NextAction.AskOtherwise() -> "otherwise";
            case NextAction.AddDocuments() -> "add";
            case NextAction.Proposed(Statement statement) -> statement.text();
        };
    }
}
