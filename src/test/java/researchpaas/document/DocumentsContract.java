package researchpaas.document;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.document.HiddenText.Kind;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.Publication.Unembedded;

/// What [Documents], [Publication], [Changes] and [Access] promise together, whatever database
/// stands behind them. Each test starts with an empty library.
public interface DocumentsContract {
    String MODEL = "test-model";
    Reader LOCAL = Reader.local();

    Library library();

    /// The four ports on one database, with what the ledger and time do to them.
    interface Library {
        Documents documents();

        Publication publication();

        Changes changes();

        Access access();

        /// A new file of 1,000 bytes in the ledger.
        FileId file(String path, long accessSet);

        void changeAccess(FileId file, long accessSet);

        /// The file's state, hash and reader version in the ledger, joined by spaces.
        String ledger(FileId file);

        Instant now();

        void pass(Duration time);
    }

    // publishing

    @Test
    default void givesTheNextNumberOfTheCategory() {
        assertThat(publish("paper/a.pdf", Category.PAPER)).isEqualTo(key(Category.PAPER, 1));
        assertThat(publish("paper/b.pdf", Category.PAPER)).isEqualTo(key(Category.PAPER, 2));
        assertThat(publish("poster/c.pdf", Category.POSTER)).isEqualTo(key(Category.POSTER, 1));
    }

    @Test
    default void keepsTheNumberOfADocumentThatIsPublishedAgain() {
        FileId file = file("paper/a.pdf");
        DocumentKey first = publication().publish(content(file, "a", "Old text."));
        DocumentKey second = publication().publish(content(file, "a", "New text."));

        assertThat(second).isEqualTo(first);
        assertThat(texts(file)).containsExactly("New text.");
    }

