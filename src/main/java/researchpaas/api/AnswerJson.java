package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.Answer;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.Citation;
import researchpaas.answer.Kept;
import researchpaas.answer.Statement;
import researchpaas.document.Box;
import researchpaas.document.Document;
import researchpaas.document.DocumentKey;

/// An answer as programs get it.
@Schema(name = "Answer")
record AnswerJson(
        @Schema(
                        description =
                                "grounded: written by a model, and proved. extractive: the sources' own sentences. not_found: the library does not say it.",
                        allowableValues = {"grounded", "extractive", "not_found"})
                String outcome,
        List<StatementJson> statements,
        @JsonProperty("related_documents") List<LinkedDocument> relatedDocuments,
        @JsonProperty("relevant_datasets") List<DatasetJson> relevantDatasets,
        @JsonProperty("next_actions") List<ActionJson> nextActions,
        @Schema(
                        description =
                                "Why no model wrote, as a sentence in the language asked for; null where one did.")
                @Nullable String notice,
        @Schema(description = "Where it is kept; null where it is not.") @Nullable KeptJson kept,
        ReceiptJson receipt) {

    static AnswerJson of(
            Answer answer, @Nullable Kept kept, ReceiptJson receipt, AnswerWords words) {
        return new AnswerJson(
                words.outcome(answer),
                answer.statements().stream().map(StatementJson::of).toList(),
                answer.related().stream()
                        .map(related -> LinkedDocument.of(related.document()))
                        .toList(),
                answer.datasets().stream().map(DatasetJson::of).toList(),
                answer.nextActions().stream().map(words::action).toList(),
                words.without(answer.trace().without()),
                kept == null ? null : new KeptJson(kept.conversation().value(), kept.ordinal()),
                receipt);
    }

    @Schema(name = "KeptAnswer")
    record KeptJson(
            long conversation,
            @Schema(description = "The number of the question in the conversation, from 1.")
                    int exchange) {}

    @Schema(name = "Statement")
    record StatementJson(
            String text,
            @Schema(description = "Proved in a part only.") boolean marked,
            List<CitationJson> citations) {
        static StatementJson of(Statement statement) {
            return new StatementJson(
                    statement.text(),
                    statement.marked(),
                    statement.citations().stream().map(CitationJson::of).toList());
        }
    }

    @Schema(name = "Citation", description = "Words that stand in a source, and where.")
    record CitationJson(
            @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            @Schema(description = "The document's number within its category.") long id,
            String title,
            @Schema(
                            description =
                                    "The file's number, for /documents/{category}/{number}/pages/{page}?file=")
                    long file,
            int page,
            @Schema(description = "Offset in the page's text, UTF-16 units.") int start,
            int end,
            @Schema(description = "The words as they stand in the source.") String quote,
            @Schema(
                            description =
                                    "Where on the paper, in points from the top left corner; empty for a format without pages.")
                    List<BoxJson> boxes,
            @Schema(description = "The page on this server, with the words marked.") String url) {
        static CitationJson of(Citation citation) {
            return new CitationJson(
                    citation.document().category().word(),
                    citation.document().number(),
                    citation.title(),
                    citation.file().value(),
                    citation.page(),
                    citation.start(),
                    citation.end(),
                    citation.quote(),
                    citation.boxes().stream().map(BoxJson::of).toList(),
                    url(citation));
        }

        private static String url(Citation citation) {
            return "%s?file=%d&page=%d&from=%d&to=%d#passage"
                    .formatted(
                            LinkedDocument.url(citation.document()),
                            citation.file().value(),
                            citation.page(),
                            citation.start(),
                            citation.end());
        }
    }

    @Schema(name = "CitedBox")
    record BoxJson(float x, float y, float width, float height) {
        static BoxJson of(Box box) {
            return new BoxJson(box.x(), box.y(), box.width(), box.height());
        }
    }

    @Schema(name = "LinkedDocument")
    record LinkedDocument(
            @JsonUnwrapped DocumentJson document,
            @Schema(description = "The document's page on this server.") String url) {
        static LinkedDocument of(Document document) {
            return new LinkedDocument(DocumentJson.of(document), url(document.key()));
        }

        static String url(DocumentKey key) {
            return "/library/" + key.category().word() + "/" + key.number();
        }
    }

    @Schema(name = "RelevantDataset")
    record DatasetJson(
            @JsonUnwrapped DocumentJson document,
            @Schema(
                            description =
                                    "3 for each of the question's words in its name or description, 5 where the name has it; at least 5 in all.")
                    int points,
            @Schema(description = "The question's words that it holds.") List<String> words,
            String url) {
        static DatasetJson of(RelevantDataset dataset) {
            return new DatasetJson(
                    DocumentJson.of(dataset.document()),
                    dataset.points(),
                    dataset.words(),
                    LinkedDocument.url(dataset.document().key()));
        }
    }

    @Schema(name = "NextAction")
    record ActionJson(
            @Schema(
                            allowableValues = {
                                "read_document",
                                "open_dataset",
                                "search_for",
                                "ask_otherwise",
                                "add_documents",
                                "proposed"
                            })
                    String kind,
            @Schema(description = "As a sentence, in the language asked for.") String text,
            @Schema(description = "Where it is done on this server; else null.")
                    @Nullable String url,
            @Schema(description = "What proves it; only for proposed.")
                    List<CitationJson> citations) {}
}
