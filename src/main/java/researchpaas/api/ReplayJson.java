package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.ReplayAnswer.Outcome.Replayed;
import researchpaas.answer.ReplayAnswer.PassageChange;
import researchpaas.answer.ReplayAnswer.StatementChange;
import researchpaas.api.ReceiptJson.IndexJson;
import researchpaas.document.Document;

/// An earlier question asked again, beside what was answered then.
@Schema(name = "Replay")
record ReplayJson(
        @Schema(description = "The index then.") IndexJson before,
        @Schema(description = "The index now.") IndexJson after,
        @JsonProperty("index_moved") boolean indexMoved,
        List<PassageChangeJson> passages,
        List<StatementChangeJson> statements,
        @Schema(description = "The answer of now; it is not kept.") AnswerJson answer) {

    static ReplayJson of(Replayed replayed, AnswerJson answer) {
        return new ReplayJson(
                IndexJson.of(replayed.before().kept().receipt().index()),
                IndexJson.of(replayed.now().trace().index()),
                replayed.indexMoved(),
                replayed.passages().stream().map(PassageChangeJson::of).toList(),
                replayed.statements().stream().map(StatementChangeJson::of).toList(),
                answer);
    }

    @Schema(name = "PassageChange")
    record PassageChangeJson(
            @Schema(allowableValues = {"same", "changed", "not_chosen", "gone", "new"})
                    String change,
            @Nullable String category,
            @Schema(description = "The document's number; null when it is not to be seen any more.")
                    @Nullable Long id,
            @Nullable String title,
            int page) {
        static PassageChangeJson of(PassageChange change) {
            Document document = change.document();
            return new PassageChangeJson(
                    ConversationJson.word(change.change()),
                    document == null ? null : document.key().category().word(),
                    document == null ? null : document.key().number(),
                    document == null ? null : document.title(),
                    change.page());
        }
    }

    @Schema(name = "StatementChange")
    record StatementChangeJson(
            @Schema(allowableValues = {"same", "gone", "new"}) String change,
            @Schema(description = "Null when it may not be shown any more.")
                    @Nullable String text) {
        static StatementChangeJson of(StatementChange change) {
            return new StatementChangeJson(ConversationJson.word(change.change()), change.text());
        }
    }
}
