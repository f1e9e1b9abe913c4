package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import researchpaas.answer.Answer.RelatedDocument;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.Question.Kind;
import researchpaas.answer.QuestionWords.Word;

/// What the reader can do next, from what was found; nothing in it is made up.
final class NextSteps {
    private static final int MOST_READ = 2;
    private static final int MOST_WORDS = 4;

    private NextSteps() {}

    static List<NextAction> after(
            Kind kind,
            List<RelatedDocument> related,
            List<RelevantDataset> datasets,
            Material material) {
        List<NextAction> actions = new ArrayList<>();
        if (kind == Kind.DATABASE) {
            addDatasets(datasets, actions);
            addReading(related, actions);
        } else {
            addReading(related, actions);
            addDatasets(datasets, actions);
        }
        List<String> telling =
                material.translated().words().stream()
                        .filter(Word::known)
                        .map(Word::written)
                        .limit(MOST_WORDS)
                        .toList();
        if (!telling.isEmpty()) {
            actions.add(new NextAction.SearchFor(String.join(" ", telling)));
        }
        return actions;
    }

    static List<NextAction> afterNothing(List<RelatedDocument> related) {
        return related.isEmpty()
                ? List.of(new NextAction.AskOtherwise(), new NextAction.AddDocuments())
                : List.of(
                        new NextAction.AskOtherwise(),
                        new NextAction.ReadDocument(
                                related.getFirst().document(), page(related.getFirst())),
                        new NextAction.AddDocuments());
    }

    private static void addReading(List<RelatedDocument> related, List<NextAction> actions) {
        related.stream()
                .limit(MOST_READ)
                .map(one -> new NextAction.ReadDocument(one.document(), page(one)))
                .forEach(actions::add);
    }

    private static void addDatasets(List<RelevantDataset> datasets, List<NextAction> actions) {
        datasets.stream()
                .limit(1)
                .map(one -> new NextAction.OpenDataset(one.document()))
                .forEach(actions::add);
    }

    private static int page(RelatedDocument related) {
        var best = related.best();
        return best == null ? 1 : best.firstPage();
    }
}
