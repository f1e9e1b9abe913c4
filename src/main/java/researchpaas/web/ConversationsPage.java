package researchpaas.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
import researchpaas.answer.Conversation;
import researchpaas.answer.ConversationId;
import researchpaas.answer.ManageConversations;
import researchpaas.answer.RecallConversation;
import researchpaas.answer.RecalledExchange;
import researchpaas.answer.ReplayAnswer;

/// One's own conversations: the list of them, their titles, their end; and what an answer was made
/// from.
@Controller
class ConversationsPage {
    private static final String LIST = "/ask/history";
    private static final int SHOWN = 30;

    private final ManageConversations conversations;
    private final RecallConversation recall;
    private final ReplayAnswer replay;
    private final CurrentReader current;
    private final MessageSource messages;
    private final WebSettings settings;

    ConversationsPage(
            ManageConversations conversations,
            RecallConversation recall,
            ReplayAnswer replay,
            CurrentReader current,
            MessageSource messages,
            WebSettings settings) {
        this.conversations = conversations;
        this.recall = recall;
        this.replay = replay;
        this.current = current;
        this.messages = messages;
        this.settings = settings;
    }

    record ConversationView(
            String path, String title, String exchanges, @Nullable When updated, String api) {
        static ConversationView of(Conversation conversation, ZoneId zone) {
            return new ConversationView(
                    "/ask/" + conversation.id(),
                    conversation.title(),
                    String.valueOf(conversation.exchanges()),
                    When.of(conversation.updatedAt(), zone),
                    "/api/v1/conversations/" + conversation.id());
        }
    }

    @Requires(Permission.ASK)
    @GetMapping(path = LIST, produces = MediaType.TEXT_HTML_VALUE)
    String list(@RequestParam(required = false) @Nullable String offset, Model model) {
        int from = SearchForm.offset(offset);
        List<Conversation> found = conversations.list(current.reader(), from, SHOWN + 1);
        model.addAttribute(
                "conversations",
                found.stream()
                        .limit(SHOWN)
                        .map(one -> ConversationView.of(one, settings.zone()))
                        .toList());
        model.addAttribute("first", from == 0 ? null : LIST);
        model.addAttribute(
                "next", found.size() > SHOWN ? LIST + "?offset=" + (from + SHOWN) : null);
        return "conversations";
    }

    @Requires(Permission.ASK)
    @PostMapping("/ask/{id:\\d{1,18}}/title")
    String rename(@PathVariable long id, @RequestParam(required = false) @Nullable String title) {
        String called = title == null ? "" : title.replaceAll("\\p{Cntrl}", " ").strip();
        ConversationId conversation = new ConversationId(id);
        if (conversations.find(conversation, current.reader()).isEmpty()) {
            throw new NotFound();
        }
        // the form lets nothing else through; whoever sends it all the same finds the old title
        if (!called.isEmpty() && called.length() <= Conversation.LONGEST_TITLE) {
            conversations.rename(conversation, called, current.reader());
        }
        return "redirect:/ask/" + id;
    }

    @Requires(Permission.ASK)
    @GetMapping(path = "/ask/{id:\\d{1,18}}/delete", produces = MediaType.TEXT_HTML_VALUE)
    String confirm(@PathVariable long id, Model model, Locale locale) {
        Conversation conversation =
                conversations
                        .find(new ConversationId(id), current.reader())
                        .orElseThrow(NotFound::new);
        model.addAttribute(
                "ask",
                new Ask(
                        "ask",
                        text("ask.delete.ask", locale, conversation.title()),
                        text("ask.delete.advice", locale),
                        text("ask.delete", locale),
                        "/ask/" + id + "/delete",
                        "/ask/" + id,
                        text("ask.back", locale)));
        return "confirm";
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    @Requires(Permission.ASK)
    @PostMapping("/ask/{id:\\d{1,18}}/delete")
    String delete(@PathVariable long id) {
        if (!conversations.delete(new ConversationId(id), current.reader())) {
            throw new NotFound();
        }
        return "redirect:" + LIST;
    }

    @Requires(Permission.ASK)
    @GetMapping(
            path = "/ask/{id:\\d{1,18}}/{number:\\d{1,9}}/receipt",
            produces = MediaType.TEXT_HTML_VALUE)
    String receipt(@PathVariable long id, @PathVariable int number, Model model) {
        ConversationId conversation = new ConversationId(id);
        RecalledExchange exchange =
                recall.recall(conversation, number, current.reader()).orElseThrow(NotFound::new);
        model.addAttribute("receipt", ReceiptView.of(exchange, conversation, settings.zone()));
        return "receipt";
    }

    @Requires(Permission.ASK)
    @PostMapping("/ask/{id:\\d{1,18}}/{number:\\d{1,9}}/replay")
    String replay(@PathVariable long id, @PathVariable int number, Model model) {
        ConversationId conversation = new ConversationId(id);
        switch (replay.replay(conversation, number, current.reader())) {
            case ReplayAnswer.Outcome.Refused(var why) -> {
                RecalledExchange exchange =
                        recall.recall(conversation, number, current.reader())
                                .orElseThrow(NotFound::new);
                model.addAttribute("problem", "ask.refused." + why);
                model.addAttribute(
                        "receipt", ReceiptView.of(exchange, conversation, settings.zone()));
            }
            case ReplayAnswer.Outcome.Replayed replayed -> {
                model.addAttribute("replay", ReplayView.of(replayed));
                model.addAttribute(
                        "receipt",
                        ReceiptView.of(replayed.before(), conversation, settings.zone()));
            }
        }
        return "receipt";
    }
}
