package researchpaas.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;

/// A question and its answer as they are kept. There is no text of a source in it, so nothing that
/// was forbidden since can be read from it: [RecallConversation] reads the sources again.
///
/// @param ordinal from 1; 0 before it is kept
/// @param model what was asked for by name
/// @param statements of the answer; behind them those that [KeptAction.Proposed] names
/// @param said how many of the statements are the answer's own
public record KeptExchange(
        int ordinal,
        Instant at,
        String question,
        Question.Kind kind,
        @Nullable String model,
        Outcome outcome,
        List<KeptStatement> statements,
        int said,
        List<DocumentId> related,
        List<KeptDataset> datasets,
        List<KeptAction> actions,
        Receipt receipt) {
    public KeptExchange {
        statements = List.copyOf(statements);
        related = List.copyOf(related);
        datasets = List.copyOf(datasets);
        actions = List.copyOf(actions);
    }

    /// As [Answer] has it. The names are stored.
    public enum Outcome {
        GROUNDED,
        EXTRACTIVE,
        NOT_FOUND
    }

    /// @param text absent where it says what its citations say, one after the other
    public record KeptStatement(
            @Nullable String text, boolean marked, List<KeptCitation> citations) {
        public KeptStatement {
            citations = List.copyOf(citations);
        }
    }

    /// @param hash SHA-256 (hex) of the quoted words
    public record KeptCitation(
            DocumentId document,
            FileId file,
            PassageId passage,
            int page,
            int start,
            int end,
            String hash) {}

    public record KeptDataset(DocumentId document, int points, List<String> words) {
        public KeptDataset {
            words = List.copyOf(words);
        }
    }

    /// As [NextAction] has them.
    public sealed interface KeptAction {
        record ReadDocument(DocumentId document, int page) implements KeptAction {}

        record OpenDataset(DocumentId document) implements KeptAction {}

        record SearchFor(String words) implements KeptAction {}

        record AskOtherwise() implements KeptAction {}

        record AddDocuments() implements KeptAction {}

        /// @param statement place among the exchange's statements
        record Proposed(int statement) implements KeptAction {}
    }

    /// How the answer came about: enough to look at its sources again, and to ask again and
    /// compare.
    ///
    /// @param cost absent where none is known
    public record Receipt(
            List<UsedPassage> passages,
            List<String> searched,
            Trace.@Nullable Written written,
            @Nullable Cost cost,
            ModelUnavailable.@Nullable Why without,
            double evidence,
            int withheld,
            Trace.Index index,
            Trace.Timings timings) {
        public Receipt {
            passages = List.copyOf(passages);
            searched = List.copyOf(searched);
        }

        public Usage usage() {
            return written == null ? Usage.NONE : written.usage();
        }
    }

    /// @param version when the document was published in the form that was read
    /// @param page the first that it stands on
    /// @param hash as [researchpaas.document.Passage] has it
    public record UsedPassage(
            DocumentId document,
            Instant version,
            FileId file,
            PassageId passage,
            int page,
            String hash,
            boolean cited) {}
}
