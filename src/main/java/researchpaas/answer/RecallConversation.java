package researchpaas.answer;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.KeptExchange.KeptAction;
import researchpaas.answer.KeptExchange.KeptCitation;
import researchpaas.answer.KeptExchange.KeptDataset;
import researchpaas.answer.KeptExchange.KeptStatement;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.answer.RecalledExchange.RecalledCitation;
import researchpaas.answer.RecalledExchange.RecalledPassage;
import researchpaas.answer.RecalledExchange.RecalledStatement;
import researchpaas.answer.RecalledExchange.State;
import researchpaas.document.Box;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Page;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;

/// Reads an earlier conversation. What was quoted is read from its sources again, so it shows what
/// its owner may see now, and not what he could see then.
@Component
public class RecallConversation {
    private final Conversations conversations;
    private final Documents documents;

    RecallConversation(Conversations conversations, Documents documents) {
        this.conversations = conversations;
        this.documents = documents;
    }

    public record Recalled(Conversation conversation, List<RecalledExchange> exchanges) {
        public Recalled {
            exchanges = List.copyOf(exchanges);
        }
    }

    /// Empty for what is not the reader's own.
    @Transactional(readOnly = true)
    public Optional<Recalled> recall(ConversationId id, Reader reader) {
        return Owner.of(reader).flatMap(owner -> recall(id, owner, reader));
    }

    private Optional<Recalled> recall(ConversationId id, Owner owner, Reader reader) {
        Optional<Conversation> conversation = conversations.find(owner, id);
        if (conversation.isEmpty()) {
            return Optional.empty();
        }
        List<KeptExchange> kept = conversations.exchanges(owner, id);
        Sources sources = sources(kept, reader);
        return Optional.of(
                new Recalled(
                        conversation.get(),
                        kept.stream().map(exchange -> recalled(exchange, sources)).toList()));
    }

    /// One of its exchanges alone.
    @Transactional(readOnly = true)
    public Optional<RecalledExchange> recall(ConversationId id, int ordinal, Reader reader) {
        List<KeptExchange> one =
                Owner.of(reader).stream()
                        .flatMap(owner -> conversations.exchanges(owner, id).stream())
                        .filter(exchange -> exchange.ordinal() == ordinal)
                        .toList();
        Sources sources = sources(one, reader);
        return one.stream().map(exchange -> recalled(exchange, sources)).findFirst();
    }

    private Sources sources(List<KeptExchange> exchanges, Reader reader) {
        List<DocumentId> ids =
                exchanges.stream().flatMap(RecallConversation::documents).distinct().toList();
        return new Sources(
                documents,
                reader,
                documents.findAll(ids, reader).stream()
                        .collect(toMap(Document::id, document -> document)),
                new HashMap<>());
    }

    private static Stream<DocumentId> documents(KeptExchange exchange) {
        return Stream.of(
                        exchange.statements().stream()
                                .flatMap(statement -> statement.citations().stream())
                                .map(KeptCitation::document),
                        exchange.related().stream(),
                        exchange.datasets().stream().map(KeptDataset::document),
                        exchange.actions().stream().flatMap(RecallConversation::document),
                        exchange.receipt().passages().stream().map(UsedPassage::document))
                .flatMap(all -> all);
    }

    private static Stream<DocumentId> document(KeptAction action) {
        return switch (action) {
            case KeptAction.ReadDocument(DocumentId document, int _) -> Stream.of(document);
            case KeptAction.OpenDataset(DocumentId document) -> Stream.of(document);
            case KeptAction.SearchFor _,
                    KeptAction.AskOtherwise _,
                    KeptAction.AddDocuments _,
                    KeptAction.Proposed _ ->
                    Stream.of();
        };
    }

    private static RecalledExchange recalled(KeptExchange kept, Sources sources) {
        List<RecalledStatement> statements =
                kept.statements().stream().map(statement -> recalled(statement, sources)).toList();
        return new RecalledExchange(
                kept,
                statements.subList(0, kept.said()),
                kept.related().stream().flatMap(id -> sources.document(id).stream()).toList(),
                kept.datasets().stream().flatMap(one -> dataset(one, sources)).toList(),
                kept.actions().stream()
                        .flatMap(action -> action(action, statements, sources))
                        .toList(),
                kept.receipt().passages().stream()
                        .map(used ->
                                new RecalledPassage(
                                        used, sources.document(used.document()).orElse(null)))
                        .toList());
    }

