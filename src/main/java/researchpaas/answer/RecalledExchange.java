package researchpaas.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.document.Document;
import researchpaas.document.FileId;

/// An exchange as its owner may read it today: its sources were read again, through the gate.
///
/// @param statements the answer's, in its order; those that are hidden too
/// @param related those that the reader still sees
/// @param actions those that are still possible
/// @param read what the answer was made from, as the receipt has it
public record RecalledExchange(
        KeptExchange kept,
        List<RecalledStatement> statements,
        List<Document> related,
        List<RelevantDataset> datasets,
        List<NextAction> actions,
        List<RecalledPassage> read) {
    public RecalledExchange {
        statements = List.copyOf(statements);
        related = List.copyOf(related);
        datasets = List.copyOf(datasets);
        actions = List.copyOf(actions);
        read = List.copyOf(read);
    }

    /// The worst that has become of a statement.
    public State state() {
        return statements.stream()
                .map(RecalledStatement::state)
                .reduce(State.STANDS, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /// From best to worst.
    public enum State {
        /// The quoted words stand in the source as they did.
        STANDS,
        /// The source was changed since, and some of the words are not there any more.
        CHANGED,
        /// A source was deleted, or is not for this reader any more. Nothing is shown that was made
        /// from it.
        HIDDEN
    }

    /// @param text absent when there is nothing that may be shown, or nothing left to show
    public record RecalledStatement(
            @Nullable String text, boolean marked, State state, List<RecalledCitation> citations) {
        public RecalledStatement {
            citations = List.copyOf(citations);
        }
    }

    /// @param document absent when the reader does not see it any more
    public record RecalledPassage(UsedPassage used, @Nullable Document document) {
        /// The document has been published anew since.
        public boolean isRenewed() {
            return document != null && document.updatedAt().isAfter(used.version());
        }
    }

    public sealed interface RecalledCitation {
        record Stands(Citation citation) implements RecalledCitation {}

        /// @param page on which the words stood
        record Changed(Document document, FileId file, int page) implements RecalledCitation {}
    }
}
