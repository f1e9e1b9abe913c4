package researchpaas.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.Citation;
import researchpaas.answer.ConversationId;
import researchpaas.answer.KeptExchange;
import researchpaas.answer.NextAction;
import researchpaas.answer.RecalledExchange;
import researchpaas.answer.RecalledExchange.RecalledCitation;
import researchpaas.answer.RecalledExchange.RecalledStatement;
import researchpaas.answer.RecalledExchange.State;
import researchpaas.answer.Statement;
import researchpaas.document.Document;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.Language;

/// A question with its answer as the page shows it. Keys name sentences of the bundles.
///
/// @param anchor of the exchange within the page
/// @param own the statements are the sources' own words, so quoting them again says nothing
/// @param notice of what has become of its sources; absent when they stand
/// @param without why no model wrote; absent when one did, or when nothing was found
/// @param sources what the statements' numbers lead to, each once
record ExchangeView(
        String anchor,
        String question,
        String questionLanguage,
        String kind,
        @Nullable When asked,
        boolean found,
        boolean own,
        @Nullable String notice,
        @Nullable String without,
        int withheld,
        List<StatementView> statements,
        List<SourceOfAnswer> sources,
        List<LinkView> related,
        List<LinkView> datasets,
        List<ActionView> actions,
        String receipt) {

    static ExchangeView of(RecalledExchange exchange, ConversationId conversation, ZoneId zone) {
        KeptExchange kept = exchange.kept();
        String anchor = "q" + kept.ordinal();
        Sources sources = new Sources(anchor);
        List<StatementView> statements =
                exchange.statements().stream()
                        .map(statement -> StatementView.of(statement, sources))
                        .toList();
        List<ActionView> actions =
                exchange.actions().stream().map(action -> ActionView.of(action, sources)).toList();
        State state = exchange.state();
        boolean found = kept.outcome() != KeptExchange.Outcome.NOT_FOUND;
        var without = kept.receipt().without();
        return new ExchangeView(
                anchor,
                kept.question(),
                Language.of(kept.question()).code(),
                "ask.kind." + kept.kind().word(),
                When.of(kept.at(), zone),
                found,
                kept.outcome() == KeptExchange.Outcome.EXTRACTIVE,
                state == State.STANDS ? null : "answer.state." + state,
                found && without != null ? "answer.without." + without : null,
                kept.receipt().withheld(),
                statements,
                sources.found,
                exchange.related().stream().map(LinkView::of).toList(),
                exchange.datasets().stream().map(LinkView::of).toList(),
                actions,
                "/ask/" + conversation + "/" + kept.ordinal() + "/receipt");
    }

    /// @param text absent when it may not be shown, or nothing is left of it
    /// @param missing says so where there is no text
    record StatementView(
            @Nullable String text,
            String language,
            boolean marked,
            boolean changed,
            String missing,
            List<Integer> numbers) {
        private static StatementView of(RecalledStatement statement, Sources sources) {
            String text = statement.text();
            return new StatementView(
                    text,
                    Language.of(text == null ? "" : text).code(),
                    statement.marked(),
                    statement.state() == State.CHANGED,
                    statement.state() == State.HIDDEN
                            ? "answer.statement.hidden"
                            : "answer.statement.changed",
                    statement.citations().stream().map(sources::number).distinct().toList());
        }
    }

    /// @param quote absent when the words are not there any more
    record SourceOfAnswer(
            int number,
            String anchor,
            String href,
            String title,
            String language,
            String page,
            @Nullable String quote,
            String quoteLanguage) {}

    /// @param words of the question that a dataset holds
    record LinkView(
            String href, String title, String language, String category, List<String> words) {
        static LinkView of(Document document) {
            return of(document, List.of());
        }

        static LinkView of(RelevantDataset dataset) {
            return of(dataset.document(), dataset.words());
        }

        private static LinkView of(Document document, List<String> words) {
            return new LinkView(
                    path(document.key()),
                    document.title(),
                    document.language().code(),
                    document.key().category().name(),
                    words);
        }
    }

    /// @param key of a sentence with the arguments; empty for a proposal, whose text stands in
    ///   `first`
    record ActionView(
            String key, String first, String second, @Nullable String href, List<Integer> numbers) {
        private static ActionView of(NextAction action, Sources sources) {
            return switch (action) {
                case NextAction.ReadDocument(Document document, int page) ->
                        new ActionView(
                                "answer.action.read",
                                document.title(),
                                String.valueOf(page),
                                path(document.key()) + "?page=" + page,
                                List.of());
                case NextAction.OpenDataset(Document dataset) ->
                        new ActionView(
                                "answer.action.dataset",
                                dataset.title(),
                                "",
                                path(dataset.key()),
                                List.of());
                case NextAction.SearchFor(String words) ->
                        new ActionView(
                                "answer.action.search",
                                words,
                                "",
                                UriComponentsBuilder.fromPath("/")
                                        .queryParam("q", "{q}")
                                        .encode()
                                        .buildAndExpand(words)
                                        .toUriString(),
                                List.of());
                case NextAction.AskOtherwise() ->
                        new ActionView("answer.action.otherwise", "", "", null, List.of());
                case NextAction.AddDocuments() ->
                        new ActionView("answer.action.add", "", "", null, List.of());
                case NextAction.Proposed(Statement statement) ->
                        new ActionView(
                                "",
                                statement.text(),
                                "",
                                null,
                                statement.citations().stream()
                                        .map(RecalledCitation.Stands::new)
                                        .map(sources::number)
                                        .distinct()
                                        .toList());
            };
        }
    }

    private static String path(DocumentKey key) {
        return "/library/" + key.category().word() + "/" + key.number();
    }

    /// Numbers the sources in the order in which the text comes to them.
    private static final class Sources {
        private final String anchor;
        private final List<SourceOfAnswer> found = new ArrayList<>();

        Sources(String anchor) {
            this.anchor = anchor;
        }

        int number(RecalledCitation citation) {
            SourceOfAnswer source =
                    switch (citation) {
                        case RecalledCitation.Stands(Citation stands) -> source(stands);
                        case RecalledCitation.Changed(Document document, FileId file, int page) ->
                                source(
                                        path(document.key()) + "?file=" + file.value(),
                                        document.title(),
                                        page,
                                        null);
                    };
            return found.stream()
                    .filter(known -> known.href().equals(source.href()))
                    .findFirst()
                    .orElseGet(() -> {
                        found.add(source);
                        return source;
                    })
                    .number();
        }

        private SourceOfAnswer source(Citation stands) {
            return source(
                    "%s?file=%d&page=%d&from=%d&to=%d#passage"
                            .formatted(
                                    path(stands.document()),
                                    stands.file().value(),
                                    stands.page(),
                                    stands.start(),
                                    stands.end()),
                    stands.title(),
                    stands.page(),
                    stands.quote());
        }

        private SourceOfAnswer source(String href, String title, int page, @Nullable String quote) {
            int number = found.size() + 1;
            return new SourceOfAnswer(
                    number,
                    anchor + "-" + number,
                    href,
                    title,
                    Language.of(title).code(),
                    String.valueOf(page),
                    quote,
                    Language.of(quote == null ? "" : quote).code());
        }
    }
}
