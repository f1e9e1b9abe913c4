package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Changes;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.State;

/// What a [Ledger] promises, alone and together with the library on the same database. Each test
/// starts with an empty one.
public interface LedgerContract {
    String SHA = "a".repeat(64);
    Instant TIME = Instant.ofEpochMilli(1_760_000_000_123L);

    Ledger ledger();

    DocumentsContract.Library library();

    @Test
    default void givesASourceTheSameIdForEver() {
        SourceId source = ledger().source("folder:library");

        assertThat(ledger().source("folder:library")).isEqualTo(source);
        assertThat(ledger().source("folder:other")).isNotEqualTo(source);
        assertThat(ledger().sources())
                .containsEntry(source, "folder:library")
                .containsValue("folder:other");
    }

    @Test
    default void startsAFileAsDiscovered() {
        long set = set("anyone");
        Entry entry = ledger().discover(source(), file("論文/日本語 🧪.pdf", 42), set);

        assertThat(entry)
                .isEqualTo(
                        new Entry(
                                entry.id(),
                                source(),
                                "論文/日本語 🧪.pdf",
                                null,
                                42,
                                TIME,
                                set,
                                State.DISCOVERED,
                                null,
                                null,
                                0,
                                null,
                                null,
                                null,
                                false));
        assertThat(ledger().find(entry.id())).contains(entry);
        assertThat(ledger().present(source())).containsExactly(entry);
        assertThat(ledger().find(new FileId(99))).isEmpty();
    }

    @Test
    default void leavesAFileAloneThatIsDiscoveredTwice() {
        Entry entry = discover("a.pdf");
        ledger().fetched(entry.id(), SHA);

        assertThat(ledger().discover(source(), file("a.pdf", 7), set("anyone")))
                .isEqualTo(ledger().find(entry.id()).orElseThrow());
        assertThat(ledger().present(source())).hasSize(1);
    }

    @Test
    default void keepsSourcesApart() {
        SourceId other = ledger().source("folder:other");
        Entry mine = discover("a.pdf");
        Entry theirs = ledger().discover(other, file("a.pdf", 1), set("anyone"));
        ledger().fetched(mine.id(), SHA);
        ledger().fetched(theirs.id(), SHA);

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(ledger().present(source())).extracting(Entry::id).containsExactly(mine.id());
        assertThat(ledger().present(other)).extracting(Entry::id).containsExactly(theirs.id());
    }

    @Test
    default void knowsAwaitedFilesByTheirBytes() {
        Entry first = awaited("papers/old.pdf");
        Entry second = awaited("papers/same.pdf");
        Entry read = discover("papers/read.pdf");
        library().publication().publish(DocumentsContract.content(read.id(), "r", "Text."));

        assertThat(ledger().awaitedSizes()).containsExactly(first.size());
        assertThat(ledger().awaited(SHA))
                .extracting(Entry::id)
                .containsExactly(first.id(), second.id());
        assertThat(ledger().awaited("b".repeat(64))).isEmpty();
    }

    /// A takeover of a vector store knows names, and sizes at most.
    @Test
    default void knowsAwaitedFilesWithoutBytesByTheirName() {
        Entry sized = awaited("papers/old/ガ_1.pdf", "");
        Entry other = awaited("papers/else/ガx1.pdf", "");
        awaited("papers/known.pdf");

        // the other form of Unicode; an underscore is none of a pattern
        assertThat(ledger().awaitedNamed("カ\u3099_1.pdf", sized.size()))
                .extracting(Entry::id)
                .containsExactly(sized.id());
        assertThat(ledger().awaitedNamed("ガx1.pdf", other.size())).hasSize(1);
        assertThat(ledger().awaitedNamed("ガ_1.pdf", sized.size() + 1)).isEmpty();
        assertThat(ledger().awaitedNamed("1.pdf", sized.size())).isEmpty();
        assertThat(ledger().awaitedNamed("known.pdf", sized.size())).isEmpty();
    }

