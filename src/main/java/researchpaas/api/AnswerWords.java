package researchpaas.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.answer.Answer;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.NextAction;
import researchpaas.answer.Statement;
import researchpaas.api.AnswerJson.ActionJson;
import researchpaas.api.AnswerJson.CitationJson;
import researchpaas.api.AnswerJson.LinkedDocument;
import researchpaas.document.Document;

/// What of an answer is said in the caller's language.
record AnswerWords(MessageSource messages, Locale locale) {
    String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Grounded _ -> "grounded";
            case Answer.Extractive _ -> "extractive";
            case Answer.NotFound _ -> "not_found";
        };
    }

    @Nullable String without(@Nullable Why why) {
        return why == null ? null : text("answer.without." + why);
    }

    ActionJson action(NextAction action) {
        return switch (action) {
            case NextAction.ReadDocument(Document document, int page) ->
                    action(
                            "read_document",
                            text("answer.action.read", document.title(), String.valueOf(page)),
                            url(document) + "?page=" + page);
            case NextAction.OpenDataset(Document dataset) ->
                    action(
                            "open_dataset",
                            text("answer.action.dataset", dataset.title()),
                            url(dataset));
            case NextAction.SearchFor(String words) ->
                    action(
                            "search_for",
                            text("answer.action.search", words),
                            UriComponentsBuilder.fromPath("/")
                                    .queryParam("q", "{q}")
                                    .encode()
                                    .buildAndExpand(words)
                                    .toUriString());
            case NextAction.AskOtherwise() ->
                    action("ask_otherwise", text("answer.action.otherwise"), null);
            case NextAction.AddDocuments() ->
                    action("add_documents", text("answer.action.add"), null);
            case NextAction.Proposed(Statement statement) ->
                    new ActionJson(
                            "proposed",
                            statement.text(),
                            null,
                            statement.citations().stream().map(CitationJson::of).toList());
        };
    }

    private static ActionJson action(String kind, String text, @Nullable String url) {
        return new ActionJson(kind, text, url, List.of());
    }

    private static String url(Document document) {
        return LinkedDocument.url(document.key());
    }

    String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
