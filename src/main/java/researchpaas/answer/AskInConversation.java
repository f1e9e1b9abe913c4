package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.CheckRight;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.answer.RecallConversation.Recalled;
import researchpaas.answer.RecalledExchange.RecalledStatement;

/// Asks a question, alone or as part of a conversation, and keeps the answer where it is wanted.
/// What is refused is refused before anything begins.
@Component
public class AskInConversation {
    /// How far a follow-up looks back.
    private static final int EARLIER = 4;

    private static final int EARLIER_CHARACTERS = 4_000;

    private final AnswerQuestion answers;
    private final RecallConversation conversations;
    private final KeepAnswer keep;
    private final AnswerSeats seats;
    private final LanguageModels models;
    private final CheckRight rights;

    AskInConversation(
            AnswerQuestion answers,
            RecallConversation conversations,
            KeepAnswer keep,
            AnswerSeats seats,
            LanguageModels models,
            CheckRight rights) {
        this.answers = answers;
        this.conversations = conversations;
        this.keep = keep;
        this.seats = seats;
        this.models = models;
        this.rights = rights;
    }

    /// @param text 1 to [Question#LONGEST] characters, not blank
    /// @param model absent for the configured
    /// @param conversation that it goes on; absent for none, or for a new one
    /// @param kept whether a new conversation begins with it; one that goes on is kept anyway
    public record Request(
            String text,
            Question.Kind kind,
            @Nullable String model,
            @Nullable ConversationId conversation,
            boolean kept) {}

    public sealed interface Opening {
        /// Must be closed, whether or not it was run.
        record Ready(Asking asking) implements Opening {}

        record Refused(Why why) implements Opening {}
    }

    /// Why a question is not taken. Each has a sentence in the bundles, `ask.refused.NAME`.
    public enum Why {
        /// There is a language model, and none of the name that was asked for.
        UNKNOWN_MODEL,
        /// As many answers as there may be are being made.
        BUSY,
        /// As many as one person may have at once.
        ENOUGH,
        /// The reader has no such conversation.
        NO_CONVERSATION,
        /// It has as many questions as one may have.
        FULL
    }

    /// @param kept where; absent where it was not wanted, and for who can keep nothing
    public record Answered(Answer answer, @Nullable Kept kept) {}

    /// Whoever asked was suspended meanwhile or may not ask any more, or the session or key that he
    /// asked by has ended.
    public static final class NotPermitted extends RuntimeException {
        public NotPermitted() {
            super("The right to ask was taken away.");
        }
    }

    /// @param standing whether what showed the reader to be himself still holds, see
    ///   [researchpaas.account.CurrentReader#standing]
    public Opening open(Request request, Reader reader, BooleanSupplier standing) {
        if (!isKnown(request.model())) {
            return new Opening.Refused(Why.UNKNOWN_MODEL);
        }
        ConversationId conversation = request.conversation();
        List<Question.Exchange> earlier = List.of();
        if (conversation != null) {
            Optional<Recalled> recalled = conversations.recall(conversation, reader);
            if (recalled.isEmpty()) {
                return new Opening.Refused(Why.NO_CONVERSATION);
            }
            if (recalled.get().exchanges().size() >= Conversation.MOST_EXCHANGES) {
                return new Opening.Refused(Why.FULL);
            }
            earlier = earlier(recalled.get().exchanges());
        }
        Question question = new Question(request.text(), request.kind(), request.model(), earlier);
        return switch (seats.take(reader)) {
            case TAKEN -> new Opening.Ready(new Asking(question, request, reader, standing));
            case NONE_FREE -> new Opening.Refused(Why.BUSY);
            case ENOUGH -> new Opening.Refused(Why.ENOUGH);
        };
    }

    /// Where there is no model at all, none can be wrong: the sources' own sentences answer.
    private boolean isKnown(@Nullable String model) {
        Set<String> selectable = models.selectable();
        return model == null || selectable.isEmpty() || selectable.contains(model);
    }

    /// The latest that fit; what may not be seen any more is not looked back at either.
    static List<Question.Exchange> earlier(List<RecalledExchange> exchanges) {
        List<Question.Exchange> chosen = new ArrayList<>();
        int left = EARLIER_CHARACTERS;
        for (RecalledExchange exchange : exchanges.reversed()) {
            String answer = text(exchange);
            left -= exchange.kept().question().length() + answer.length();
            if (chosen.size() == EARLIER || left < 0) {
                break;
            }
            chosen.addFirst(new Question.Exchange(exchange.kept().question(), answer));
        }
        return chosen;
    }

    private static String text(RecalledExchange exchange) {
        List<String> texts = new ArrayList<>();
        for (RecalledStatement statement : exchange.statements()) {
            String text = statement.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return String.join(" ", texts);
    }

    /// A question that is taken. Runs once, on the caller's thread.
    public final class Asking implements AutoCloseable {
        private final Question question;
        private final Request request;
        private final Reader reader;
        private final BooleanSupplier standing;
        private final AtomicBoolean closed = new AtomicBoolean();
        private @Nullable Thread answering;
        private boolean left;

        private Asking(
                Question question, Request request, Reader reader, BooleanSupplier standing) {
            this.question = question;
            this.request = request;
            this.reader = reader;
            this.standing = standing;
        }

        /// @param progress told on the caller's thread
        /// @throws CancellationException when the reader left; then nothing is kept
        /// @throws NotPermitted when he may not ask any more; then nothing is kept either
        public Answered run(Consumer<Progress> progress) {
            begin();
            Answer answer;
            try {
                answer = answers.answer(question, reader, told -> pass(told, progress));
            } finally {
                end();
            }
            if (!isPermitted()) {
                throw new NotPermitted();
            }
            return new Answered(answer, kept(answer));
        }

        /// An answer is one long request, so what it says is told to those only who may ask still.
        private void pass(Progress told, Consumer<Progress> progress) {
            if (told instanceof Progress.Proved && !Unharmed.run(this::isPermitted)) {
                throw new NotPermitted();
            }
            progress.accept(told);
        }

        /// Whether the reader may ask still. Who tells an answer while it is made asks from time to
        /// time, since a model may say nothing for long.
        public boolean isPermitted() {
            return standing.getAsBoolean() && rights.stillHas(reader, Permission.ASK);
        }

        private synchronized void begin() {
            answering = Thread.currentThread();
            if (left) {
                answering.interrupt();
            }
        }

        /// What is kept must not be interrupted on its way into the database.
        private synchronized void end() {
            answering = null;
            if (left) {
                // of leave(), and for nobody else
                Thread.interrupted();
                throw new CancellationException();
            }
        }

        /// The reader is gone: ends the answer, and at once what is asked of a model for it. From
        /// any thread, as often as one likes.
        public synchronized void leave() {
            left = true;
            if (answering != null) {
                answering.interrupt();
            }
        }

        private @Nullable Kept kept(Answer answer) {
            ConversationId conversation = request.conversation();
            if (conversation == null && !request.kept()) {
                return null;
            }
            return Owner.of(reader)
                    .flatMap(owner ->
                            conversation == null
                                    ? Optional.of(keep.begin(question, answer, reader, owner))
                                    : keep.add(question, answer, reader, owner, conversation))
                    .orElse(null);
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                seats.free(reader);
            }
        }
    }
}