    @Test
    default void goesOnWithAnAwaitedFileOnceItIsFound() {
        Entry awaited = awaited("papers/old.pdf");
        long change = library().changes().last();
        SourceId folder = ledger().source("folder:library");
        SourceFile found = file("papers/new.pdf", 42);

        assertThat(ledger().adopt(awaited.id(), folder, found, null, set("domain:x"))).isTrue();

        Entry now = ledger().find(awaited.id()).orElseThrow();
        assertThat(now.source()).isEqualTo(folder);
        assertThat(now.path()).isEqualTo("papers/new.pdf");
        assertThat(now.state()).isEqualTo(State.DISCOVERED);
        assertThat(now.accessSet()).isEqualTo(set("domain:x"));
        assertThat(now.published()).as("stays until the file is read").isNotNull();
        assertThat(library().changes().last()).isGreaterThan(change);
        assertThat(ledger().awaited(SHA)).isEmpty();
        assertThat(ledger().adopt(awaited.id(), folder, found, null, set("domain:x"))).isFalse();
    }

    private Entry awaited(String path) {
        return awaited(path, SHA);
    }

    /// @param sha256 empty where nobody knows it
    private Entry awaited(String path, String sha256) {
        Entry entry = discover(path);
        Publication.Content content =
                DocumentsContract.content(entry.id(), path, "What was said of it.");
        library()
                .publication()
                .publish(
                        new Publication.Content(
                                entry.id(),
                                path,
                                Category.PAPER,
                                content.mediaType(),
                                content.description(),
                                content.pages(),
                                content.passages(),
                                sha256,
                                Ledger.AWAITED));
        return ledger().find(entry.id()).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    default void remembersTheStateThatAFileReached(State state) {
        Entry entry = discover("a.pdf");
        ledger().reached(entry.id(), state);

        assertThat(entry(entry.id()).state()).isEqualTo(state);
    }

    @Test
    default void remembersTheBytesThatWereFetched() {
        Entry entry = discover("a.pdf");
        ledger().fetched(entry.id(), SHA);

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.FETCHED);
                    assertThat(now.sha256()).isEqualTo(SHA);
                });
    }

    /// A retry once took the bytes of the broken-off import for the published ones, and the old
    /// text stayed for ever.
    @Test
    default void tellsThePublishedBytesFromThoseOfALaterImportThatBrokeOff() {
        Entry before = published("a.pdf", "a");
        ledger().fetched(before.id(), SHA);
        ledger().fail(before.id(), Reason.of(Reason.Code.OUT_OF_MEMORY), 1, TIME, "reader-2");

        assertThat(entry(before.id()).sha256()).isEqualTo(SHA);
        assertThat(entry(before.id()).published()).isEqualTo(before.published());
        assertThat(Objects.requireNonNull(before.published()).sha256()).isNotEqualTo(SHA);
        assertThat(before.published().readerVersion()).isEqualTo("reader-1");
    }

    @Test
    default void tellsWhyAFileWasSkipped() {
        Entry entry = discover("a.pdf");
        Reason reason = Reason.of(Reason.Code.TOO_LARGE, "120", "100 \"MB\"、上限");
        ledger().skip(entry.id(), reason, SHA, "reader-2");

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.SKIPPED);
                    assertThat(now.reason()).isEqualTo(reason);
                    assertThat(now.sha256()).isEqualTo(SHA);
                    assertThat(now.readerVersion()).isEqualTo("reader-2");
                });
    }

    @Test
    default void skipsAFileThatWasNeverRead() {
        Entry entry = discover("a.pdf");
        ledger().skip(entry.id(), Reason.of(Reason.Code.EMPTY_FILE), null, "reader-2");

        assertThat(entry(entry.id()).sha256()).isNull();
        assertThat(entry(entry.id()).reason()).isEqualTo(Reason.of(Reason.Code.EMPTY_FILE));
    }

    @Test
    default void tellsWhyAFileFailedAndWhenItIsTriedAgain() {
        Entry entry = discover("a.pdf");
        Instant later = TIME.plusSeconds(60);
        ledger().fail(entry.id(), Reason.of(Reason.Code.TOOK_TOO_LONG, "20"), 3, later, "reader-2");

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.FAILED);
                    assertThat(now.reason()).isEqualTo(Reason.of(Reason.Code.TOOK_TOO_LONG, "20"));
                    assertThat(now.attempts()).isEqualTo(3);
                    assertThat(now.nextTry()).isEqualTo(later);
                    assertThat(now.readerVersion()).isEqualTo("reader-2");
                });
        ledger().fail(entry.id(), Reason.of(Reason.Code.READER_CRASHED), 4, null, "reader-2");
        assertThat(entry(entry.id()).nextTry()).isNull();
    }

    @Test
    default void triesWhatFailedForGoodWhenAsked() {
        Entry failed = discover("a.pdf");
        Entry skipped = discover("b.pdf");
        ledger().fail(failed.id(), Reason.of(Reason.Code.READER_CRASHED), 4, null, "reader-2");
        ledger().skip(skipped.id(), Reason.of(Reason.Code.BROKEN), SHA, "reader-2");

        ledger().tryAgain(failed.source());

        assertThat(entry(failed.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.FAILED);
                    assertThat(now.attempts()).isEqualTo(4);
                    assertThat(now.nextTry()).isNotNull();
                });
        assertThat(entry(skipped.id()).nextTry()).isNull();
    }

    @Test
    default void forgetsAFailureWhenTheFileChanges() {
        Entry entry = discover("a.pdf");
        ledger().fail(entry.id(), Reason.of(Reason.Code.BROKEN), 3, TIME, "reader-2");
        ledger().rediscover(entry.id(), new SourceFile("a.pdf", 43, TIME.plusSeconds(1)));

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.DISCOVERED);
                    assertThat(now.size()).isEqualTo(43);
                    assertThat(now.modifiedAt()).isEqualTo(TIME.plusSeconds(1));
                    assertThat(now.reason()).isNull();
                    assertThat(now.attempts()).isZero();
                    assertThat(now.nextTry()).isNull();
                });
    }

    @Test
    default void keepsAChangedFileSearchableUntilItIsPublishedAgain() {
        Entry entry = published("a.pdf", "a");
        ledger().rediscover(entry.id(), file("a.pdf", 43));

        assertThat(documents().find(paper(1), Reader.local())).isPresent();
        assertThat(origin(entry(entry.id()))).isEqualTo("a");
    }

    @Test
    default void movesAFileWithItsState() {
        Entry entry = discover("old/a.pdf");
        ledger().fetched(entry.id(), SHA);
        ledger().move(entry.id(), new SourceFile("new/b.pdf", 44, TIME.plusSeconds(5)));

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.path()).isEqualTo("new/b.pdf");
                    assertThat(now.size()).isEqualTo(44);
                    assertThat(now.modifiedAt()).isEqualTo(TIME.plusSeconds(5));
                    assertThat(now.state()).isEqualTo(State.FETCHED);
                    assertThat(now.sha256()).isEqualTo(SHA);
                });
        assertThat(discover("old/a.pdf").id()).isNotEqualTo(entry.id());
    }

    @Test
    default void tellsTheIndexOfAMoveThatItMustKnow() {
        Entry published = published("old/a.pdf", "a");
        Entry unpublished = discover("old/b.pdf");
        long last = changes().last();
        ledger().move(unpublished.id(), file("new/b.pdf", 1));
        assertThat(changes().last()).isEqualTo(last);
        ledger().move(published.id(), file("new/renamed.pdf", 1));

        assertThat(changes().after(last, 10, "m"))
                .singleElement()
                .satisfies(change ->
                        assertThat(((Changes.Change.Present) change).files().getFirst().name())
                                .isEqualTo("renamed.pdf"));
        assertThat(
                        documents()
                                .find(paper(1), Reader.local())
                                .orElseThrow()
                                .files()
                                .getFirst()
                                .path())
                .isEqualTo("new/renamed.pdf");
    }

    @Test
    default void movesAFileToWhereAnotherOneWasBeforeItWent() {
        Entry gone = discover("b.pdf");
        ledger().gone(gone.id());
        Entry entry = discover("a.pdf");
        ledger().move(entry.id(), file("b.pdf", 1));

        assertThat(ledger().present(source()))
                .singleElement()
                .satisfies(now -> {
                    assertThat(now.id()).isEqualTo(entry.id());
                    assertThat(now.path()).isEqualTo("b.pdf");
                });
    }

    @Test
    default void refusesToMoveAFileOntoOneThatIsThere() {
        Entry a = discover("a.pdf");
        discover("b.pdf");

        assertThatThrownBy(() -> ledger().move(a.id(), file("b.pdf", 1)))
                .isInstanceOf(RuntimeException.class);
        assertThat(entry(a.id()).path()).isEqualTo("a.pdf");
    }

    @Test
    default void bringsAGoneFileBackWhenItIsMoved() {
        Entry entry = discover("a.pdf");
        ledger().gone(entry.id());
        ledger().move(entry.id(), file("b.pdf", 1));

        assertThat(ledger().present(source())).extracting(Entry::path).containsExactly("b.pdf");
    }

    @Test
    default void keepsTheRowOfAFileThatIsGone() {
        Entry entry = discover("a.pdf");
        ledger().fetched(entry.id(), SHA);
        ledger().gone(entry.id());

        assertThat(ledger().present(source())).isEmpty();
        assertThat(entry(entry.id()).gone()).isTrue();
    }

    @Test
    default void givesAFileThatReturnsItsRowAndItsDocumentsNumber() {
        Entry other = published("other.pdf", "other");
        Entry entry = published("a.pdf", "a");
        ledger().gone(entry.id());
        library().publication().hide(List.of(entry.id()));
        long set = set("role:student");
        Entry back = ledger().discover(source(), file("a.pdf", 50), set);

        assertThat(back.id()).isEqualTo(entry.id());
        assertThat(back.state()).isEqualTo(State.DISCOVERED);
        assertThat(back.size()).isEqualTo(50);
        assertThat(back.accessSet()).isEqualTo(set);
        assertThat(back.gone()).isFalse();
        assertThat(back.published()).as("nothing of it is visible yet").isNull();
        assertThat(library().publication().publish(content(back.id(), "a"))).isEqualTo(paper(2));
        assertThat(other.id()).isNotEqualTo(back.id());
    }

    @Test
    default void changesWhoMayReadAFileAndTellsTheIndex() {
        Entry published = published("a.pdf", "a");
        Entry unpublished = discover("b.pdf");
        long last = changes().last();
        long students = set("role:student");
        ledger().accessChanged(unpublished.id(), students);
        assertThat(changes().last()).isEqualTo(last);
        ledger().accessChanged(published.id(), students);

        assertThat(entry(published.id()).accessSet()).isEqualTo(students);
        assertThat(changes().after(last, 10, "m"))
                .singleElement()
                .satisfies(change ->
                        assertThat(((Changes.Change.Present) change).files().getFirst().accessSet())
                                .isEqualTo(students));
        assertThat(documents().find(paper(1), Reader.nobody())).isEmpty();
        assertThat(documents().find(paper(1), Reader.holding("s", new Principal("role:student"))))
                .isPresent();
    }

    @Test
    default void forgetsTroubleWhenAFileIsPublished() {
        Entry entry = discover("a.pdf");
        ledger().fail(entry.id(), Reason.of(Reason.Code.OUT_OF_MEMORY), 2, TIME, "reader-0");
        library().publication().publish(content(entry.id(), "a"));

        assertThat(entry(entry.id()))
                .satisfies(now -> {
                    assertThat(now.state()).isEqualTo(State.PUBLISHED);
                    assertThat(now.reason()).isNull();
                    assertThat(now.attempts()).isZero();
                    assertThat(now.nextTry()).isNull();
                    assertThat(now.readerVersion()).isEqualTo("reader-1");
                    assertThat(origin(now)).isEqualTo("a");
                });
    }

    private Documents documents() {
        return library().documents();
    }

    private Changes changes() {
        return library().changes();
    }

    private SourceId source() {
        return ledger().source("folder:library");
    }

    private long set(String principal) {
        return library().access().idOf(Set.of(new Principal(principal)));
    }

    private Entry discover(String path) {
        return ledger().discover(source(), file(path, 42), set("anyone"));
    }

    private Entry published(String path, String origin) {
        Entry entry = discover(path);
        library().publication().publish(content(entry.id(), origin));
        return entry(entry.id());
    }

    private static String origin(Entry entry) {
        return Objects.requireNonNull(entry.published()).origin();
    }

    private Entry entry(FileId file) {
        return ledger().find(file).orElseThrow();
    }

    private static SourceFile file(String path, long size) {
        return new SourceFile(path, size, TIME);
    }

    private static DocumentKey paper(long number) {
        return new DocumentKey(Category.PAPER, number);
    }

    private static Publication.Content content(FileId file, String origin) {
        return DocumentsContract.content(file, origin, "Text of " + origin + ".");
    }
}