    private static RecalledStatement recalled(KeptStatement kept, Sources sources) {
        List<RecalledCitation> citations = new ArrayList<>();
        for (KeptCitation citation : kept.citations()) {
            Optional<RecalledCitation> found = sources.citation(citation);
            if (found.isEmpty()) {
                return new RecalledStatement(null, kept.marked(), State.HIDDEN, List.of());
            }
            citations.add(found.get());
        }
        List<Citation> standing =
                citations.stream()
                        .filter(RecalledCitation.Stands.class::isInstance)
                        .map(found -> ((RecalledCitation.Stands) found).citation())
                        .toList();
        boolean stands = standing.size() == citations.size();
        return new RecalledStatement(
                text(kept, standing, stands),
                kept.marked(),
                stands ? State.STANDS : State.CHANGED,
                citations);
    }

    private static @Nullable String text(
            KeptStatement kept, List<Citation> standing, boolean stands) {
        if (kept.text() != null || !stands) {
            return kept.text();
        }
        return Excerpt.joined(standing.stream().map(Citation::quote).toList());
    }

    private static Stream<RelevantDataset> dataset(KeptDataset kept, Sources sources) {
        return sources
                .document(kept.document())
                .map(document -> new RelevantDataset(document, kept.points(), kept.words()))
                .stream();
    }

    private static Stream<NextAction> action(
            KeptAction kept, List<RecalledStatement> statements, Sources sources) {
        return switch (kept) {
            case KeptAction.ReadDocument(DocumentId id, int page) ->
                    sources
                            .document(id)
                            .<NextAction>map(
                                    document -> new NextAction.ReadDocument(document, page))
                            .stream();
            case KeptAction.OpenDataset(DocumentId id) ->
                    sources.document(id).<NextAction>map(NextAction.OpenDataset::new).stream();
            case KeptAction.SearchFor(String words) -> Stream.of(new NextAction.SearchFor(words));
            case KeptAction.AskOtherwise() -> Stream.of(new NextAction.AskOtherwise());
            case KeptAction.AddDocuments() -> Stream.of(new NextAction.AddDocuments());
            case KeptAction.Proposed(int statement) -> proposed(statements.get(statement));
        };
    }

    /// A proposal whose source has changed is none any more.
    private static Stream<NextAction> proposed(RecalledStatement statement) {
        String text = statement.text();
        if (text == null || statement.state() != State.STANDS) {
            return Stream.of();
        }
        return Stream.of(
                new NextAction.Proposed(
                        new Statement(
                                text,
                                statement.citations().stream()
                                        .map(found -> ((RecalledCitation.Stands) found).citation())
                                        .toList(),
                                statement.marked())));
    }

    /// What the reader sees of the sources, each page read once.
    private record Sources(
            Documents documents,
            Reader reader,
            Map<DocumentId, Document> seen,
            Map<Leaf, Optional<Page>> pages) {
        private record Leaf(FileId file, int page) {}

        Optional<Document> document(DocumentId id) {
            return Optional.ofNullable(seen.get(id));
        }

        private Optional<Page> page(FileId file, int number) {
            return pages.computeIfAbsent(
                    new Leaf(file, number),
                    leaf -> documents.page(leaf.file(), leaf.page(), reader));
        }

        /// Empty when the source is not there, or not for this reader.
        Optional<RecalledCitation> citation(KeptCitation kept) {
            Document document = seen.get(kept.document());
            if (document == null
                    || document.files().stream()
                            .map(DocumentFile::id)
                            .noneMatch(kept.file()::equals)) {
                return Optional.empty();
            }
            // when it was edited the words may have moved over to the page beside it
            for (int number : new int[] {kept.page(), kept.page() - 1, kept.page() + 1}) {
                Optional<Page> page = page(kept.file(), number);
                OptionalInt at =
                        page.isEmpty()
                                ? OptionalInt.empty()
                                : Excerpt.find(
                                        kept.hash(),
                                        kept.start(),
                                        kept.end() - kept.start(),
                                        page.get().shown());
                if (at.isPresent()) {
                    return Optional.of(
                            new RecalledCitation.Stands(
                                    citation(kept, document, page.get(), at.getAsInt())));
                }
            }
            return Optional.of(new RecalledCitation.Changed(document, kept.file(), kept.page()));
        }

        private Citation citation(KeptCitation kept, Document document, Page page, int start) {
            int end = start + kept.end() - kept.start();
            List<Box> boxes =
                    page.lines().stream()
                            .filter(line -> line.start() < end && line.end() > start)
                            .map(line -> line.box())
                            .toList();
            return new Citation(
                    document.id(),
                    document.key(),
                    document.title(),
                    kept.passage(),
                    kept.file(),
                    page.number(),
                    start,
                    end,
                    page.shown().substring(start, end),
                    boxes,
                    passageHash(kept.passage()));
        }

        /// Empty when the passage was cut anew.
        private String passageHash(PassageId id) {
            return documents.passages(List.of(id), reader).stream()
                    .map(Passage::hash)
                    .findFirst()
                    .orElse("");
        }
    }
}
