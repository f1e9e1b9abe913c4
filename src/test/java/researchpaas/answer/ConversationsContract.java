package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.People;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.answer.Answer.RelatedDocument;
import researchpaas.answer.Answer.RelevantDataset;
import researchpaas.answer.KeptExchange.KeptAction;
import researchpaas.answer.KeptExchange.KeptCitation;
import researchpaas.answer.KeptExchange.KeptDataset;
import researchpaas.answer.KeptExchange.KeptStatement;
import researchpaas.answer.KeptExchange.Outcome;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.RecalledExchange.RecalledCitation;
import researchpaas.answer.RecalledExchange.RecalledStatement;
import researchpaas.answer.RecalledExchange.State;
import researchpaas.answer.jdbc.TestConversations;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.document.jdbc.TestLibrary;

/// What [Conversations] promises on either database, and what is read from them later. Each test
/// starts with nobody known and nothing asked.
public interface ConversationsContract {
    Owner LOCAL = new Owner(null);
    String TEXT = "灯りに蛾が集まる。 Moths circle a lamp at night. The rest says nothing.";
    String QUOTE = "Moths circle a lamp at night.";

    TestLibrary library();

    private Conversations conversations() {
        return TestConversations.in(library());
    }

    private RecallConversation recalling() {
        return new RecallConversation(conversations(), library().documents());
    }

    private KeepAnswer keeping() {
        return library()
                .transactional(
                        KeepAnswer.class,
                        new KeepAnswer(
                                conversations(),
                                library().documents(),
                                TestModels.none(),
                                library().clock()));
    }

    private Account person(String name) {
        return new People(library()).with(Role.STUDENT, name + "@university.ac.jp");
    }

    private Reader reader(Account account) {
        return new People(library()).reader(account);
    }

    private static Owner owner(Account account) {
        return new Owner(account.id());
    }

    private KeptExchange exchange(String question) {
        return new KeptExchange(
                0,
                library().now(),
                question,
                Question.Kind.DATABASE,
                "some-model",
                Outcome.GROUNDED,
                List.of(
                        new KeptStatement(
                                "灯りに集まる 🦋",
                                true,
                                List.of(citation(1, 0, 9, "aa"), citation(2, 10, 20, "bb"))),
                        new KeptStatement(null, false, List.of(citation(3, 5, 6, "cc"))),
                        new KeptStatement("Count them.", false, List.of(citation(1, 1, 2, "dd")))),
                2,
                List.of(new DocumentId(5), new DocumentId(4)),
                List.of(new KeptDataset(new DocumentId(9), 8, List.of("夜", "moth"))),
                List.of(
                        new KeptAction.ReadDocument(new DocumentId(5), 3),
                        new KeptAction.OpenDataset(new DocumentId(9)),
                        new KeptAction.SearchFor("moth lamp"),
                        new KeptAction.AskOtherwise(),
                        new KeptAction.AddDocuments(),
                        new KeptAction.Proposed(2)),
                new Receipt(
                        List.of(
                                new UsedPassage(
                                        new DocumentId(5),
                                        library().now().minusSeconds(60),
                                        new FileId(6),
                                        new PassageId(7),
                                        2,
                                        "hash",
                                        true)),
                        List.of("蛾", "moth"),
                        new Trace.Written("gemini", "g-1", new Usage(1_200, 80, 40)),
                        new Cost(1_234_567, "USD"),
                        null,
                        0.875,
                        3,
                        new Trace.Index("lucene", 77, "all-MiniLM-L6-v2"),
                        new Trace.Timings(
                                Duration.ofMillis(20),
                                Duration.ofMillis(700),
                                Duration.ofNanos(3_000),
                                Duration.ofSeconds(2))));
    }

    private static KeptCitation citation(long document, int start, int end, String hash) {
        return new KeptCitation(
                new DocumentId(document),
                new FileId(document + 1),
                new PassageId(document + 2),
                1,
                start,
                end,
                hash);
    }

    private static KeptExchange without(KeptExchange whole) {
        return new KeptExchange(
                0,
                whole.at(),
                whole.question(),
                Question.Kind.GENERAL,
                null,
                Outcome.NOT_FOUND,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                new Receipt(
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Why.NONE,
                        0.25,
                        0,
                        whole.receipt().index(),
                        new Trace.Timings(
                                Duration.ZERO, null, Duration.ZERO, Duration.ofMillis(9))));
    }

