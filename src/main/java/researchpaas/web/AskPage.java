package researchpaas.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.AskInConversation;
import researchpaas.answer.AskInConversation.Asking;
import researchpaas.answer.AskInConversation.Opening;
import researchpaas.answer.AskInConversation.Request;
import researchpaas.answer.Conversation;
import researchpaas.answer.ConversationId;
import researchpaas.answer.Kept;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.ManageConversations;
import researchpaas.answer.Question;
import researchpaas.answer.RecallConversation;
import researchpaas.answer.RecallConversation.Recalled;
import researchpaas.edge.WhileAwaited;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Questions and answers. With JavaScript an answer is told while it is made (by the API, to
/// `js/ask.js`), without it comes whole; what is shown in the end is the same.
@Controller
class AskPage {
    private static final int RECENT = 8;

    private final AskInConversation ask;
    private final RecallConversation recall;
    private final ManageConversations conversations;
    private final LanguageModels models;
    private final UseViews use;
    private final CurrentReader current;
    private final WebSettings settings;

    AskPage(
            AskInConversation ask,
            RecallConversation recall,
            ManageConversations conversations,
            LanguageModels models,
            UseViews use,
            CurrentReader current,
            WebSettings settings) {
        this.ask = ask;
        this.recall = recall;
        this.conversations = conversations;
        this.models = models;
        this.use = use;
        this.current = current;
        this.settings = settings;
    }

    /// What stands in the form.
    record Form(String question, String kind, String model, @Nullable ConversationId conversation) {
        private static Form of(
                @Nullable String question,
                @Nullable String kind,
                @Nullable String model,
                @Nullable ConversationId conversation) {
            return new Form(
                    question == null
                            ? ""
                            : question.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ").strip(),
                    Question.Kind.of(kind == null ? "" : kind).orElse(Question.Kind.GENERAL).word(),
                    model == null ? "" : model.strip(),
                    conversation);
        }

        private Request request() {
            return new Request(
                    question,
                    Question.Kind.of(kind).orElseThrow(),
                    model.isEmpty() ? null : model,
                    conversation,
                    true);
        }
    }

    /// @param question to begin with, as a link from elsewhere may bring it; nothing is asked yet
    @Requires(Permission.ASK)
    @GetMapping(path = "/ask", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @RequestParam(required = false) @Nullable String question,
            @RequestParam(required = false) @Nullable String kind,
            Model model) {
        return show(Form.of(question, kind, null, null), model);
    }

    @Requires(Permission.ASK)
    @GetMapping(path = "/ask/{id:\\d{1,18}}", produces = MediaType.TEXT_HTML_VALUE)
    String conversation(@PathVariable long id, Model model) {
        return show(Form.of(null, null, null, new ConversationId(id)), model);
    }

    /// The part of a conversation's page that the script puts in place of what it showed on the
    /// way.
    @Requires(Permission.ASK)
    @GetMapping(
            path = "/ask/{id:\\d{1,18}}/{number:\\d{1,9}}",
            produces = MediaType.TEXT_HTML_VALUE)
    String exchange(@PathVariable long id, @PathVariable int number, Model model) {
        ConversationId conversation = new ConversationId(id);
        model.addAttribute(
                "exchange",
                recall.recall(conversation, number, current.reader())
                        .map(found -> ExchangeView.of(found, conversation, settings.zone()))
                        .orElseThrow(NotFound::new));
        model.addAttribute("today", use.today(current.reader()));
        return "answer :: shown";
    }

    @Requires(Permission.ASK)
    @PostMapping("/ask")
    String ask(
            @RequestParam(required = false) @Nullable String question,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String conversation,
            Model page,
            HttpServletRequest request) {
        long id = Numbers.of(conversation);
        Form form = Form.of(question, kind, model, id < 1 ? null : new ConversationId(id));
        if (form.question().isBlank() || form.question().length() > Question.LONGEST) {
            return refused(
                    form,
                    form.question().isBlank() ? "ask.blank" : "ask.tooLong",
                    String.valueOf(Question.LONGEST),
                    page);
        }
        return switch (ask.open(form.request(), current.reader(), current.standing())) {
            case Opening.Refused(AskInConversation.Why why) ->
                    why == AskInConversation.Why.NO_CONVERSATION
                            ? notFound()
                            : refused(form, "ask.refused." + why, "", page);
            case Opening.Ready(Asking asking) -> answered(form, asking, page, request);
        };
    }

    private static String notFound() {
        throw new NotFound();
    }

    private String answered(Form form, Asking asking, Model page, HttpServletRequest request) {
        try (asking) {
            Kept kept = WhileAwaited.run(request, () -> asking.run(_ -> {}), asking::leave).kept();
            return kept == null
                    ? refused(form, "ask.notKept", "", page)
                    : "redirect:/ask/" + kept.conversation() + "#q" + kept.ordinal();
        } catch (IndexUnavailable failure) {
            return refused(form, "search.failed.both", "", page);
        }
    }

    private String refused(Form form, String key, String argument, Model page) {
        page.addAttribute("problem", key);
        page.addAttribute("limit", argument);
        return show(form, page);
    }

    private String show(Form form, Model page) {
        ConversationId id = form.conversation();
        if (id != null) {
            Recalled recalled = recall.recall(id, current.reader()).orElseThrow(NotFound::new);
            page.addAttribute("conversation", recalled.conversation());
            page.addAttribute("full", recalled.exchanges().size() >= Conversation.MOST_EXCHANGES);
            page.addAttribute(
                    "exchanges",
                    recalled.exchanges().stream()
                            .map(exchange -> ExchangeView.of(exchange, id, settings.zone()))
                            .toList());
        } else {
            page.addAttribute("exchanges", List.of());
        }
        Set<String> selectable = models.selectable();
        page.addAttribute("asked", form);
        page.addAttribute("kinds", Question.Kind.values());
        page.addAttribute("longest", Question.LONGEST);
        page.addAttribute("models", selectable.size() > 1 ? selectable : Set.of());
        page.addAttribute("today", use.today(current.reader()));
        page.addAttribute("recent", conversations.list(current.reader(), 0, RECENT));
        return "ask";
    }
}
