package researchpaas.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.Passage;

/// What the library says to a question. Everything in it the reader may see, at the time of the
/// answer.
public sealed interface Answer {
    /// In the order to be read; empty for [NotFound] alone.
    List<Statement> statements();

    /// The documents that are worth reading on, the cited ones first, none twice, no datasets. For
    /// [NotFound] those that are least far from the question.
    List<RelatedDocument> related();

    /// The best first.
    List<RelevantDataset> datasets();

    List<NextAction> nextActions();

    Trace trace();

    /// Written by a model; every statement is proved.
    record Grounded(
            List<Statement> statements,
            List<RelatedDocument> related,
            List<RelevantDataset> datasets,
            List<NextAction> nextActions,
            Trace trace)
            implements Answer {
        public Grounded {
            statements = List.copyOf(statements);
            related = List.copyOf(related);
            datasets = List.copyOf(datasets);
            nextActions = List.copyOf(nextActions);
        }
    }

    /// The sources' own sentences. Why no model wrote is told by [Trace#without].
    record Extractive(
            List<Statement> statements,
            List<RelatedDocument> related,
            List<RelevantDataset> datasets,
            List<NextAction> nextActions,
            Trace trace)
            implements Answer {
        public Extractive {
            statements = List.copyOf(statements);
            related = List.copyOf(related);
            datasets = List.copyOf(datasets);
            nextActions = List.copyOf(nextActions);
        }
    }

    /// The library does not say it, as far as the reader may see it.
    record NotFound(
            List<RelatedDocument> related,
            List<RelevantDataset> datasets,
            List<NextAction> nextActions,
            Trace trace)
            implements Answer {
        public NotFound {
            related = List.copyOf(related);
            datasets = List.copyOf(datasets);
            nextActions = List.copyOf(nextActions);
        }

        @Override
        public List<Statement> statements() {
            return List.of();
        }
    }

    /// @param best the passage for which it was found; absent where its title or metadata was
    record RelatedDocument(Document document, @Nullable Passage best) {}

    /// @param points 3 for each of the question's words in its name or description, 5 where the
    ///   name has it; at least 5 in all
    /// @param words the question's words that it holds
    record RelevantDataset(Document document, int points, List<String> words) {
        public RelevantDataset {
            words = List.copyOf(words);
        }
    }
}