    @Test
    default void neverGivesANumberTwice() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "a", "Text."));
        publication().hide(List.of(file));
        publication().purge(library().now().plusSeconds(1));

        assertThat(publish("paper/b.pdf", Category.PAPER)).isEqualTo(key(Category.PAPER, 2));
    }

    @Test
    default void givesADocumentThatChangesItsCategoryANewNumberThatIsItsOwn() {
        FileId file = file("x/a.pdf");
        publication().publish(content(file, "a", "Text."));
        DocumentKey poster =
                publication().publish(in(Category.POSTER, content(file, "a", "Text.")));

        assertThat(poster).isEqualTo(key(Category.POSTER, 1));
        assertThat(documents().find(key(Category.PAPER, 1), LOCAL)).isEmpty();
        assertThat(publish("paper/b.pdf", Category.PAPER)).isEqualTo(key(Category.PAPER, 2));
    }

    @Test
    default void givesBackWhatWasPublished() {
        FileId file = file("paper/深層学習.pdf");
        Description description =
                new Description(
                        "深層学習による画像認識 🧠",
                        List.of("山田 太郎", "髙橋 花子", "O'Brien, \"X\""),
                        "要旨です。𠮷野家の例。",
                        List.of("深層学習", "CNN"),
                        2024,
                        Language.JAPANESE,
                        Instant.ofEpochMilli(1_700_000_000_123L));
        publication().publish(described(description, content(file, "origin", "本文です。")));

        Document document = documents().find(key(Category.PAPER, 1), LOCAL).orElseThrow();
        assertThat(document.title()).isEqualTo(description.title());
        assertThat(document.authors()).isEqualTo(description.authors());
        assertThat(document.summary()).isEqualTo(description.summary());
        assertThat(document.keywords()).isEqualTo(description.keywords());
        assertThat(document.year()).isEqualTo(2024);
        assertThat(document.language()).isEqualTo(Language.JAPANESE);
        assertThat(document.createdAt()).isEqualTo(description.createdAt());
        assertThat(document.updatedAt()).isEqualTo(library().now());
        DocumentFile stored = document.files().getFirst();
        assertThat(stored.path()).isEqualTo("paper/深層学習.pdf");
        assertThat(stored.name()).isEqualTo("深層学習.pdf");
        assertThat(stored.mediaType()).isEqualTo("application/pdf");
        assertThat(stored.size()).isEqualTo(1_000);
        assertThat(stored.pages()).isEqualTo(1);
    }

    @Test
    default void leavesAnUnknownYearUnknown() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "a", "Text."));

        assertThat(documents().find(key(Category.PAPER, 1), LOCAL).orElseThrow().year()).isNull();
    }

    @Test
    default void givesBackAPageWithThePlacesOfItsLines() {
        FileId file = file("paper/a.pdf");
        List<Line> lines =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                new Line(
                                        i * 10,
                                        i * 10 + 9,
                                        new Box(70.13f, 50 + 12.6f * i, 230.5f, 9.96f),
                                        10.02f))
                        .toList();
        Page page = new Page(7, "あいう えお\n".repeat(90), 595.276f, 841.89f, lines);
        publication().publish(withPages(List.of(page), content(file, "a", "あいう")));

        Page stored = documents().page(file, 7, LOCAL).orElseThrow();
        assertThat(stored.text()).isEqualTo(page.text());
        assertThat(stored.width()).isCloseTo(595.276f, within(.001f));
        assertThat(stored.height()).isCloseTo(841.89f, within(.001f));
        assertThat(stored.lines()).hasSize(60);
        for (int i = 0; i < 60; i++) {
            Line expected = lines.get(i);
            Line line = stored.lines().get(i);
            assertThat(line.start()).isEqualTo(expected.start());
            assertThat(line.end()).isEqualTo(expected.end());
            assertThat(line.box().x()).isCloseTo(expected.box().x(), within(.06f));
            assertThat(line.box().y()).isCloseTo(expected.box().y(), within(.06f));
            assertThat(line.box().width()).isCloseTo(expected.box().width(), within(.06f));
            assertThat(line.box().height()).isCloseTo(expected.box().height(), within(.06f));
            assertThat(line.fontSize()).isCloseTo(expected.fontSize(), within(.06f));
        }
    }

    @Test
    default void tellsWhatPeopleDoNotSeeOfAPageAndOfThePassagesOnIt() {
        FileId file = file("paper/a.pdf");
        List<HiddenText> hidden =
                List.of(
                        new HiddenText(4, 10, Kind.COLOUR),
                        new HiddenText(12, 12, Kind.CHARACTERS),
                        new HiddenText(21, 25, Kind.TINY));
        Page first = new Page(1, "See hidden this. And more.", 595, 842, List.of(), hidden);
        Page second = page(2, "Slide");
        Page third =
                new Page(
                        3,
                        "Secret end",
                        595,
                        842,
                        List.of(),
                        List.of(new HiddenText(0, 6, Kind.OFF_PAGE)));
        Page fourth = page(4, "Open.");
        NewPassage one = spanning("See hidden this.", 1, 0, 1, 16);
        NewPassage across = spanning("And more.\nSlide\nSecret end\nOpen.", 1, 17, 4, 5);
        NewPassage open = spanning("Open.", 4, 0, 4, 5);
        Content content = content(file, "a", "x");
        publication()
                .publish(
                        withPassages(
                                List.of(one, across, open),
                                withPages(List.of(first, second, third, fourth), content)));

        Page stored = documents().page(file, 1, LOCAL).orElseThrow();
        assertThat(stored.hidden()).isEqualTo(hidden);
        assertThat(stored.shown()).isEqualTo("See        this. And     .");
        assertThat(documents().pagesWithHiddenText(file, LOCAL)).containsExactly(1, 3);
        assertThat(documents().passages(ids(file), LOCAL))
                .extracting(Passage::shown)
                .containsExactlyInAnyOrder(
                        "See        this.", "And     .\nSlide\n       end\nOpen.", "Open.");

        publication().publish(content);
        assertThat(documents().pagesWithHiddenText(file, LOCAL)).isEmpty();
        assertThat(documents().page(file, 1, LOCAL).orElseThrow().hidden()).isEmpty();
    }

    @Test
    default void tellsNobodyOfHiddenTextInAFileThatHeMayNotSee() {
        FileId file = library().file("paper/a.pdf", set("user:a@u.jp"));
        Page page =
                new Page(
                        1,
                        "See this",
                        595,
                        842,
                        List.of(),
                        List.of(new HiddenText(0, 3, Kind.COLOUR)));
        publication().publish(withPages(List.of(page), content(file, "a", "See this")));

        assertThat(
                        documents()
                                .pagesWithHiddenText(
                                        file, Reader.holding("r", new Principal("user:b@u.jp"))))
                .isEmpty();
        assertThat(
                        documents()
                                .pagesWithHiddenText(
                                        file, Reader.holding("r", new Principal("user:a@u.jp"))))
                .containsExactly(1);
    }

    @Test
    default void forgetsTheEarlierPagesOfAReplacedFile() {
        FileId file = file("paper/a.pdf");
        publication()
                .publish(
                        withPages(
                                List.of(page(1, "one"), page(2, "two")),
                                content(file, "a", "one")));
        publication().publish(withPages(List.of(page(1, "uno")), content(file, "a", "uno")));

        assertThat(documents().page(file, 1, LOCAL).orElseThrow().text()).isEqualTo("uno");
        assertThat(documents().page(file, 2, LOCAL)).isEmpty();
    }

    @Test
    default void keepsTheIdsOfPassagesThatDidNotChange() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "a", "First.", "Second.", "Third."));
        Map<String, PassageId> before = passageIds(file);
        publication().publish(content(file, "a", "First.", "Other.", "Third."));
        Map<String, PassageId> after = passageIds(file);

        assertThat(after).containsOnlyKeys("First.", "Other.", "Third.");
        assertThat(after.get("First.")).isEqualTo(before.get("First."));
        assertThat(after.get("Third.")).isEqualTo(before.get("Third."));
        assertThat(after.get("Other.")).isNotIn(before.values());
        assertThat(documents().passages(List.of(before.get("Second.")), LOCAL)).isEmpty();
    }

    @Test
    default void givesAPassageThatMovedWithinItsTextANewId() {
        FileId file = file("paper/a.pdf");
        NewPassage passage = passage("Same.", 0);
        publication().publish(withPassages(List.of(passage), content(file, "a")));
        PassageId before = passageIds(file).get("Same.");
        publication().publish(withPassages(List.of(passage("Same.", 40)), content(file, "a")));

        assertThat(passageIds(file).get("Same.")).isNotEqualTo(before);
    }

    @Test
    default void keepsEachOfSeveralEqualPassages() {
        FileId file = file("paper/a.pdf");
        List<NewPassage> equal =
                List.of(passage("Same.", 0), passage("Same.", 0), passage("Same.", 0));
        publication().publish(withPassages(equal, content(file, "a")));
        Set<PassageId> before = ids(file);
        publication().publish(withPassages(equal, content(file, "a")));

        assertThat(before).hasSize(3);
        assertThat(ids(file)).isEqualTo(before);
    }

    @Test
    default void givesBackAPassageWithItsPlace() {
        FileId file = file("paper/a.pdf");
        NewPassage passage =
                new NewPassage("本文 🧪。", "1 序論 › 背景", 2, 3, 17, 4, Language.JAPANESE, hash("本文"));
        publication()
                .publish(withPassages(List.of(passage("First.", 0), passage), content(file, "a")));

        Passage stored =
                documents().passages(List.of(passageIds(file).get("本文 🧪。")), LOCAL).getFirst();
        assertThat(stored.file()).isEqualTo(file);
        assertThat(stored.document()).isEqualTo(document(key(Category.PAPER, 1)).id());
        assertThat(stored.ordinal()).isEqualTo(1);
        assertThat(stored.heading()).isEqualTo("1 序論 › 背景");
        assertThat(List.of(stored.firstPage(), stored.lastPage(), stored.start(), stored.end()))
                .containsExactly(2, 3, 17, 4);
        assertThat(stored.language()).isEqualTo(Language.JAPANESE);
        assertThat(stored.hash()).isEqualTo(hash("本文"));
    }

    @Test
    default void givesWhatStandsBesideAPassageToThoseWhoMaySeeIt() {
        FileId file = library().file("paper/a.pdf", set("user:a@example.com"));
        publication().publish(content(file, "a", "One.", "Two.", "Three.", "Four."));
        FileId other = library().file("paper/b.pdf", set("user:a@example.com"));
        publication().publish(content(other, "b", "Elsewhere."));
        Map<String, PassageId> ids = passageIds(file);
        List<PassageId> asked = List.of(ids.get("One."), ids.get("Three."));

        assertThat(
                        documents()
                                .passagesBeside(
                                        asked,
                                        1,
                                        Reader.holding("a", new Principal("user:a@example.com"))))
                .extracting(Passage::text)
                .containsExactlyInAnyOrder("Two.", "Four.");
        assertThat(
                        documents()
                                .passagesBeside(
                                        asked,
                                        1,
                                        Reader.holding("b", new Principal("user:b@example.com"))))
                .isEmpty();
    }

    @Test
    default void takesADocumentOfAThousandPassages() {
        FileId file = file("paper/long.pdf");
        String[] texts =
                IntStream.range(0, 1_000).mapToObj(i -> "文 " + i + "。").toArray(String[]::new);
        publication().publish(content(file, "a", texts));

        assertThat(texts(file)).containsExactly(texts);
        assertThat(documents().passages(ids(file), LOCAL)).hasSize(1_000);
        assertThat(documents().count(LOCAL).passages()).isEqualTo(1_000);
    }

    @Test
    default void marksTheFilePublishedInTheLedger() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "a", "Text."));

        assertThat(library().ledger(file)).isEqualTo("PUBLISHED " + hash("a") + " reader-1");
    }

    @Test
    default void refusesAFileThatTheLedgerDoesNotKnowAndChangesNothing() {
        Content unknown = content(new FileId(99), "a", "Text.");

        assertThatThrownBy(() -> publication().publish(unknown))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(changes().last()).isZero();
        assertThat(publish("paper/b.pdf", Category.PAPER)).isEqualTo(key(Category.PAPER, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud83d", "\udc00b", "\ud83d\ud83d\udc00"})
    default void refusesTextThatADatabaseCannotHold(String text) {
        FileId file = file("paper/a.pdf");

        assertThatThrownBy(() -> publication().publish(content(file, "a", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+");
        assertThat(changes().last()).isZero();
    }

    @Test
    default void movesAFileToAnotherDocumentAndLeavesTheOldOneGone() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "old", "Text."));
        DocumentId old = document(key(Category.PAPER, 1)).id();
        long cursor = changes().last();
        publication().publish(in(Category.POSTER, content(file, "new", "Text.")));

        assertThat(documents().find(key(Category.PAPER, 1), LOCAL)).isEmpty();
        assertThat(document(key(Category.POSTER, 1)).files()).hasSize(1);
        List<Change> changed = changes().after(cursor, 10, MODEL);
        assertThat(changed).hasSize(2);
        assertThat(changed)
                .filteredOn(Change.Gone.class::isInstance)
                .singleElement()
                .extracting(Change::document)
                .isEqualTo(old);
    }

    // hiding

    @Test
    default void hidesAFileAtOnce() {
        FileId file = file("paper/a.pdf");
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        Set<PassageId> passages = ids(file);
        DocumentId document = document(key).id();
        publication().hide(List.of(file));

        assertThat(documents().find(key, LOCAL)).isEmpty();
        assertThat(documents().findAll(List.of(document), LOCAL)).isEmpty();
        assertThat(documents().page(file, 1, LOCAL)).isEmpty();
        assertThat(documents().passages(passages, LOCAL)).isEmpty();
        assertThat(documents().count(LOCAL).documents()).isZero();
        assertThat(documents().count(LOCAL).files()).isZero();
        assertThat(changes().after(0, 10, MODEL)).singleElement().isInstanceOf(Change.Gone.class);
    }

    @Test
    default void bringsAHiddenDocumentBackUnderItsNumberAndWithItsPassages() {
        FileId file = file("paper/a.pdf");
        publish("paper/first.pdf", Category.PAPER);
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        Set<PassageId> passages = ids(file);
        publication().hide(List.of(file));
        publish("paper/b.pdf", Category.PAPER);

        assertThat(publication().publish(content(file, "a", "Text."))).isEqualTo(key);
        assertThat(ids(file)).isEqualTo(passages);
        assertThat(document(key).files()).hasSize(1);
    }

    @Test
    default void ignoresHidingWhatIsHiddenOrUnknown() {
        FileId file = file("paper/a.pdf");
        publication().publish(content(file, "a", "Text."));
        publication().hide(List.of(file));
        long last = changes().last();
        publication().hide(List.of(file, new FileId(99), file("paper/never-published.pdf")));
        publication().hide(List.of());

        assertThat(changes().last()).isEqualTo(last);
    }

    @Test
    default void keepsADocumentWhileOneOfItsFilesIsThere() {
        FileId one = file("datasets/d/one.csv");
        FileId two = file("datasets/d/two.csv");
        DocumentKey key = publication().publish(in(Category.DATASET, content(one, "d", "One.")));
        publication().publish(in(Category.DATASET, content(two, "d", "Two.")));
        publication().hide(List.of(one));

        assertThat(document(key).files())
                .extracting(DocumentFile::path)
                .containsExactly("datasets/d/two.csv");
        assertThat(changes().after(0, 10, MODEL))
                .singleElement()
                .isInstanceOf(Change.Present.class);
    }

    @Test
    default void purgesTextAndVectorsOfWhatIsHiddenForLong() {
        FileId old = file("paper/old.pdf");
        FileId recent = file("paper/recent.pdf");
        FileId kept = file("paper/kept.pdf");
        publication()
                .keepVectors(
                        MODEL,
                        Map.of(
                                hash("Old."),
                                vector(1),
                                hash("Shared."),
                                vector(2),
                                hash("Recent."),
                                vector(3)));
        publication().publish(content(old, "old", "Old.", "Shared."));
        publication().publish(content(recent, "recent", "Recent."));
        publication().publish(content(kept, "kept", "Shared."));
        publication().hide(List.of(old));
        library().pass(Duration.ofDays(31));
        publication().hide(List.of(recent));
        Instant monthAgo = library().now().minus(Duration.ofDays(30));

        assertThat(publication().purge(monthAgo)).isEqualTo(1);
        assertThat(publication().purge(monthAgo)).isZero();
        assertThat(
                        publication()
                                .vectors(
                                        List.of(hash("Old."), hash("Shared."), hash("Recent.")),
                                        MODEL))
                .containsOnlyKeys(hash("Shared."), hash("Recent."));
        assertThat(document(key(Category.PAPER, 3)).files()).hasSize(1);
        assertThat(publication().publish(content(old, "old", "Old.")))
                .isEqualTo(key(Category.PAPER, 1));
        assertThat(texts(old)).containsExactly("Old.");
    }

    // the gate

    @ParameterizedTest
    @CsvSource({
        "user:a@example.ac.jp, user:a@example.ac.jp, true",
        "user:a@example.ac.jp, user:b@example.ac.jp, false",
        "user:a@example.ac.jp, domain:example.ac.jp, false",
        "domain:example.ac.jp, domain:example.ac.jp, true",
        "domain:example.ac.jp, domain:ac.jp, false",
        "anyone, anyone, true",
        "anyone, user:a@example.ac.jp, false",
        "role:student, role:student, true",
        "role:student, role:admin, false",
    })
    default void showsAFileOnlyToAReaderWhoHoldsAnEntryOfItsSet(
            String entry, String held, boolean seen) {
        FileId file = library().file("paper/a.pdf", set(entry, "user:owner@example.ac.jp"));
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        Set<PassageId> passages = ids(file);
        DocumentId document = document(key).id();
        Reader reader = Reader.holding("reader", new Principal(held));

        assertThat(documents().find(key, reader).isPresent()).isEqualTo(seen);
        assertThat(documents().findAll(List.of(document), reader)).hasSize(seen ? 1 : 0);
        assertThat(documents().page(file, 1, reader).isPresent()).isEqualTo(seen);
        assertThat(documents().passages(passages, reader)).hasSize(seen ? 1 : 0);
        Counts counts = documents().count(reader);
        assertThat(counts.documents()).isEqualTo(seen ? 1 : 0);
        assertThat(counts.bytes()).isEqualTo(seen ? 1_000 : 0);
        assertThat(counts.lastUpdate() != null).isEqualTo(seen);
    }

    @Test
    default void showsAFileWithAnEmptySetToNobodyButTheLocalReader() {
        FileId file = library().file("paper/a.pdf", set());
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        Reader everyEntry =
                Reader.holding(
                        "all",
                        Principal.ANYONE,
                        new Principal("role:admin"),
                        new Principal("domain:example.ac.jp"));

        assertThat(documents().find(key, everyEntry)).isEmpty();
        assertThat(documents().count(everyEntry).files()).isZero();
        assertThat(documents().find(key, LOCAL)).isPresent();
    }

    @Test
    default void showsNothingToAReaderWhoHoldsNothing() {
        FileId file = library().file("paper/a.pdf", set("anyone"));
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        Reader nothing = Reader.holding("nothing");

        assertThat(documents().find(key, nothing)).isEmpty();
        assertThat(documents().passages(ids(file), nothing)).isEmpty();
        assertThat(documents().count(nothing).documents()).isZero();
    }

    @Test
    default void followsAChangeOfAccessAtOnce() {
        FileId file = library().file("paper/a.pdf", set("role:admin"));
        DocumentKey key = publication().publish(content(file, "a", "Text."));
        library().changeAccess(file, set("anyone"));
        assertThat(documents().find(key, Reader.nobody())).isPresent();
        library().changeAccess(file, set());
        assertThat(documents().find(key, Reader.nobody())).isEmpty();
    }

    @Test
    default void describesADatasetFromTheFilesThatTheReaderMaySee() {
        Reader student = Reader.holding("student", new Principal("role:student"));
        Reader faculty =
                Reader.holding(
                        "faculty", new Principal("role:student"), new Principal("role:faculty"));
        FileId readme = library().file("datasets/d/README.md", set("role:faculty"));
        FileId data = library().file("datasets/d/data.csv", set("role:student", "role:faculty"));
        DocumentKey key =
                publication()
                        .publish(
                                titled(
                                        "From the readme",
                                        in(Category.DATASET, content(readme, "d", "Secret."))));
        publication()
                .publish(
                        titled(
                                "From the data",
                                in(Category.DATASET, content(data, "d", "Rows.", "More."))));

        Document whole = documents().find(key, faculty).orElseThrow();
        assertThat(whole.title()).isEqualTo("From the readme");
        assertThat(whole.files())
                .extracting(DocumentFile::name)
                .containsExactly("README.md", "data.csv");
        Document part = documents().find(key, student).orElseThrow();
        assertThat(part.title()).isEqualTo("From the data");
        assertThat(part.files()).extracting(DocumentFile::name).containsExactly("data.csv");
        assertThat(documents().passages(ids(readme), student)).isEmpty();
        assertThat(documents().page(readme, 1, student)).isEmpty();
        assertThat(documents().count(student))
                .satisfies(counts -> {
                    assertThat(counts.documents()).isEqualTo(1);
                    assertThat(counts.files()).isEqualTo(1);
                    assertThat(counts.passages()).isEqualTo(2);
                    assertThat(counts.bytes()).isEqualTo(1_000);
                });
    }

    @Test
    default void takesAReadmeForADatasetsDescriptionElseItsFirstPath() {
        FileId b = file("datasets/d/b.csv");
        FileId a = file("datasets/d/a.csv");
        DocumentKey key =
                publication().publish(titled("B", in(Category.DATASET, content(b, "d", "b"))));
        publication().publish(titled("A", in(Category.DATASET, content(a, "d", "a"))));
        assertThat(document(key).title()).isEqualTo("A");
        publication()
                .publish(
                        titled(
                                "Read me",
                                in(
                                        Category.DATASET,
                                        content(file("datasets/d/readme.txt"), "d", "r"))));
        assertThat(document(key).title()).isEqualTo("Read me");
    }

    @Test
    default void countsDocumentsByCategory() {
        publish("paper/a.pdf", Category.PAPER);
        publish("paper/b.pdf", Category.PAPER);
        publish("poster/c.pdf", Category.POSTER);
        Counts counts = documents().count(LOCAL);

        assertThat(counts.byCategory())
                .isEqualTo(Map.of(Category.PAPER, 2L, Category.POSTER, 1L, Category.DATASET, 0L));
        assertThat(counts.files()).isEqualTo(3);
        assertThat(counts.bytes()).isEqualTo(3_000);
        assertThat(counts.lastUpdate()).isEqualTo(library().now());
    }

    @Test
    default void listsWhatAReaderMaySeeByCategoryAndNumber() {
        DocumentKey second = null;
        for (String name : List.of("a", "b", "c", "d")) {
            FileId file =
                    library()
                            .file(
                                    "paper/" + name + ".pdf",
                                    set(name.equals("b") ? "role:admin" : "anyone"));
            DocumentKey key = publication().publish(content(file, name, "Text."));
            second = name.equals("c") ? key : second;
        }
        DocumentKey dataset = publish("datasets/e/e.csv", Category.DATASET);

        List<DocumentId> all = documents().list(0, 10, Reader.nobody());
        assertThat(documents().findAll(all, Reader.nobody())).hasSize(4);
        assertThat(all.getFirst()).isEqualTo(document(dataset).id());
        assertThat(documents().list(2, 1, Reader.nobody())).containsExactly(document(second).id());
        assertThat(documents().list(0, 10, LOCAL)).hasSize(5);
        assertThat(documents().list(0, 10, Reader.holding("nothing"))).isEmpty();
    }

    @Test
    default void tellsHowManyDocumentsOfAReaderChangedSince() {
        FileId open = library().file("paper/a.pdf", set("anyone"));
        publication().publish(content(open, "a", "Text."));
        long change = changes().last();
        assertThat(documents().countChangedAfter(change, LOCAL)).isZero();
        FileId secret = library().file("paper/b.pdf", set("role:admin"));
        publication().publish(content(secret, "b", "Text."));
        assertThat(documents().countChangedAfter(change, LOCAL)).isEqualTo(1);
        assertThat(documents().countChangedAfter(change, Reader.nobody())).isZero();
        publication().publish(content(open, "a", "Another text."));
        assertThat(documents().countChangedAfter(change, Reader.nobody())).isEqualTo(1);
    }

    @Test
    default void findsManyDocumentsAndForgetsUnknownOnes() {
        List<DocumentId> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(document(publish("paper/" + i + ".pdf", Category.PAPER)).id());
        }
        List<DocumentId> asked = new ArrayList<>(ids);
        asked.add(new DocumentId(9_999));
        asked.add(ids.getFirst());
        IntStream.range(20_000, 22_000).mapToObj(DocumentId::new).forEach(asked::add);

        assertThat(documents().findAll(asked, LOCAL))
                .extracting(Document::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(documents().findAll(List.of(), LOCAL)).isEmpty();
        assertThat(documents().passages(List.of(), LOCAL)).isEmpty();
    }

    // access sets

    @Test
    default void givesTheSameSetTheSameId() {
        long set = set("anyone", "user:a@example.org");

        assertThat(set("user:a@example.org", "anyone")).isEqualTo(set);
        assertThat(set("anyone")).isNotEqualTo(set);
        assertThat(set()).isEqualTo(set()).isNotEqualTo(set);
    }

    @Test
    default void resolvesAReaderToTheSetsThatHeMaySee() {
        long anyone = set("anyone");
        long both = set("anyone", "role:student");
        long student = set("role:student");
        set("role:admin");
        set();
        Reader reader = Reader.holding("s", new Principal("role:student"));

        assertThat(access().visibleTo(reader))
                .isEqualTo(new Access.Visible.Only(Set.of(both, student)));
        assertThat(access().visibleTo(Reader.nobody()))
                .isEqualTo(new Access.Visible.Only(Set.of(anyone, both)));
        assertThat(access().visibleTo(Reader.holding("x")))
                .isEqualTo(new Access.Visible.Only(Set.of()));
        assertThat(access().visibleTo(LOCAL)).isEqualTo(new Access.Visible.Everything());
    }

    @Test
    default void tellsWhichOfAReadersOwnEntriesOpenADocumentToHim() {
        Reader student =
                Reader.holding(
                        "student",
                        Principal.ANYONE,
                        new Principal("role:student"),
                        new Principal("domain:u.ac.jp"));
        FileId data = library().file("datasets/d/data.csv", set("role:student", "user:p@u.ac.jp"));
        FileId more = library().file("datasets/d/more.csv", set("role:student", "domain:u.ac.jp"));
        FileId secret = library().file("datasets/d/secret.csv", set("role:faculty"));
        DocumentKey key = publication().publish(in(Category.DATASET, content(data, "d", "Rows.")));
        publication().publish(in(Category.DATASET, content(more, "d", "More.")));
        publication().publish(in(Category.DATASET, content(secret, "d", "Secret.")));
        DocumentId document = document(key).id();

        assertThat(access().grants(document, student))
                .isEqualTo(
                        Map.of(
                                new Principal("role:student"), 2L,
                                new Principal("domain:u.ac.jp"), 1L));
        assertThat(access().grants(document, Reader.nobody())).isEmpty();
        assertThat(access().grants(document, Reader.holding("nothing"))).isEmpty();
        publication().hide(List.of(data, more));
        assertThat(access().grants(document, student)).isEmpty();
    }

    // changes

    @Test
    default void numbersChangesUpwardsAndDeliversEachDocumentOnce() {
        assertThat(changes().last()).isZero();
        assertThat(changes().after(0, 10, MODEL)).isEmpty();
        FileId a = file("paper/a.pdf");
        publication().publish(content(a, "a", "One."));
        publication().publish(content(file("paper/b.pdf"), "b", "Two."));
        publication().publish(content(a, "a", "One again."));

        List<Change> changes = changes().after(0, 10, MODEL);
        assertThat(changes).extracting(Change::number).isSorted().doesNotHaveDuplicates();
        assertThat(changes)
                .extracting(change -> ((Change.Present) change).title())
                .containsExactly("Title of b", "Title of a");
        assertThat(changes.getLast().number()).isEqualTo(changes().last());
        assertThat(changes().after(changes.getFirst().number(), 10, MODEL)).hasSize(1);
        assertThat(changes().after(0, 1, MODEL)).containsExactly(changes.getFirst());
        assertThat(changes().after(changes().last(), 10, MODEL)).isEmpty();
    }

    @Test
    default void deliversADocumentWithItsFilesPassagesAndVectors() {
        long set = set("anyone");
        FileId file = library().file("paper/dir/a.pdf", set);
        publication().keepVectors(MODEL, Map.of(hash("One."), vector(1)));
        publication().keepVectors("other-model", Map.of(hash("Two."), vector(2)));
        publication().publish(content(file, "a", "One.", "Two."));

        Change.Present present = (Change.Present) changes().after(0, 10, MODEL).getFirst();
        assertThat(present.category()).isEqualTo(Category.PAPER);
        assertThat(present.title()).isEqualTo("Title of a");
        assertThat(present.authors()).containsExactly("Author");
        assertThat(present.files())
                .singleElement()
                .satisfies(indexed -> {
                    assertThat(indexed.file()).isEqualTo(file);
                    assertThat(indexed.name()).isEqualTo("a.pdf");
                    assertThat(indexed.mediaType()).isEqualTo("application/pdf");
                    assertThat(indexed.accessSet()).isEqualTo(set);
                    assertThat(indexed.passages())
                            .extracting(IndexedPassage::text)
                            .containsExactly("One.", "Two.");
                    assertThat(indexed.passages().getFirst().vector()).containsExactly(vector(1));
                    assertThat(indexed.passages().getLast().vector()).isNull();
                });
    }

    @Test
    default void describesADocumentToTheIndexOnlyInWordsThatAllItsReadersMaySee() {
        FileId readme = library().file("datasets/d/README.md", set("role:faculty"));
        FileId data = library().file("datasets/d/data.csv", set("role:student", "role:faculty"));
        publication()
                .publish(titled("Secret", in(Category.DATASET, content(readme, "d", "Secret."))));
        publication().publish(titled("Open", in(Category.DATASET, content(data, "d", "Rows."))));
        assertThat(((Change.Present) changes().after(0, 10, MODEL).getFirst()).title())
                .isEqualTo("Open");

        library().changeAccess(data, set("role:student"));
        Change.Present apart = (Change.Present) changes().after(0, 10, MODEL).getFirst();
        assertThat(apart.title()).isEmpty();
        assertThat(apart.summary()).isEmpty();
        assertThat(apart.files()).hasSize(2);
    }

    @Test
    default void givesADocumentThatIsTouchedANewNumber() {
        publish("paper/a.pdf", Category.PAPER);
        publish("paper/b.pdf", Category.PAPER);
        long last = changes().last();
        DocumentId a = document(key(Category.PAPER, 1)).id();
        publication().touch(List.of(a, a));

        assertThat(changes().after(last, 10, MODEL))
                .singleElement()
                .extracting(Change::document)
                .isEqualTo(a);
    }

    @Test
    default void keepsVectorsAheadOfPublishing() {
        publication().keepVectors(MODEL, Map.of("h1", vector(1), "h2", vector(2)));
        publication().keepVectors(MODEL, Map.of("h1", vector(9)));

        Map<String, float[]> vectors = publication().vectors(List.of("h1", "h2", "h3"), MODEL);
        assertThat(vectors).containsOnlyKeys("h1", "h2");
        assertThat(vectors.get("h1")).containsExactly(vector(1));
        assertThat(publication().vectors(List.of("h1"), "other-model")).isEmpty();
        assertThat(publication().vectors(List.of(), MODEL)).isEmpty();
        assertThat(changes().last()).isZero();
    }

    @Test
    default void tellsTheIndexWhenAPublishedPassageGetsItsVector() {
        publication().publish(content(file("paper/a.pdf"), "a", "Same."));
        publication().publish(content(file("paper/b.pdf"), "b", "Same."));
        publication().publish(content(file("paper/c.pdf"), "c", "Else."));
        long last = changes().last();
        publication().keepVectors(MODEL, Map.of(hash("Same."), vector(1)));

        assertThat(changes().after(last, 10, MODEL))
                .extracting(change -> ((Change.Present) change).title())
                .containsExactlyInAnyOrder("Title of a", "Title of b");
    }

    @Test
    default void listsPassagesWithoutAVectorEachHashOnce() {
        FileId hidden = file("paper/hidden.pdf");
        publication().publish(content(file("paper/a.pdf"), "a", "One.", "Two.", "日本語です。"));
        publication().publish(content(file("paper/b.pdf"), "b", "Two.", "Three."));
        publication().publish(content(hidden, "h", "Hidden."));
        publication().hide(List.of(hidden));
        publication().keepVectors(MODEL, Map.of(hash("One."), vector(1)));

        List<Unembedded> missing =
                publication()
                        .missingVectors(
                                MODEL, List.of(Language.ENGLISH), 0, publication().lastPassage());
        assertThat(missing).extracting(Unembedded::text).containsExactly("Two.", "Three.");
        assertThat(missing.getFirst().document()).isEqualTo(document(key(Category.PAPER, 1)).id());
        assertThat(publication().missingVectors(MODEL, List.of(), 0, Long.MAX_VALUE)).isEmpty();
        assertThat(
                        publication()
                                .missingVectors(
                                        "other",
                                        List.of(Language.values()),
                                        0,
                                        publication().lastPassage()))
                .hasSize(4);
    }

    @Test
    default void looksForMissingVectorsInPartsOfTheLibrary() {
        assertThat(publication().lastPassage()).isZero();
        publication().publish(content(file("paper/a.pdf"), "a", "One.", "Two."));
        long middle = publication().lastPassage();
        publication().publish(content(file("paper/b.pdf"), "b", "Three."));
        long last = publication().lastPassage();

        assertThat(last).isGreaterThan(middle);
        assertThat(missing(0, middle)).containsExactly("One.", "Two.");
        assertThat(missing(middle, last)).containsExactly("Three.");
        assertThat(missing(last, Long.MAX_VALUE)).isEmpty();
    }

    private List<String> missing(long after, long through) {
        return publication()
                .missingVectors(MODEL, List.of(Language.ENGLISH), after, through)
                .stream()
                .map(Unembedded::text)
                .toList();
    }

    // many at once

    @Test
    @Asvs("15.4.1")
    default void losesNoChangeWhileFourThreadsPublish() throws Exception {
        int threads = 4;
        int rounds = 25;
        List<Callable<Long>> work = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            FileId own = file("paper/own-" + thread + ".pdf");
            int name = thread;
            work.add(() -> publishInTurns(name, rounds, own));
        }
        Map<DocumentId, Change> followed = new HashMap<>();
        List<Long> numbers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> running = work.stream().map(executor::submit).toList();
            long cursor = 0;
            boolean last = false;
            while (!last) {
                last = running.stream().allMatch(Future::isDone);
                for (Change change : changes().after(cursor, last ? 1_000 : 3, MODEL)) {
                    followed.put(change.document(), change);
                    numbers.add(change.number());
                    cursor = change.number();
                }
            }
            for (Future<Long> future : running) {
                future.get();
            }
        }

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(changes().last()).isEqualTo(threads * rounds * 2L);
        List<Change> truth = changes().after(0, 1_000, MODEL);
        assertThat(truth).hasSize(threads * rounds + threads);
        assertThat(followed)
                .isEqualTo(truth.stream().collect(toMap(Change::document, change -> change)));
        assertThat(documents().count(LOCAL).documents()).isEqualTo(truth.size());
        Set<Long> paperNumbers = new HashSet<>();
        documents()
                .findAll(followed.keySet(), LOCAL)
                .forEach(d -> paperNumbers.add(d.key().number()));
        assertThat(paperNumbers).hasSize(truth.size()).allMatch(n -> n >= 1 && n <= truth.size());
    }

    private long publishInTurns(int thread, int rounds, FileId own) {
        for (int round = 0; round < rounds; round++) {
            String name = thread + "-" + round;
            publication().publish(content(file("paper/" + name + ".pdf"), name, "Text " + name));
            publication().publish(content(own, "own-" + thread, "Round " + round));
        }
        return rounds;
    }

    // what the tests are written with

    private Documents documents() {
        return library().documents();
    }

    private Publication publication() {
        return library().publication();
    }

    private Changes changes() {
        return library().changes();
    }

    private Access access() {
        return library().access();
    }

    private long set(String... principals) {
        Set<Principal> set = new HashSet<>();
        for (String principal : principals) {
            set.add(new Principal(principal));
        }
        return access().idOf(set);
    }

    private FileId file(String path) {
        return library().file(path, set("anyone"));
    }

    private DocumentKey publish(String path, Category category) {
        return publication().publish(in(category, content(file(path), path, "Text of " + path)));
    }

    private Document document(DocumentKey key) {
        return documents().find(key, LOCAL).orElseThrow();
    }

    private List<IndexedPassage> passagesOf(FileId file) {
        return changes().after(0, 1_000, MODEL).stream()
                .filter(Change.Present.class::isInstance)
                .flatMap(change -> ((Change.Present) change).files().stream())
                .filter(indexed -> indexed.file().equals(file))
                .flatMap(indexed -> indexed.passages().stream())
                .toList();
    }

    private List<String> texts(FileId file) {
        return passagesOf(file).stream().map(IndexedPassage::text).toList();
    }

    private Set<PassageId> ids(FileId file) {
        Set<PassageId> ids = new HashSet<>();
        passagesOf(file).forEach(passage -> ids.add(passage.id()));
        return ids;
    }

    private Map<String, PassageId> passageIds(FileId file) {
        return passagesOf(file).stream().collect(toMap(IndexedPassage::text, IndexedPassage::id));
    }

    static DocumentKey key(Category category, long number) {
        return new DocumentKey(category, number);
    }

    /// A paper with one page of these passages.
    static Content content(FileId file, String origin, String... texts) {
        List<NewPassage> passages = new ArrayList<>();
        int start = 0;
        for (String text : texts) {
            passages.add(passage(text, start));
            start += 20;
        }
        Description description =
                new Description(
                        "Title of " + origin,
                        List.of("Author"),
                        "Summary.",
                        List.of("key"),
                        null,
                        Language.ENGLISH,
                        Instant.EPOCH);
        return new Content(
                file,
                origin,
                Category.PAPER,
                "application/pdf",
                description,
                List.of(page(1, String.join("\n", texts))),
                passages,
                hash(origin),
                "reader-1");
    }

    static NewPassage passage(String text, int start) {
        return new NewPassage(
                text, "", 1, 1, start, start + text.length(), Language.of(text), hash(text));
    }

    static NewPassage spanning(String text, int firstPage, int start, int lastPage, int end) {
        return new NewPassage(
                text, "", firstPage, lastPage, start, end, Language.of(text), hash(text));
    }

    static Page page(int number, String text) {
        return new Page(number, text, 595, 842, List.of());
    }

    static Content in(Category category, Content c) {
        return new Content(
                c.file(),
                c.origin(),
                category,
                c.mediaType(),
                c.description(),
                c.pages(),
                c.passages(),
                c.sha256(),
                c.readerVersion());
    }

    static Content described(Description description, Content c) {
        return new Content(
                c.file(),
                c.origin(),
                c.category(),
                c.mediaType(),
                description,
                c.pages(),
                c.passages(),
                c.sha256(),
                c.readerVersion());
    }

    @Test
    default void takesANumberFromOutsideAndGoesOnAboveIt() {
        Publication publication = library().publication();
        DocumentKey old = new DocumentKey(Category.PAPER, 40);
        FileId file = library().file("papers/old.pdf", set("anyone"));

        assertThat(publication.claim(old, "old")).isTrue();
        assertThat(publication.claim(old, "old")).as("again").isTrue();
        assertThat(publication.claim(old, "other")).as("the number is taken").isFalse();
        assertThat(publication.claim(new DocumentKey(Category.PAPER, 41), "old"))
                .as("the origin is taken")
                .isFalse();
        assertThat(library().documents().find(old, Reader.local())).as("no file yet").isEmpty();
        assertThat(publication.publish(content(file, "old", "Text."))).isEqualTo(old);
        publication.numberAbove(Category.PAPER, 50);
        publication.numberAbove(Category.PAPER, 45);
        FileId next = library().file("papers/next.pdf", set("anyone"));
        assertThat(publication.publish(content(next, "next", "Text.")))
                .isEqualTo(new DocumentKey(Category.PAPER, 51));
    }

    static Content titled(String title, Content c) {
        Description d = c.description();
        return described(
                new Description(
                        title,
                        d.authors(),
                        d.summary(),
                        d.keywords(),
                        d.year(),
                        d.language(),
                        d.createdAt()),
                c);
    }

    static Content withPages(List<Page> pages, Content c) {
        return new Content(
                c.file(),
                c.origin(),
                c.category(),
                c.mediaType(),
                c.description(),
                pages,
                c.passages(),
                c.sha256(),
                c.readerVersion());
    }

    static Content withPassages(List<NewPassage> passages, Content c) {
        return new Content(
                c.file(),
                c.origin(),
                c.category(),
                c.mediaType(),
                c.description(),
                c.pages(),
                passages,
                c.sha256(),
                c.readerVersion());
    }

    static float[] vector(int direction) {
        float[] vector = new float[384];
        vector[direction] = .6f;
        vector[direction + 1] = -.8f;
        return vector;
    }

    static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