    private static KeptExchange at(int ordinal, KeptExchange exchange) {
        return new KeptExchange(
                ordinal,
                exchange.at(),
                exchange.question(),
                exchange.kind(),
                exchange.model(),
                exchange.outcome(),
                exchange.statements(),
                exchange.said(),
                exchange.related(),
                exchange.datasets(),
                exchange.actions(),
                exchange.receipt());
    }

    // keeping

    @Test
    default void givesBackWhatWasKept() {
        Owner owner = owner(person("a"));
        KeptExchange first = exchange("蛾はなぜ灯りに集まるか 🦋?\nAnd when?");
        KeptExchange second = without(first);

        Conversation begun = conversations().begin(owner, "夜の蛾", first);
        library().pass(Duration.ofMinutes(5));
        OptionalInt ordinal = conversations().add(owner, begun.id(), second);

        assertThat(ordinal).hasValue(2);
        assertThat(conversations().exchanges(owner, begun.id()))
                .containsExactly(at(1, first), at(2, second));
        Conversation now = conversations().find(owner, begun.id()).orElseThrow();
        assertThat(now.title()).isEqualTo("夜の蛾");
        assertThat(now.exchanges()).isEqualTo(2);
        assertThat(now.createdAt()).isEqualTo(begun.createdAt());
        assertThat(now.updatedAt()).isEqualTo(library().now());
    }

    @Test
    @Asvs({"8.2.2", "8.2.3"})
    default void knowsNobodyElsesConversation() {
        Owner owner = owner(person("a"));
        Owner admin = owner(new People(library()).with(Role.ADMIN, "admin@university.ac.jp"));
        ConversationId own = conversations().begin(owner, "own", exchange("Why?")).id();
        ConversationId local = conversations().begin(LOCAL, "local", exchange("How?")).id();

        for (Owner other : List.of(admin, LOCAL)) {
            assertThat(conversations().find(other, own)).isEmpty();
            assertThat(conversations().exchanges(other, own)).isEmpty();
            assertThat(conversations().add(other, own, exchange("Me?"))).isEmpty();
            assertThat(conversations().rename(other, own, "mine")).isFalse();
            assertThat(conversations().delete(other, own)).isFalse();
        }
        assertThat(conversations().list(admin, 0, 10)).isEmpty();
        assertThat(conversations().list(LOCAL, 0, 10))
                .extracting(Conversation::id)
                .containsExactly(local);
        assertThat(conversations().list(owner, 0, 10))
                .extracting(Conversation::title)
                .containsExactly("own");
    }

    @Test
    default void listsTheOneThatWasLastAddedToFirst() {
        Owner owner = owner(person("a"));
        ConversationId first = conversations().begin(owner, "1", exchange("1?")).id();
        library().pass(Duration.ofSeconds(1));
        conversations().begin(owner, "2", exchange("2?"));
        library().pass(Duration.ofSeconds(1));
        conversations().begin(owner, "3", exchange("3?"));
        library().pass(Duration.ofSeconds(1));
        conversations().add(owner, first, exchange("again?"));

        assertThat(titles(owner, 0, 2)).containsExactly("1", "3");
        assertThat(titles(owner, 2, 2)).containsExactly("2");
        assertThat(titles(owner, 3, 2)).isEmpty();
    }

    private List<String> titles(Owner owner, int offset, int limit) {
        return conversations().list(owner, offset, limit).stream()
                .map(Conversation::title)
                .toList();
    }

    @Test
    default void takesAnotherTitleAndStaysInItsPlace() {
        Owner owner = owner(person("a"));
        Conversation begun = conversations().begin(owner, "old", exchange("?"));
        library().pass(Duration.ofSeconds(1));

        assertThat(conversations().rename(owner, begun.id(), "新しい題")).isTrue();

        Conversation now = conversations().find(owner, begun.id()).orElseThrow();
        assertThat(now.title()).isEqualTo("新しい題");
        assertThat(now.updatedAt()).isEqualTo(begun.updatedAt());
    }

    @Test
    default void leavesNothingOfWhatIsDeleted() {
        Owner owner = owner(person("a"));
        ConversationId id = conversations().begin(owner, "t", exchange("?")).id();

        assertThat(conversations().delete(owner, id)).isTrue();

        assertThat(conversations().delete(owner, id)).isFalse();
        assertNothingIsLeft();
    }

    @Test
    @Asvs("14.2.4")
    default void leavesNothingOfAnAccountThatIsDeleted() {
        Account account = person("a");
        conversations().begin(owner(account), "t", exchange("?"));

        library()
                .sql()
                .sql("delete from accounts where id = :id")
                .param("id", account.id().value())
                .update();

        assertNothingIsLeft();
    }

