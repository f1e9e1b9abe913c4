package researchpaas.answer;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.answer.Answer.RelatedDocument;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.KeptExchange.KeptAction;
import researchpaas.answer.KeptExchange.KeptCitation;
import researchpaas.answer.KeptExchange.KeptDataset;
import researchpaas.answer.KeptExchange.KeptStatement;
import researchpaas.answer.KeptExchange.Outcome;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;

/// Puts an answer into its reader's conversation.
@Component
class KeepAnswer {
    private final Conversations conversations;
    private final Documents documents;
    private final LanguageModels models;
    private final Clock clock;

    KeepAnswer(
            Conversations conversations, Documents documents, LanguageModels models, Clock clock) {
        this.conversations = conversations;
        this.documents = documents;
        this.models = models;
        this.clock = clock;
    }

    @Transactional
    Kept begin(Question question, Answer answer, Reader reader, Owner owner) {
        Conversation begun =
                conversations.begin(
                        owner,
                        Conversation.titleOf(question.text()),
                        exchange(question, answer, reader));
        return new Kept(begun.id(), 1);
    }

    /// @return empty when the conversation was deleted meanwhile
    @Transactional
    Optional<Kept> add(
            Question question,
            Answer answer,
            Reader reader,
            Owner owner,
            ConversationId conversation) {
        var ordinal = conversations.add(owner, conversation, exchange(question, answer, reader));
        return ordinal.isEmpty()
                ? Optional.empty()
                : Optional.of(new Kept(conversation, ordinal.getAsInt()));
    }

    private KeptExchange exchange(Question question, Answer answer, Reader reader) {
        List<KeptStatement> statements =
                new ArrayList<>(answer.statements().stream().map(KeepAnswer::kept).toList());
        List<KeptAction> actions = new ArrayList<>();
        for (NextAction action : answer.nextActions()) {
            actions.add(kept(action, statements));
        }
        return new KeptExchange(
                0,
                clock.instant(),
                question.text(),
                question.kind(),
                question.model(),
                outcome(answer),
                statements,
                answer.statements().size(),
                answer.related().stream().map(RelatedDocument::document).map(Document::id).toList(),
                answer.datasets().stream().map(KeepAnswer::kept).toList(),
                actions,
                receipt(answer.trace(), reader));
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Grounded _ -> Outcome.GROUNDED;
            case Answer.Extractive _ -> Outcome.EXTRACTIVE;
            case Answer.NotFound _ -> Outcome.NOT_FOUND;
        };
    }

    private static KeptStatement kept(Statement statement) {
        List<String> quotes = statement.citations().stream().map(Citation::quote).toList();
        return new KeptStatement(
                Excerpt.says(statement.text(), quotes) ? null : statement.text(),
                statement.marked(),
                statement.citations().stream().map(KeepAnswer::kept).toList());
    }

    private static KeptCitation kept(Citation citation) {
        return new KeptCitation(
                citation.id(),
                citation.file(),
                citation.passage(),
                citation.page(),
                citation.start(),
                citation.end(),
                Excerpt.hash(citation.quote()));
    }

    private static KeptDataset kept(RelevantDataset dataset) {
        return new KeptDataset(dataset.document().id(), dataset.points(), dataset.words());
    }

    private static KeptAction kept(NextAction action, List<KeptStatement> statements) {
        return switch (action) {
            case NextAction.ReadDocument(Document document, int page) ->
                    new KeptAction.ReadDocument(document.id(), page);
            case NextAction.OpenDataset(Document dataset) ->
                    new KeptAction.OpenDataset(dataset.id());
            case NextAction.SearchFor(String words) -> new KeptAction.SearchFor(words);
            case NextAction.AskOtherwise() -> new KeptAction.AskOtherwise();
            case NextAction.AddDocuments() -> new KeptAction.AddDocuments();
            case NextAction.Proposed(Statement statement) -> {
                statements.add(kept(statement));
                yield new KeptAction.Proposed(statements.size() - 1);
            }
        };
    }

    /// What was changed or hidden while the answer was made is not among the passages: nothing of
    /// it was shown either.
    private Receipt receipt(Trace trace, Reader reader) {
        Map<DocumentId, Instant> versions =
                documents
                        .findAll(trace.read().stream().map(Trace.Read::id).toList(), reader)
                        .stream()
                        .collect(toMap(Document::id, Document::updatedAt));
        Map<PassageId, Passage> passages =
                documents
                        .passages(trace.read().stream().map(Trace.Read::passage).toList(), reader)
                        .stream()
                        .collect(toMap(Passage::id, passage -> passage));
        List<UsedPassage> used = new ArrayList<>();
        for (Trace.Read read : trace.read()) {
            Passage passage = passages.get(read.passage());
            Instant version = versions.get(read.id());
            if (passage != null && version != null) {
                used.add(
                        new UsedPassage(
                                read.id(),
                                version,
                                read.file(),
                                read.passage(),
                                passage.firstPage(),
                                read.hash(),
                                read.cited()));
            }
        }
        return new Receipt(
                used,
                trace.searched(),
                trace.written(),
                cost(trace.written()),
                trace.without(),
                trace.evidence(),
                trace.withheld(),
                trace.index(),
                trace.timings());
    }

    private @Nullable Cost cost(Trace.@Nullable Written written) {
        return written == null
                ? null
                : models.cost(new Completion("", written.model(), written.usage(), true))
                        .orElse(null);
    }
}
