package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.Conversation;
import researchpaas.answer.KeptExchange;
import researchpaas.answer.RecallConversation.Recalled;
import researchpaas.answer.RecalledExchange;
import researchpaas.answer.RecalledExchange.RecalledCitation;
import researchpaas.answer.RecalledExchange.RecalledStatement;
import researchpaas.answer.RecalledExchange.State;
import researchpaas.api.AnswerJson.ActionJson;
import researchpaas.api.AnswerJson.CitationJson;
import researchpaas.api.AnswerJson.DatasetJson;
import researchpaas.api.AnswerJson.LinkedDocument;
import researchpaas.document.Document;
import researchpaas.document.FileId;

/// A conversation with its questions and answers, as its owner may read them now.
@Schema(name = "Conversation")
record ConversationJson(
        long id,
        String title,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        List<ExchangeJson> exchanges) {

    static ConversationJson of(Recalled recalled, AnswerWords words) {
        Conversation conversation = recalled.conversation();
        return new ConversationJson(
                conversation.id().value(),
                conversation.title(),
                conversation.createdAt(),
                conversation.updatedAt(),
                recalled.exchanges().stream()
                        .map(exchange -> ExchangeJson.of(exchange, words))
                        .toList());
    }

    @Schema(name = "ConversationInList")
    record Head(
            long id,
            String title,
            @Schema(description = "How many questions it has.") int exchanges,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("updated_at") Instant updatedAt) {
        static Head of(Conversation conversation) {
            return new Head(
                    conversation.id().value(),
                    conversation.title(),
                    conversation.exchanges(),
                    conversation.createdAt(),
                    conversation.updatedAt());
        }
    }

    @Schema(name = "Exchange", description = "A question and its answer.")
    record ExchangeJson(
            @Schema(description = "From 1.") int number,
            @JsonProperty("asked_at") Instant askedAt,
            String question,
            @Schema(allowableValues = {"general", "database", "planning"}) String kind,
            @Schema(allowableValues = {"grounded", "extractive", "not_found"}) String outcome,
            @Schema(
                            description =
                                    "What has become of its sources, at worst: they stand, were changed, or are not to be seen any more.",
                            allowableValues = {"stands", "changed", "hidden"})
                    String state,
            @Schema(description = "The same as a sentence; null where they stand.")
                    @Nullable String notice,
            List<RecalledJson> statements,
            @JsonProperty("related_documents") List<LinkedDocument> relatedDocuments,
            @JsonProperty("relevant_datasets") List<DatasetJson> relevantDatasets,
            @JsonProperty("next_actions") List<ActionJson> nextActions,
            ReceiptJson receipt) {
        static ExchangeJson of(RecalledExchange exchange, AnswerWords words) {
            KeptExchange kept = exchange.kept();
            State state = exchange.state();
            return new ExchangeJson(
                    kept.ordinal(),
                    kept.at(),
                    kept.question(),
                    kept.kind().word(),
                    word(kept.outcome()),
                    word(state),
                    state == State.STANDS ? null : words.text("answer.state." + state),
                    exchange.statements().stream().map(RecalledJson::of).toList(),
                    exchange.related().stream().map(LinkedDocument::of).toList(),
                    exchange.datasets().stream().map(DatasetJson::of).toList(),
                    exchange.actions().stream().map(words::action).toList(),
                    ReceiptJson.of(exchange));
        }
    }

    @Schema(name = "EarlierStatement")
    record RecalledJson(
            @Schema(
                            description =
                                    "Null when it may not be shown any more, or nothing is left of it.")
                    @Nullable String text,
            boolean marked,
            @Schema(allowableValues = {"stands", "changed", "hidden"}) String state,
            @Schema(description = "Whose words stand in the source today.")
                    List<CitationJson> citations,
            @Schema(description = "Whose words are not in the source any more.")
                    List<ChangedJson> changed) {
        static RecalledJson of(RecalledStatement statement) {
            return new RecalledJson(
                    statement.text(),
                    statement.marked(),
                    word(statement.state()),
                    statement.citations().stream()
                            .filter(RecalledCitation.Stands.class::isInstance)
                            .map(found ->
                                    CitationJson.of(((RecalledCitation.Stands) found).citation()))
                            .toList(),
                    statement.citations().stream()
                            .filter(RecalledCitation.Changed.class::isInstance)
                            .map(found -> ChangedJson.of((RecalledCitation.Changed) found))
                            .toList());
        }
    }

    @Schema(name = "ChangedCitation")
    record ChangedJson(
            @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            long id,
            String title,
            long file,
            @Schema(description = "On which they stood.") int page,
            String url) {
        static ChangedJson of(RecalledCitation.Changed changed) {
            Document document = changed.document();
            FileId file = changed.file();
            return new ChangedJson(
                    document.key().category().word(),
                    document.key().number(),
                    document.title(),
                    file.value(),
                    changed.page(),
                    LinkedDocument.url(document.key()) + "?file=" + file.value());
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
