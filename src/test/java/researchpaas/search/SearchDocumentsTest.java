package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.Asvs;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.Highlighter.Span;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.Leg;

class SearchDocumentsTest {
    private static final Reader STUDENT = Reader.nobody();

    private final FakeEmbeddingModel model = new FakeEmbeddingModel();
    private final Map<Integer, FileId> files = new HashMap<>();
    private TestLibrary library;
    private InMemorySearchIndex index;
    private SearchDocuments search;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.sqlite(home);
        index = new InMemorySearchIndex(library.access());
        search = rankingBy(new Ranking());
    }

    @AfterEach
    void close() {
        library.close();
    }

    private SearchDocuments rankingBy(Ranking ranking) {
        return new SearchDocuments(
                Served.always(index, model),
                NoFallback.search(),
                library.documents(),
                SearchDocumentsTest::marks,
                ranking,
                SearchWatch.none(),
                new SearchesFirst());
    }

    /// Marks the first occurrence.
    private static List<List<Span>> marks(String words, List<String> texts) {
        return texts.stream()
                .map(text -> text.indexOf(words))
                .map(at -> at < 0 ? List.<Span>of() : List.of(new Span(at, at + words.length())))
                .toList();
    }

    private void publish(int file, String title, String... texts) {
        Map<String, float[]> vectors = new HashMap<>();
        List<NewPassage> passages = new java.util.ArrayList<>();
        for (String text : texts) {
            Language language = Language.of(text);
            passages.add(new NewPassage(text, "", 1, 1, 0, text.length(), language, text));
            if (model.card().knows(language)) {
                vectors.put(text, model.passage(text));
            }
        }
        library.publication().keepVectors("fake", vectors);
        library.publication()
                .publish(
                        new Content(
                                files.computeIfAbsent(file, this::discovered),
                                "file" + file,
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        title,
                                        List.of(),
                                        "",
                                        List.of(),
                                        null,
                                        Language.of(title),
                                        Instant.EPOCH),
                                List.of(new Page(1, String.join("\n", texts), 0, 0, List.of())),
                                passages,
                                "",
                                "1"));
        index.apply(library.changes().after(index.cursor(), 100, "fake"), library.changes().last());
    }

    private FileId discovered(int file) {
        return library.file("file" + file, library.access().idOf(Set.of(Principal.ANYONE)));
    }

    private static Query query(String text, Mode mode) {
        return new Query(text, Filter.NONE, mode, 0, 10);
    }

    private static List<String> titles(SearchResult result) {
        return result.hits().stream().map(Hit::document).map(document -> document.title()).toList();
    }

    @Test
    void bothLegsTogetherFindWhatEachFindsAlone() {
        publish(1, "By words", "zebras and their apples");
        publish(2, "By meaning", "apricots");
        assertThat(titles(search.search(query("apples", Mode.WORDS), STUDENT)))
                .containsExactly("By words");
        assertThat(titles(search.search(query("apples", Mode.MEANING), STUDENT)))
                .startsWith("By meaning");
        assertThat(titles(search.search(query("apples", Mode.HYBRID), STUDENT)))
                .containsExactlyInAnyOrder("By words", "By meaning");
    }

    @Test
    void aHitShowsItsBestPassagesWithTheirMarks() {
        publish(1, "On bees", "nothing here", "the bees dance", "bees and bees");
        Hit hit = search.search(query("bees", Mode.WORDS), STUDENT).hits().getFirst();
        assertThat(hit.titleMarks()).containsExactly(new Span(3, 7));
        assertThat(hit.passages())
                .extracting(marked -> marked.passage().text())
                .containsExactly("bees and bees", "the bees dance");
        assertThat(hit.passages().getLast().marks()).containsExactly(new Span(4, 8));
    }

    @Test
    void aQuestionInALanguageUnknownToTheModelIsSearchedByWordsOnly() {
        publish(1, "地震", "地震の予測");
        publish(2, "Noise", "apricots");
        SearchResult result = search.search(query("地震", Mode.HYBRID), STUDENT);
        assertThat(titles(result)).containsExactly("地震");
        assertThat(result.meaning()).isEqualTo(new Leg.Unused(Leg.Why.LANGUAGE_UNKNOWN_TO_MODEL));
        assertThat(result.words()).isEqualTo(new Leg.Used(1));
    }

    /// A question in Latin letters has both legs; the Japanese text, which says more about it, has
    /// no vectors.
    @Test
    void aTextInALanguageUnknownToTheModelCompetesByItsWords() {
        publish(1, "Models", "bert");
        publish(2, "深層学習", "日本語の質問応答では bert と bert を比べ、さらに bert を用いる。");
        publish(3, "Nearby", "birds");
        SearchResult result = search.search(query("bert", Mode.HYBRID), STUDENT);
        assertThat(titles(result)).containsExactly("深層学習", "Models", "Nearby");
        assertThat(result.meaning()).isEqualTo(new Leg.Used(2));
    }

    @Test
    void aLegThatWasNotAskedForIsSaidToBeUnused() {
        publish(1, "On bees", "bees");
        assertThat(search.search(query("bees", Mode.WORDS), STUDENT).meaning())
                .isEqualTo(new Leg.Unused(Leg.Why.NOT_ASKED));
        assertThat(search.search(query("bees", Mode.MEANING), STUDENT).words())
                .isEqualTo(new Leg.Unused(Leg.Why.NOT_ASKED));
    }

    @Test
    @Asvs("16.5.2")
    void aFailingModelLeavesTheWordsAndIsReported() {
        publish(1, "On bees", "bees");
        model.breakDown(true);
        SearchResult result = search.search(query("bees", Mode.HYBRID), STUDENT);
        assertThat(titles(result)).containsExactly("On bees");
        assertThat(result.meaning()).isEqualTo(new Leg.Failed());
        assertThatThrownBy(() -> search.search(query("bees", Mode.MEANING), STUDENT))
                .isInstanceOf(EmbeddingFailed.class);
    }

    @Test
    @Asvs("16.5.3")
    void anIndexThatIsDownIsToldAndUsedAgainByItself() {
        publish(1, "On bees", "Bees dance.");
        index.breakDown(true);
        SearchResult degraded = search.search(query("bees", Mode.HYBRID), STUDENT);
        assertThat(degraded.degraded()).isTrue();
        assertThat(degraded.meaning()).isEqualTo(new Leg.Failed());
        assertThat(degraded.facets()).isEqualTo(Facets.NONE);
        index.breakDown(false);
        SearchResult whole = search.search(query("bees", Mode.HYBRID), STUDENT);
        assertThat(whole.degraded()).isFalse();
        assertThat(titles(whole)).containsExactly("On bees");
    }

    /// The index still believes that everybody may see the file; the database knows better.
    @Test
    @Asvs("8.2.2")
    void theDatabaseDecidesOnceMore() {
        publish(1, "On bees", "bees");
        publish(2, "Secret bees", "bees");
        library.changeAccess(
                files.get(2), library.access().idOf(Set.of(new Principal("role:staff"))));
        assertThat(titles(search.search(query("bees", Mode.WORDS), STUDENT)))
                .containsExactly("On bees");
        assertThat(
                        titles(
                                search.search(
                                        query("bees", Mode.WORDS),
                                        Reader.holding(
                                                "staff",
                                                Principal.ANYONE,
                                                new Principal("role:staff")))))
                .hasSize(2);
    }

    @Test
    void pagesFollowEachOtherWithoutOverlap() {
        for (int file = 1; file <= 5; file++) {
            publish(file, "Paper " + file, "bees ".repeat(file));
        }
        SearchResult first =
                search.search(new Query("bees", Filter.NONE, Mode.WORDS, 0, 2), STUDENT);
        SearchResult second =
                search.search(new Query("bees", Filter.NONE, Mode.WORDS, 2, 2), STUDENT);
        assertThat(titles(first)).containsExactly("Paper 5", "Paper 4");
        assertThat(titles(second)).containsExactly("Paper 3", "Paper 2");
        assertThat(first.total()).isEqualTo(5);
    }

    private static Query listed(String text, Mode mode, Order order) {
        return new Query(text, Filter.NONE, mode, order, true, 0, 10);
    }

    @Test
    void withoutAQuestionEveryDocumentIsListed() {
        publish(1, "Zebras", "bees");
        publish(2, "Apples", "蜂");
        SearchResult newest = search.search(listed("", Mode.HYBRID, Order.RELEVANCE), STUDENT);
        assertThat(titles(newest)).containsExactly("Apples", "Zebras");
        assertThat(newest.total()).isEqualTo(2);
        assertThat(newest.facets().categories()).isEqualTo(Map.of(Category.PAPER, 2L));
        assertThat(newest.words()).isEqualTo(new Leg.Unused(Leg.Why.NOT_ASKED));
        assertThat(titles(search.search(listed(" ", Mode.WORDS, Order.OLDEST), STUDENT)))
                .containsExactly("Zebras", "Apples");
    }

    @Test
    void anotherOrderListsWhatHoldsTheWordsAndElseWhatIsNear() {
        publish(1, "Zebras", "apples and bees");
        publish(2, "By meaning", "apricots");
        publish(3, "Apples", "bees");
        SearchResult byTitle = search.search(listed("bees", Mode.HYBRID, Order.TITLE), STUDENT);
        assertThat(titles(byTitle)).containsExactly("Apples", "Zebras");
        assertThat(byTitle.total()).isEqualTo(2);
        assertThat(byTitle.hits().getFirst().passages().getFirst().marks())
                .containsExactly(new Span(0, 4));
        SearchResult near = search.search(listed("avocado", Mode.HYBRID, Order.TITLE), STUDENT);
        assertThat(titles(near)).containsExactly("Apples", "By meaning", "Zebras");
        assertThat(near.words()).isEqualTo(new Leg.Used(0));
        assertThat(near.meaning()).isEqualTo(new Leg.Used(3));
        assertThat(titles(search.search(listed("avocado", Mode.WORDS, Order.TITLE), STUDENT)))
                .isEmpty();
    }

    @Test
    void theTotalAndTheFacetsAreOfTheSameDocuments() {
        publish(1, "One", "zebras and apples");
        publish(2, "Two", "apricots");
        publish(3, "三", "蜂");
        SearchResult found = search.search(listed("apples", Mode.HYBRID, Order.RELEVANCE), STUDENT);
        assertThat(found.hits()).hasSize(2);
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.facets().languages()).isEqualTo(Map.of(Language.ENGLISH, 2L));
        SearchResult unknown = search.search(listed("蜂", Mode.MEANING, Order.RELEVANCE), STUDENT);
        assertThat(unknown.total()).isZero();
        assertThat(unknown.facets()).isEqualTo(Facets.NONE);
    }

    @Test
    void facetsAreCountedOnlyWhenAskedFor() {
        publish(1, "One", "bees");
        assertThat(search.search(query("bees", Mode.WORDS), STUDENT).facets())
                .isEqualTo(Facets.NONE);
    }

    /// The first document lies at c, the question at a: with feedback the question moves towards
    /// it, so what lies beyond it comes nearer than what lies on the other side.
    @Test
    void theFirstDocumentsDrawTheQuestionTowardsThem() {
        publish(1, "First", "c apples apples");
        publish(2, "Beyond", "f");
        SearchDocuments without = rankingBy(new Ranking(Fusion.MIN_MAX_SUM, .5, 0, 3, 100));
        SearchDocuments with = rankingBy(new Ranking(Fusion.MIN_MAX_SUM, .5, 5, 1, 100));
        publish(3, "At hand", "a");
        assertThat(titles(without.search(query("apples", Mode.HYBRID), STUDENT)))
                .containsExactly("First", "At hand", "Beyond");
        assertThat(titles(with.search(query("apples", Mode.HYBRID), STUDENT))).startsWith("First");
    }
}
