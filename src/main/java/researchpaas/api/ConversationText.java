package researchpaas.api;

import java.util.ArrayList;
import java.util.List;
import researchpaas.api.AnswerJson.ActionJson;
import researchpaas.api.AnswerJson.CitationJson;
import researchpaas.api.ConversationJson.ChangedJson;
import researchpaas.api.ConversationJson.ExchangeJson;
import researchpaas.api.ConversationJson.RecalledJson;

/// A conversation as a Markdown file to keep or to pass on.
final class ConversationText {
    private final AnswerWords words;
    private final List<String> lines = new ArrayList<>();

    private ConversationText(AnswerWords words) {
        this.words = words;
    }

    static String of(ConversationJson conversation, AnswerWords words) {
        ConversationText text = new ConversationText(words);
        text.add("# " + plain(conversation.title()));
        conversation.exchanges().forEach(text::add);
        return String.join("\n\n", text.lines) + "\n";
    }

    private void add(String paragraph) {
        lines.add(paragraph);
    }

    private void add(ExchangeJson exchange) {
        add("## " + plain(exchange.question()));
        add("*" + words.text("ask.kind." + exchange.kind()) + " · " + exchange.askedAt() + "*");
        String notice = exchange.notice();
        if (notice != null) {
            add("> " + notice);
        }
        if (exchange.statements().isEmpty()) {
            add(words.text("answer.notFound"));
        }
        exchange.statements().forEach(this::add);
        addList("ask.next", exchange.nextActions().stream().map(ActionJson::text).toList());
    }

    private void add(RecalledJson statement) {
        String text = statement.text();
        StringBuilder paragraph =
                new StringBuilder(
                        text == null
                                ? "*" + words.text("answer.statement." + statement.state()) + "*"
                                : plain(text));
        for (CitationJson citation : statement.citations()) {
            paragraph
                    .append("\n> ")
                    .append(plain(citation.quote()))
                    .append("\n> — ")
                    .append(source(citation.title(), citation.page()));
        }
        for (ChangedJson changed : statement.changed()) {
            paragraph
                    .append("\n> — ")
                    .append(source(changed.title(), changed.page()))
                    .append(" (")
                    .append(words.text("answer.citation.changed"))
                    .append(')');
        }
        add(paragraph.toString());
    }

    private String source(String title, int page) {
        return plain(words.text("answer.source", title, String.valueOf(page)));
    }

    private void addList(String key, List<String> items) {
        if (!items.isEmpty()) {
            add("### " + words.text(key));
            add(String.join("\n", items.stream().map(item -> "- " + plain(item)).toList()));
        }
    }

    /// Text of a source or a reader that must not become markup of the file.
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>#|!])", "\\\\$1").strip();
    }
}
