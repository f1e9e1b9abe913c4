package researchpaas.answer;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.answer.RecallConversation.Recalled;
import researchpaas.answer.RecalledExchange.RecalledStatement;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;

/// Asks an earlier question again, of the library and the index as they are now, and compares. It
/// keeps nothing: the earlier answer stays what it was.
@Component
public class ReplayAnswer {
    private final AnswerQuestion answers;
    private final RecallConversation conversations;
    private final Documents documents;
    private final AnswerSeats seats;

    ReplayAnswer(
            AnswerQuestion answers,
            RecallConversation conversations,
            Documents documents,
            AnswerSeats seats) {
        this.answers = answers;
        this.conversations = conversations;
        this.documents = documents;
        this.seats = seats;
    }

    public sealed interface Outcome {
        /// @param passages those of before in their order, then the new ones
        /// @param statements likewise
        record Replayed(
                RecalledExchange before,
                Answer now,
                List<PassageChange> passages,
                List<StatementChange> statements)
                implements Outcome {
            public Replayed {
                passages = List.copyOf(passages);
                statements = List.copyOf(statements);
            }

            /// The index has taken in changes since, or is another one.
            public boolean indexMoved() {
                return !before.kept().receipt().index().equals(now.trace().index());
            }
        }

        record Refused(AskInConversation.Why why) implements Outcome {}
    }

    /// The names are part of the API, in lower case.
    public enum Change {
        SAME,
        /// The file has another text at this place.
        CHANGED,
        /// It is still there as it was, but others were chosen.
        NOT_CHOSEN,
        /// It is not there any more, or not for this reader; or it is not said any more.
        GONE,
        NEW
    }

    /// @param document absent when the reader does not see it now
    public record PassageChange(
            Change change, @Nullable Document document, FileId file, int page) {}

    /// @param text absent when it may not be shown any more
    public record StatementChange(Change change, @Nullable String text) {}

    /// Interrupting the thread ends it.
    public Outcome replay(ConversationId id, int ordinal, Reader reader) {
        Optional<Recalled> conversation = conversations.recall(id, reader);
        Optional<RecalledExchange> before =
                conversation.stream()
                        .flatMap(recalled -> recalled.exchanges().stream())
                        .filter(exchange -> exchange.kept().ordinal() == ordinal)
                        .findFirst();
        if (conversation.isEmpty() || before.isEmpty()) {
            return new Outcome.Refused(AskInConversation.Why.NO_CONVERSATION);
        }
        return switch (seats.take(reader)) {
            case TAKEN -> {
                try {
                    yield replayed(conversation.get(), before.get(), reader);
                } finally {
                    seats.free(reader);
                }
            }
            case NONE_FREE -> new Outcome.Refused(AskInConversation.Why.BUSY);
            case ENOUGH -> new Outcome.Refused(AskInConversation.Why.ENOUGH);
        };
    }

    private Outcome replayed(Recalled conversation, RecalledExchange before, Reader reader) {
        KeptExchange kept = before.kept();
        Question question =
                new Question(
                        kept.question(),
                        kept.kind(),
                        kept.model(),
                        AskInConversation.earlier(
                                conversation.exchanges().stream()
                                        .filter(one -> one.kept().ordinal() < kept.ordinal())
                                        .toList()));
        Answer now = answers.answer(question, reader, _ -> {});
        return new Outcome.Replayed(
                before,
                now,
                passages(kept.receipt().passages(), now.trace().read(), reader),
                statements(before.statements(), now.statements()));
    }

    private List<PassageChange> passages(
            List<UsedPassage> before, List<Trace.Read> now, Reader reader) {
        Map<DocumentId, Document> seen = documents(before, now, reader);
        Map<PassageId, Passage> present = present(before, now, reader);
        Set<String> then = new HashSet<>();
        before.forEach(used -> then.add(mark(used.file(), used.hash())));
        Set<String> today = new HashSet<>();
        now.forEach(read -> today.add(mark(read.file(), read.hash())));
        List<PassageChange> changes = new ArrayList<>();
        Set<String> replaced = new HashSet<>();
        for (UsedPassage used : before) {
            Change change = change(used, today, present, now, then, replaced);
            changes.add(
                    new PassageChange(change, seen.get(used.document()), used.file(), used.page()));
        }
        for (Trace.Read read : now) {
            String mark = mark(read.file(), read.hash());
            if (!then.contains(mark) && !replaced.contains(mark)) {
                changes.add(
                        new PassageChange(
                                Change.NEW, seen.get(read.id()), read.file(), page(read, present)));
            }
        }
        return changes;
    }

    /// @param replaced grows by the passage of now that stands where a changed one stood
    private static Change change(
            UsedPassage used,
            Set<String> today,
            Map<PassageId, Passage> present,
            List<Trace.Read> now,
            Set<String> then,
            Set<String> replaced) {
        if (today.contains(mark(used.file(), used.hash()))) {
            return Change.SAME;
        }
        Passage still = present.get(used.passage());
        if (still != null && still.hash().equals(used.hash())) {
            return Change.NOT_CHOSEN;
        }
        for (Trace.Read read : now) {
            String mark = mark(read.file(), read.hash());
            if (read.file().equals(used.file())
                    && page(read, present) == used.page()
                    && !then.contains(mark)
                    && replaced.add(mark)) {
                return Change.CHANGED;
            }
        }
        return Change.GONE;
    }

    private static int page(Trace.Read read, Map<PassageId, Passage> present) {
        Passage passage = present.get(read.passage());
        return passage == null ? 0 : passage.firstPage();
    }

    private static String mark(FileId file, String hash) {
        return file.value() + " " + hash;
    }

    private Map<DocumentId, Document> documents(
            List<UsedPassage> before, List<Trace.Read> now, Reader reader) {
        List<DocumentId> ids = new ArrayList<>(now.stream().map(Trace.Read::id).toList());
        before.forEach(used -> ids.add(used.document()));
        return documents.findAll(ids, reader).stream()
                .collect(toMap(Document::id, document -> document));
    }

    private Map<PassageId, Passage> present(
            List<UsedPassage> before, List<Trace.Read> now, Reader reader) {
        List<PassageId> ids = new ArrayList<>(now.stream().map(Trace.Read::passage).toList());
        before.forEach(used -> ids.add(used.passage()));
        return documents.passages(ids, reader).stream()
                .collect(toMap(Passage::id, passage -> passage));
    }

    private static List<StatementChange> statements(
            List<RecalledStatement> before, List<Statement> now) {
        Set<String> said = new HashSet<>();
        now.forEach(statement -> said.add(statement.text()));
        Set<String> then = new HashSet<>();
        List<StatementChange> changes = new ArrayList<>();
        for (RecalledStatement statement : before) {
            String text = statement.text();
            if (text != null) {
                then.add(text);
            }
            boolean same = text != null && said.contains(text);
            changes.add(new StatementChange(same ? Change.SAME : Change.GONE, text));
        }
        for (Statement statement : now) {
            if (!then.contains(statement.text())) {
                changes.add(new StatementChange(Change.NEW, statement.text()));
            }
        }
        return changes;
    }
}