    @Test
    default void forgetsThoseToWhichNothingWasAdded() {
        Owner owner = owner(person("a"));
        ConversationId old = conversations().begin(owner, "old", exchange("?")).id();
        ConversationId used = conversations().begin(LOCAL, "used", exchange("?")).id();
        library().pass(Duration.ofDays(10));
        conversations().add(LOCAL, used, exchange("again?"));

        assertThat(conversations().forget(library().now().minus(Duration.ofDays(5)))).isEqualTo(1);

        assertThat(conversations().find(owner, old)).isEmpty();
        assertThat(conversations().find(LOCAL, used)).isPresent();
    }

    private void assertNothingIsLeft() {
        for (String table :
                List.of(
                        "conversations",
                        "exchanges",
                        "exchange_statements",
                        "exchange_citations",
                        "exchange_passages",
                        "exchange_documents",
                        "exchange_actions")) {
            assertThat(
                            library()
                                    .sql()
                                    .sql("select count(*) from " + table)
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    @Asvs("15.4.1")
    default void numbersThoseThatAreAddedAtOnceOneAfterTheOther() {
        Owner owner = owner(person("a"));
        ConversationId id = conversations().begin(owner, "t", exchange("?")).id();

        List<CompletableFuture<OptionalInt>> all =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> conversations().add(owner, id, exchange("?"))))
                        .toList();

        assertThat(all.stream().map(one -> one.join().orElseThrow()))
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7);
    }

    // reading again

    record Asked(ConversationId id, Reader reader, FileId file) {}

    /// What somebody was answered from one page that everybody of the university sees.
    private Asked asked(String statement) {
        Reader reader = reader(person("a"));
        FileId file = library().file("paper/" + System.nanoTime() + ".pdf", everybody());
        publish(file, TEXT);
        Document document = document(file, reader);
        Statement said = new Statement(statement, List.of(citation(document, file)), false);
        Answer answer =
                new Answer.Extractive(
                        List.of(said),
                        List.of(new RelatedDocument(document, null)),
                        List.of(new RelevantDataset(document, 8, List.of("moth"))),
                        List.of(
                                new NextAction.ReadDocument(document, 1),
                                new NextAction.Proposed(said),
                                new NextAction.AskOtherwise()),
                        trace(document, file, reader));
        Kept kept =
                keeping()
                        .begin(
                                Question.of("Why do moths circle lamps?"),
                                answer,
                                reader,
                                Owner.of(reader).orElseThrow());
        return new Asked(kept.conversation(), reader, file);
    }

    private long everybody() {
        return library().access().idOf(Set.of(new Principal("domain:university.ac.jp")));
    }

    private void publish(FileId file, String text) {
        library().publication().publish(DocumentsContract.content(file, "o" + file.value(), text));
    }

    private Document document(FileId file, Reader reader) {
        return library().documents().list(0, 1000, reader).stream()
                .flatMap(id -> library().documents().findAll(List.of(id), reader).stream())
                .filter(one -> one.files().getFirst().id().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private static Citation citation(Document document, FileId file) {
        int start = TEXT.indexOf(QUOTE);
        return new Citation(
                document.id(),
                document.key(),
                document.title(),
                new PassageId(1),
                file,
                1,
                start,
                start + QUOTE.length(),
                QUOTE,
                List.of(),
                "hash");
    }

    private Trace trace(Document document, FileId file, Reader reader) {
        Passage passage =
                library()
                        .sql()
                        .sql("select id from passages where file_id = :file")
                        .param("file", file.value())
                        .query(Long.class)
                        .list()
                        .stream()
                        .flatMap(id ->
                                library()
                                        .documents()
                                        .passages(List.of(new PassageId(id)), reader)
                                        .stream())
                        .findFirst()
                        .orElseThrow();
        return new Trace(
                List.of(
                        new Trace.Read(
                                document.id(),
                                document.key(),
                                file,
                                passage.id(),
                                passage.hash(),
                                true)),
                List.of("moths"),
                null,
                Why.NONE,
                0.5,
                0,
                new Trace.Index("lucene", 1, "m"),
                new Trace.Timings(Duration.ZERO, null, Duration.ZERO, Duration.ZERO));
    }

    private RecalledExchange recalled(Asked kept) {
        return recalling().recall(kept.id(), kept.reader()).orElseThrow().exchanges().getFirst();
    }

    @Test
    default void readsTheSourcesOfAnEarlierAnswerAgain() {
        Asked kept = asked("Moths circle a lamp  at night.");
        assertThat(conversations().exchanges(Owner.of(kept.reader()).orElseThrow(), kept.id()))
                .as("a text that is the source's own is not kept")
                .allSatisfy(
                        one -> assertThat(one.statements()).allMatch(said -> said.text() == null));

        RecalledExchange recalled = recalled(kept);

        assertThat(recalled.state()).isEqualTo(State.STANDS);
        RecalledStatement said = recalled.statements().getFirst();
        assertThat(said.text()).isEqualTo(QUOTE);
        assertThat(said.citations())
                .singleElement()
                .isInstanceOfSatisfying(
                        RecalledCitation.Stands.class,
                        stands -> assertThat(stands.citation().quote()).isEqualTo(QUOTE));
        assertThat(recalled.statements()).hasSize(1);
        assertThat(recalled.related()).hasSize(1);
        assertThat(recalled.datasets()).hasSize(1);
        assertThat(recalled.actions()).hasSize(3);
        assertThat(recalled.kept().receipt().passages())
                .singleElement()
                .satisfies(used -> assertThat(used.version()).isEqualTo(library().now()));
    }

    @Test
    default void findsQuotedWordsThatMovedInTheirPage() {
        Asked kept = asked("Lamps draw moths.");
        publish(kept.file(), "A new beginning. " + TEXT);

        RecalledExchange recalled = recalled(kept);

        assertThat(recalled.state()).isEqualTo(State.STANDS);
        assertThat(recalled.statements().getFirst().text()).isEqualTo("Lamps draw moths.");
        assertThat(recalled.statements().getFirst().citations())
                .singleElement()
                .isInstanceOfSatisfying(
                        RecalledCitation.Stands.class,
                        stands -> {
                            assertThat(stands.citation().quote()).isEqualTo(QUOTE);
                            assertThat(stands.citation().start())
                                    .isEqualTo(17 + TEXT.indexOf(QUOTE));
                        });
    }

    @Test
    default void saysThatASourceWasChanged() {
        Asked kept = asked("Lamps draw moths.");
        publish(kept.file(), "Nothing of the kind is said any more.");

        RecalledExchange recalled = recalled(kept);

        assertThat(recalled.state()).isEqualTo(State.CHANGED);
        RecalledStatement said = recalled.statements().getFirst();
        assertThat(said.text()).isEqualTo("Lamps draw moths.");
        assertThat(said.citations()).singleElement().isInstanceOf(RecalledCitation.Changed.class);
        assertThat(recalled.actions()).noneMatch(NextAction.Proposed.class::isInstance).hasSize(2);
    }

    @Test
    default void hasNothingLeftToShowOfAQuoteThatIsGone() {
        Asked kept = asked(QUOTE);
        publish(kept.file(), "Nothing of the kind is said any more.");

        assertThat(recalled(kept).statements().getFirst().text()).isNull();
    }

    @Test
    @Asvs({"8.2.2", "8.3.2"})
    default void hidesWhatWasMadeFromASourceThatTheReaderMayNotSeeAnyMore() {
        Asked kept = asked("Lamps draw moths.");
        library()
                .changeAccess(
                        kept.file(),
                        library().access().idOf(Set.of(new Principal("user:other@x.jp"))));

        assertHidden(recalled(kept));
    }

    @Test
    default void hidesWhatWasMadeFromASourceThatIsDeleted() {
        Asked kept = asked("Lamps draw moths.");
        library().publication().hide(List.of(kept.file()));

        assertHidden(recalled(kept));
    }

    private static void assertHidden(RecalledExchange recalled) {
        assertThat(recalled.state()).isEqualTo(State.HIDDEN);
        assertThat(recalled.statements())
                .singleElement()
                .satisfies(said -> {
                    assertThat(said.text()).isNull();
                    assertThat(said.citations()).isEmpty();
                });
        assertThat(recalled.related()).isEmpty();
        assertThat(recalled.datasets()).isEmpty();
        assertThat(recalled.actions()).singleElement().isInstanceOf(NextAction.AskOtherwise.class);
    }

    @Test
    default void recallsNothingForAnybodyElse() {
        Asked kept = asked("Lamps draw moths.");

        for (Reader other : List.of(reader(person("b")), Reader.local(), Reader.nobody())) {
            assertThat(recalling().recall(kept.id(), other)).isEmpty();
            assertThat(recalling().recall(kept.id(), 1, other)).isEqualTo(Optional.empty());
        }
        assertThat(recalling().recall(kept.id(), 1, kept.reader())).isPresent();
    }
}
