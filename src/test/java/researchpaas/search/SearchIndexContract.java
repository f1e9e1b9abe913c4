package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static researchpaas.search.TwoSets.OPEN;
import static researchpaas.search.TwoSets.STAFF;
import static researchpaas.search.TwoSets.STAFF_ONLY;
import static researchpaas.search.TwoSets.STRANGER;
import static researchpaas.search.TwoSets.STUDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;
import researchpaas.search.SearchIndex.Candidates;
import researchpaas.search.SearchIndex.FoundPassage;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Likeness;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Size;
import researchpaas.search.SearchIndex.Window;

/// What every search engine promises. Document n of a test has the file n and the passages 10n, 10n
/// + 1, …
public interface SearchIndexContract {
    /// The index under test, empty at first, with [TwoSets] as its gate; always the same within a
    /// test.
    SearchIndex index();

    /// The same index after an orderly end and a new start.
    SearchIndex reopened();

    /// What a new start finds when the process was killed now.
    SearchIndex afterKill();

    /// An index whose engine does not answer.
    SearchIndex unreachable();

    // --- words

    @Test
    default void findsADocumentByAWordOfItsText() {
        index().apply(
                        List.of(
                                paper(1, "Bees dance to tell the way."),
                                paper(2, "Trams run on rails.")),
                        2);
        assertThat(byWords("bees", STUDENT)).containsExactly(1L);
    }

    @Test
    default void findsADocumentByItsTitleAuthorAndKeyword() {
        index().apply(
                        List.of(
                                new Paper(1).title("Optical tweezers").present(),
                                new Paper(2).author("Curie, Marie").present(),
                                new Paper(3).keyword("radiometry").present()),
                        3);
        assertThat(byWords("tweezers", STUDENT)).containsExactly(1L);
        assertThat(byWords("Curie", STUDENT)).containsExactly(2L);
        assertThat(byWords("radiometry", STUDENT)).containsExactly(3L);
    }

    @Test
    default void findsJapaneseWithinItsSentence() {
        index().apply(List.of(paper(1, "本研究では地震の予測手法を提案する。"), paper(2, "京都の観光客について調査した。")), 2);
        assertThat(byWords("地震予測", STUDENT)).startsWith(1L);
        assertThat(byWords("観光", STUDENT)).containsExactly(2L);
    }

    @Test
    default void caseAndWidthDoNotMatter() {
        index().apply(List.of(paper(1, "ＢＥＲＴ と ﾃﾞｰﾀ を用いる。"), paper(2, "別の文書。")), 2);
        assertThat(byWords("bert", STUDENT)).containsExactly(1L);
        assertThat(byWords("データ", STUDENT)).containsExactly(1L);
    }

    @Test
    @Asvs("1.3.3")
    default void aQuestionIsNoQueryLanguage() {
        index().apply(List.of(paper(1, "Bees dance.")), 1);
        assertThat(byWords("bees AND NOT (dance:* \"[ TO", STUDENT)).containsExactly(1L);
        assertThat(byWords("+-&|!(){}[]^\"~*?:\\/", STUDENT)).isEmpty();
    }

    @Test
    default void ranksTheDocumentThatSaysMoreOfItFirst() {
        index().apply(
                        List.of(
                                paper(1, "Rice is grown in many places of the world."),
                                paper(2, "Rice, rice and again rice: how rice is grown.")),
                        2);
        assertThat(byWords("rice", STUDENT)).containsExactly(2L, 1L);
    }

    @Test
    default void wordsTotalCountsBeyondTheDepthAndEachDocumentOnce() {
        List<Change> changes = new ArrayList<>();
        LongStream.rangeClosed(1, 7)
                .forEach(n -> changes.add(paper(n, "The common word.", "And common again.")));
        index().apply(changes, 7);
        var legs = index().legs(new Request("common", null, Filter.NONE, 3), STUDENT);
        assertThat(legs.words()).hasSize(3);
        assertThat(legs.wordsTotal()).isEqualTo(7);
    }

    @Test
    default void blankWordsAndAnAbsentVectorMeanNoLeg() {
        index().apply(List.of(paper(1, "Bees dance.")), 1);
        var legs = index().legs(new Request(" ", null, Filter.NONE, 10), STUDENT);
        assertThat(legs.words()).isEmpty();
        assertThat(legs.wordsTotal()).isZero();
        assertThat(legs.wordsIdeal()).isZero();
        assertThat(legs.meaning()).isEmpty();
    }

    // --- meaning

    @Test
    default void ranksDocumentsByTheirNearestPassage() {
        index().apply(
                        List.of(
                                new Paper(1)
                                        .passage("far", vector(0, 1))
                                        .passage("middling", vector(1, 1))
                                        .present(),
                                new Paper(2)
                                        .passage("far", vector(0, 1))
                                        .passage("near", vector(1, 0))
                                        .present(),
                                new Paper(3).passage("without a vector", null).present()),
                        3);
        List<Scored> found = index().legs(meaning(vector(1, 0)), STUDENT).meaning();
        assertThat(found).extracting(scored -> scored.document().value()).containsExactly(2L, 1L);
        assertThat(found)
                .extracting(Scored::best)
                .containsExactly(new PassageId(21), new PassageId(11));
        assertThat(found.getFirst().score()).isCloseTo(1, within(.01));
        assertThat(found.getLast().score()).isCloseTo(Math.sqrt(.5), within(.01));
    }

    @Test
    default void theWordLegTellsHowMuchOfADocumentTheMeaningLegCanSee() {
        List<Change> changes =
                List.of(
                        new Paper(1)
                                .passage("Bees dance.", vector(1, 0))
                                .passage("Bees sleep.", vector(0, 1))
                                .present(),
                        new Paper(2)
                                .language(Language.JAPANESE)
                                .passage("蜂は踊る。", null)
                                .passage("蜂は眠る。", null)
                                .passage("蜂は働く。", null)
                                .passage("The bees dance.", vector(1, 0))
                                .present(),
                        new Paper(3).passage("蜂 bees", null).present(),
                        new Paper(4).title("Bees").present());
        index().apply(changes, 4);
        Request both = new Request("bees", vector(1, 0), Filter.NONE, 10);
        assertThat(index().legs(both, STUDENT).words())
                .extracting(scored -> scored.document().value(), Scored::vectors)
                .containsExactlyInAnyOrder(
                        tuple(1L, 1.0), tuple(2L, .25), tuple(3L, 0.0), tuple(4L, 0.0));
        assertThat(index().legs(both, STUDENT).meaning())
                .extracting(Scored::vectors)
                .containsExactly(1.0, 1.0);
    }

    /// The vectors came later: the text is the same.
    @Test
    default void theWordLegLearnsOfVectorsThatCameLater() {
        index().apply(List.of(new Paper(1).passage("Bees.", null).present()), 1);
        index().apply(List.of(new Paper(1).number(2).passage("Bees.", vector(1, 0)).present()), 2);
        assertThat(index().legs(words("bees"), STUDENT).words())
                .extracting(Scored::vectors)
                .containsExactly(1.0);
    }

    @Test
    default void givesBackTheVectorsOfPassages() {
        index().apply(
                        List.of(
                                new Paper(1)
                                        .passage("a", vector(3, 4))
                                        .passage("b", null)
                                        .present(),
                                new Paper(2)
                                        .access(STAFF_ONLY)
                                        .passage("c", vector(1, 0))
                                        .present()),
                        2);
        List<PassageId> asked = List.of(new PassageId(10), new PassageId(11), new PassageId(20));
        Map<PassageId, float[]> found = index().vectors(asked, STUDENT);
        assertThat(found).containsOnlyKeys(new PassageId(10));
        assertThat(found.get(new PassageId(10))).containsExactly(vector(3, 4), within(1e-6f));
        assertThat(index().vectors(asked, STAFF))
                .containsOnlyKeys(new PassageId(10), new PassageId(20));
    }

    // --- passages

    @Test
    default void ordersADocumentsPassagesByTheQuestion() {
        index().apply(
                        List.of(
                                new Paper(1)
                                        .passage("Nothing of it.", null)
                                        .passage("Bees here.", null)
                                        .passage("Bees and bees and bees.", null)
                                        .present(),
                                paper(2, "Bees elsewhere.")),
                        2);
        Map<DocumentId, List<FoundPassage>> found =
                index().passages(words("bees"), List.of(new DocumentId(1)), 5, STUDENT);
        assertThat(found).containsOnlyKeys(new DocumentId(1));
        assertThat(found.get(new DocumentId(1)))
                .extracting(one -> one.passage().value())
                .containsExactly(12L, 11L);
        assertThat(
                        index().passages(words("bees"), List.of(new DocumentId(1)), 1, STUDENT)
                                .get(new DocumentId(1)))
                .hasSize(1);
    }

    @Test
    default void ordersADocumentsPassagesByMeaningToo() {
        index().apply(
                        List.of(
                                new Paper(1)
                                        .passage("One.", vector(0, 1))
                                        .passage("Two.", vector(1, 0))
                                        .present()),
                        1);
        assertThat(index().passages(meaning(vector(1, 0)), List.of(new DocumentId(1)), 1, STUDENT))
                .containsEntry(new DocumentId(1), List.of(new FoundPassage(new PassageId(11), 1)));
    }

    @Test
    default void findsNoPassageWhereOnlyTheTitleAnswers() {
        index().apply(
                        List.of(new Paper(1).title("Bees").passage("They dance.", null).present()),
                        1);
        assertThat(
                        index().passages(words("bees"), List.of(new DocumentId(1)), 3, STUDENT)
                                .getOrDefault(new DocumentId(1), List.of()))
                .isEmpty();
    }

    // --- the gate

    @Test
    default void whatAReaderMayNotSeeIsAbsentFromEveryAnswer() {
        index().apply(
                        List.of(
                                new Paper(1)
                                        .access(STAFF_ONLY)
                                        .passage("Bees dance.", vector(1, 0))
                                        .present(),
                                new Paper(2)
                                        .access(99)
                                        .passage("Bees sleep.", vector(1, 0))
                                        .present()),
                        2);
        Request both = new Request("bees", vector(1, 0), Filter.NONE, 10);
        List<DocumentId> all = List.of(new DocumentId(1), new DocumentId(2));
        for (Reader reader : List.of(STUDENT, STRANGER)) {
            assertThat(index().legs(both, reader).words()).isEmpty();
            assertThat(index().legs(both, reader).wordsTotal()).isZero();
            assertThat(index().legs(both, reader).meaning()).isEmpty();
            assertThat(index().passages(both, all, 3, reader)).isEmpty();
            assertThat(index().vectors(List.of(new PassageId(10)), reader)).isEmpty();
        }
        assertThat(ids(index().legs(both, STAFF).words())).containsExactly(1L);
        assertThat(ids(index().legs(both, STAFF).meaning())).containsExactly(1L);
        assertThat(index().passages(both, all, 3, STAFF)).containsOnlyKeys(new DocumentId(1));
        assertThat(ids(index().legs(both, Reader.local()).words()))
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    default void ofADatasetOnlyTheVisibleFilesAreSearched() {
        IndexedFile open =
                file(
                        1,
                        OPEN,
                        new IndexedPassage(
                                new PassageId(10), "temperature", "", Language.ENGLISH, null));
        IndexedFile closed =
                file(
                        2,
                        STAFF_ONLY,
                        new IndexedPassage(
                                new PassageId(20), "salaries", "", Language.ENGLISH, null));
        index().apply(List.of(new Paper(1).files(open, closed)), 1);
        assertThat(byWords("salaries", STUDENT)).isEmpty();
        assertThat(byWords("temperature", STUDENT)).containsExactly(1L);
        assertThat(byWords("salaries temperature", STAFF)).containsExactly(1L);
        assertThat(index().legs(words("salaries temperature"), STAFF).wordsTotal()).isEqualTo(1);
    }

    @Test
    default void aChangedAccessSetHoldsAtOnce() {
        index().apply(List.of(new Paper(1).passage("Bees.", vector(1, 0)).present()), 1);
        index().apply(
                        List.of(
                                new Paper(1)
                                        .number(2)
                                        .access(STAFF_ONLY)
                                        .passage("Bees.", vector(1, 0))
                                        .present()),
                        2);
        assertThat(byWords("bees", STUDENT)).isEmpty();
        assertThat(index().legs(meaning(vector(1, 0)), STUDENT).meaning()).isEmpty();
        assertThat(byWords("bees", STAFF)).containsExactly(1L);
        assertThat(index().legs(meaning(vector(1, 0)), STAFF).meaning()).hasSize(1);
    }

    // --- filters

    @Test
    default void everyFilterNarrowsBothLegsAndThePassages() {
        index().apply(
                        List.of(
                                new Paper(1).passage("Bees.", vector(1, 0)).present(),
                                new Paper(2)
                                        .category(Category.POSTER)
                                        .language(Language.JAPANESE)
                                        .mediaType("text/markdown")
                                        .source(2)
                                        .year(2020)
                                        .author("ＹＡＭＡＤＡ Taro")
                                        .passage("Bees.", vector(1, 0))
                                        .present()),
                        2);
        List<Filter> narrow =
                List.of(
                        Filter.category(Category.POSTER),
                        new Filter(
                                Set.of(),
                                Set.of(Language.JAPANESE),
                                Set.of(),
                                Set.of(),
                                null,
                                null,
                                null),
                        new Filter(
                                Set.of(),
                                Set.of(),
                                Set.of("text/markdown"),
                                Set.of(),
                                null,
                                null,
                                null),
                        new Filter(Set.of(), Set.of(), Set.of(), Set.of(2L), null, null, null),
                        new Filter(Set.of(), Set.of(), Set.of(), Set.of(), 2020, null, null),
                        new Filter(Set.of(), Set.of(), Set.of(), Set.of(), 2019, 2020, null),
                        new Filter(Set.of(), Set.of(), Set.of(), Set.of(), null, 2020, null),
                        new Filter(
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(2019, 2020),
                                null,
                                null,
                                null),
                        new Filter(Set.of(), Set.of(), Set.of(), Set.of(), null, null, "yamada"));
        for (Filter filter : narrow) {
            Request request = new Request("bees", vector(1, 0), filter, 10);
            assertThat(ids(index().legs(request, STUDENT).words()))
                    .as("%s", filter)
                    .containsExactly(2L);
            assertThat(ids(index().legs(request, STUDENT).meaning()))
                    .as("%s", filter)
                    .containsExactly(2L);
            assertThat(
                            index().passages(
                                            request,
                                            List.of(new DocumentId(1), new DocumentId(2)),
                                            3,
                                            STUDENT))
                    .as("%s", filter)
                    .containsOnlyKeys(new DocumentId(2));
        }
    }

    @Test
    @Asvs("1.2.9")
    default void anAuthorFilterIsNoPattern() {
        index().apply(List.of(new Paper(1).author("Sato").passage("Bees.", null).present()), 1);
        Filter star = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), null, null, "S*o");
        assertThat(index().legs(new Request("bees", null, star, 10), STUDENT).words()).isEmpty();
    }

    // --- candidates: counts and order

    @Test
    default void countsWhatTheCandidatesCanBeNarrowedTo() {
        index().apply(
                        List.of(
                                new Paper(1).year(2020).passage("Bees.", null).present(),
                                new Paper(2)
                                        .category(Category.POSTER)
                                        .language(Language.JAPANESE)
                                        .mediaType("text/markdown")
                                        .source(7)
                                        .year(2021)
                                        .passage("蜂 bees", null)
                                        .present(),
                                new Paper(3).passage("Bees.", null).present(),
                                new Paper(4).year(2022).passage("Trams.", null).present()),
                        4);
        Candidates found = counted(words("bees"), STUDENT);
        assertThat(found.total()).isEqualTo(3);
        assertThat(found.page()).isEmpty();
        assertThat(found.facets())
                .isEqualTo(
                        new Facets(
                                Map.of(Category.PAPER, 2L, Category.POSTER, 1L),
                                Map.of(Language.ENGLISH, 2L, Language.JAPANESE, 1L),
                                Map.of("text/plain", 2L, "text/markdown", 1L),
                                Map.of(1L, 2L, 7L, 1L),
                                Map.of(2020, 1L, 2021, 1L)));
    }

    @Test
    default void theCandidatesAreThoseOfBothLegs() {
        index().apply(
                        List.of(
                                new Paper(1).passage("Bees.", null).present(),
                                new Paper(2).passage("Bees.", vector(1, 0)).present(),
                                new Paper(3).passage("Trams.", vector(1, 0)).present(),
                                new Paper(4).passage("Trams.", vector(0, 1)).present(),
                                new Paper(5).passage("Trams.", null).present()),
                        5);
        assertThat(counted(words("bees"), STUDENT).total()).isEqualTo(2);
        assertThat(counted(new Request("bees", vector(1, 0), Filter.NONE, 2), STUDENT).total())
                .isEqualTo(3);
        assertThat(counted(new Request("", vector(1, 0), Filter.NONE, 2), STUDENT).total())
                .isEqualTo(2);
        assertThat(counted(words("nowhere"), STUDENT).total()).isZero();
    }

    @Test
    default void aRequestWithNeitherWordsNorVectorHasEveryDocument() {
        index().apply(List.of(paper(1, "Bees."), new Paper(2).title("Empty").present()), 2);
        assertThat(counted(words(" "), STUDENT).total()).isEqualTo(2);
        assertThat(counted(words(" "), STRANGER).total()).isZero();
    }

    @Test
    default void aFacetsCountsLeaveOutItsOwnFilter() {
        index().apply(
                        List.of(
                                new Paper(1).year(2020).passage("Bees.", null).present(),
                                new Paper(2).year(2021).passage("Bees.", null).present(),
                                new Paper(3)
                                        .category(Category.POSTER)
                                        .year(2021)
                                        .passage("Bees.", null)
                                        .present(),
                                new Paper(4)
                                        .category(Category.DATASET)
                                        .year(2022)
                                        .passage("Bees.", null)
                                        .present()),
                        4);
        Filter posters = Filter.category(Category.POSTER);
        Candidates found = counted(new Request("bees", null, posters, 10), STUDENT);
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.facets().categories())
                .isEqualTo(Map.of(Category.PAPER, 2L, Category.POSTER, 1L, Category.DATASET, 1L));
        assertThat(found.facets().years()).isEqualTo(Map.of(2021, 1L));

        Filter years =
                new Filter(
                        Set.of(Category.PAPER, Category.POSTER),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(2021, 2022),
                        null,
                        null,
                        null);
        Candidates both = counted(new Request("", null, years, 10), STUDENT);
        assertThat(both.total()).isEqualTo(2);
        assertThat(both.facets().categories())
                .isEqualTo(Map.of(Category.PAPER, 1L, Category.POSTER, 1L, Category.DATASET, 1L));
        assertThat(both.facets().years()).isEqualTo(Map.of(2020, 1L, 2021, 2L));
    }

    @Test
    default void aFilterThatLeavesNothingStillTellsWhereThereIsSomething() {
        index().apply(
                        List.of(
                                paper(1, "Bees."),
                                new Paper(2)
                                        .category(Category.POSTER)
                                        .passage("Trams.", null)
                                        .present()),
                        2);
        Filter posters = Filter.category(Category.POSTER);
        Candidates found = counted(new Request("bees", null, posters, 10), STUDENT);
        assertThat(found.total()).isZero();
        assertThat(found.facets())
                .isEqualTo(
                        new Facets(
                                Map.of(Category.PAPER, 1L),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of()));
    }

    @Test
    default void whatIsChosenAddsUpToTheTotalByMeaningToo() {
        List<Change> changes = new ArrayList<>();
        for (long n = 1; n <= 6; n++) {
            changes.add(
                    new Paper(n)
                            .category(n <= 3 ? Category.PAPER : Category.POSTER)
                            .passage("Bees.", vector(1, n))
                            .present());
        }
        index().apply(changes, 6);
        Filter posters = Filter.category(Category.POSTER);
        Candidates found = counted(new Request("", vector(1, 0), posters, 2), STUDENT);
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.facets().categories())
                .isEqualTo(Map.of(Category.POSTER, 2L, Category.PAPER, 2L));
    }

    @Test
    default void aDatasetCountsOnceAndByItsMatchingFilesOnly() {
        IndexedFile readme = typed(1, OPEN, "text/markdown", 1, "temperature of rooms");
        IndexedFile more = typed(2, OPEN, "text/markdown", 1, "temperature of halls");
        IndexedFile table = typed(3, OPEN, "text/plain", 2, "20.5 21.0");
        index().apply(
                        List.of(new Paper(1).category(Category.DATASET).files(readme, more, table)),
                        1);
        Candidates found = counted(words("temperature"), STUDENT);
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.facets().categories()).isEqualTo(Map.of(Category.DATASET, 1L));
        assertThat(found.facets().mediaTypes()).isEqualTo(Map.of("text/markdown", 1L));
        assertThat(found.facets().sources()).isEqualTo(Map.of(1L, 1L));
        assertThat(counted(words(""), STUDENT).facets().mediaTypes())
                .isEqualTo(Map.of("text/markdown", 1L, "text/plain", 1L));
    }

    @Test
    default void whatAReaderMayNotSeeNeverCounts() {
        IndexedFile open = typed(1, OPEN, "text/markdown", 1, "temperature");
        IndexedFile closed = typed(2, STAFF_ONLY, "text/csv", 2, "temperature");
        index().apply(
                        List.of(
                                new Paper(1).category(Category.DATASET).files(closed, open),
                                new Paper(3)
                                        .access(STAFF_ONLY)
                                        .year(1999)
                                        .passage("temperature", vector(1, 0))
                                        .present()),
                        3);
        for (String words : List.of("temperature", "")) {
            Request request =
                    new Request(words, words.isEmpty() ? null : vector(1, 0), Filter.NONE, 10);
            Candidates student =
                    index().candidates(
                                    request,
                                    near(request, STUDENT),
                                    new Window(Order.TITLE, 0, 10),
                                    STUDENT);
            assertThat(student.total()).isEqualTo(1);
            assertThat(student.page()).containsExactly(new DocumentId(1));
            assertThat(student.facets())
                    .isEqualTo(
                            new Facets(
                                    Map.of(Category.DATASET, 1L),
                                    Map.of(Language.ENGLISH, 1L),
                                    Map.of("text/markdown", 1L),
                                    Map.of(1L, 1L),
                                    Map.of()));
            assertThat(counted(request, STAFF).facets().mediaTypes())
                    .isEqualTo(Map.of("text/markdown", 1L, "text/csv", 1L, "text/plain", 1L));
            assertThat(counted(request, STRANGER))
                    .isEqualTo(new Candidates(0, Facets.NONE, List.of()));
        }
    }

    @Test
    default void ordersByYearWithUnknownOnesLast() {
        index().apply(
                        List.of(
                                new Paper(1).year(2020).passage("Bees.", null).present(),
                                new Paper(2).passage("Bees.", null).present(),
                                new Paper(3).year(2024).passage("Bees.", null).present(),
                                new Paper(4).year(2020).passage("Bees.", null).present(),
                                new Paper(5).year(2023).passage("Trams.", null).present()),
                        5);
        assertThat(ordered("bees", Order.NEWEST, 0, 10)).containsExactly(3L, 4L, 1L, 2L);
        assertThat(ordered("bees", Order.OLDEST, 0, 10)).containsExactly(1L, 4L, 3L, 2L);
        assertThat(ordered("", Order.NEWEST, 0, 10)).containsExactly(3L, 5L, 4L, 1L, 2L);
        assertThat(ordered("", Order.RELEVANCE, 0, 10)).containsExactly(3L, 5L, 4L, 1L, 2L);
    }

    @Test
    default void ordersByTitleAsAJapaneseIndexDoes() {
        index().apply(
                        List.of(
                                new Paper(1).title("環境の測定").present(),
                                new Paper(2).title("ヒートアイランド").present(),
                                new Paper(3).title("zebras").present(),
                                new Paper(4).title("Apples").present(),
                                new Paper(5).title("あんぜんな町").present(),
                                new Paper(6).title("").present(),
                                new Paper(7).title("apricots").present(),
                                new Paper(8).title("安全な町").present()),
                        8);
        assertThat(ordered("", Order.TITLE, 0, 10)).containsExactly(4L, 7L, 3L, 5L, 2L, 8L, 1L, 6L);
    }

    @Test
    default void pagesNeitherRepeatNorLeaveOut() {
        List<Change> changes = new ArrayList<>();
        LongStream.rangeClosed(1, 9)
                .forEach(n -> changes.add(new Paper(n).title("Same").year(2020).present()));
        index().apply(changes, 9);
        for (Order order : Order.values()) {
            List<Long> paged = new ArrayList<>();
            for (int offset = 0; offset < 12; offset += 4) {
                paged.addAll(ordered("", order, offset, 4));
            }
            assertThat(paged).as("%s", order).isEqualTo(ordered("", order, 0, 20)).hasSize(9);
        }
    }

    // --- similar passages

    @Test
    default void findsTheNearestPassagesOfOtherDocuments() {
        index().apply(
                        List.of(
                                new Paper(1).passage("same", vector(1, 0)).present(),
                                new Paper(2)
                                        .passage("far", vector(0, 1))
                                        .passage("near", vector(5, 1))
                                        .present(),
                                new Paper(3).passage("nearer", vector(9, 1)).present(),
                                new Paper(4)
                                        .access(STAFF_ONLY)
                                        .passage("nearest", vector(1, 0))
                                        .present(),
                                new Paper(5).passage("without", null).present()),
                        5);
        Likeness like = new Likeness(vector(1, 0), "same", new DocumentId(1));
        assertThat(index().similar(like, 10, STUDENT))
                .extracting(near -> near.passage().value())
                .containsExactly(30L, 21L, 20L);
        assertThat(index().similar(like, 2, STAFF))
                .extracting(near -> near.passage().value())
                .containsExactly(40L, 30L);
        assertThat(index().similar(like, 2, STAFF).getFirst().document())
                .isEqualTo(new DocumentId(4));
        assertThat(index().similar(like, 10, STRANGER)).isEmpty();
    }

    @Test
    default void findsPassagesByTellingWordsWhereThereIsNoVector() {
        index().apply(
                        List.of(
                                paper(1, "打ち水で道路の温度を測定した。"),
                                paper(2, "教室の温度を測定した。"),
                                paper(3, "打ち水の効果を調べる。"),
                                paper(4, "電車の温度を測定した。"),
                                paper(5, "Bees dance."),
                                new Paper(6)
                                        .access(STAFF_ONLY)
                                        .passage("打ち水で道路の温度を測定した。", null)
                                        .present()),
                        6);
        Likeness like = new Likeness(null, "打ち水で道路の温度を測定した。", new DocumentId(1));
        List<Long> found =
                index().similar(like, 10, STUDENT).stream()
                        .map(near -> near.document().value())
                        .toList();
        assertThat(found).contains(2L, 3L, 4L).doesNotContain(1L, 5L, 6L);
        assertThat(index().similar(like, 1, STAFF))
                .extracting(near -> near.document().value())
                .containsExactly(6L);
    }

    // --- following

    @Test
    default void aNewIndexIsEmptyAtZero() {
        assertThat(index().cursor()).isZero();
        assertThat(index().size()).isEqualTo(new Size(0, 0));
        assertThat(byWords("bees", STUDENT)).isEmpty();
        assertThat(index().legs(meaning(vector(1, 0)), STUDENT).meaning()).isEmpty();
    }

    @Test
    default void forgetsTheEarlierPassagesOfAReplacedDocument() {
        index().apply(List.of(paper(1, "Bees dance.", "And sleep.")), 1);
        index().apply(List.of(paper(1, "Trams run.")), 2);
        assertThat(byWords("bees", STUDENT)).isEmpty();
        assertThat(byWords("trams", STUDENT)).containsExactly(1L);
        assertThat(index().size()).isEqualTo(new Size(1, 1));
    }

    @Test
    default void forgetsADocumentThatIsGone() {
        index().apply(List.of(paper(1, "Bees dance."), paper(2, "Bees sleep.")), 2);
        index().apply(
                        List.of(
                                new Change.Gone(3, new DocumentId(1)),
                                new Change.Gone(4, new DocumentId(77))),
                        4);
        assertThat(byWords("bees", STUDENT)).containsExactly(2L);
        assertThat(index().size()).isEqualTo(new Size(1, 1));
    }

    @Test
    default void applyingTheSameChangesAgainChangesNothing() {
        List<Change> changes =
                List.of(
                        new Paper(1).passage("Bees dance.", vector(1, 0)).present(),
                        paper(2, "Trams."),
                        new Change.Gone(3, new DocumentId(2)));
        for (int time = 1; time <= 2; time++) {
            index().apply(changes, 3);
            var legs = index().legs(new Request("bees", vector(1, 0), Filter.NONE, 10), STUDENT);
            assertThat(ids(legs.words())).containsExactly(1L);
            assertThat(legs.wordsTotal()).isEqualTo(1);
            assertThat(ids(legs.meaning())).containsExactly(1L);
            assertThat(byWords("trams", STUDENT)).isEmpty();
            assertThat(index().size()).isEqualTo(new Size(1, 1));
            assertThat(index().cursor()).isEqualTo(3);
        }
    }

    @Test
    default void theCursorStandsWithTheChangesAfterANewStart() {
        index().apply(List.of(paper(1, "Bees dance.")), 17);
        SearchIndex again = reopened();
        assertThat(again.cursor()).isEqualTo(17);
        assertThat(ids(again.legs(words("bees"), STUDENT).words())).containsExactly(1L);
    }

    @Test
    default void forgetsEverythingWhenItStartsOver() {
        index().apply(List.of(paper(1, "Bees dance.")), 17);
        index().startOver();
        assertThat(index().cursor()).isZero();
        assertThat(index().size()).isEqualTo(new Size(0, 0));
        SearchIndex again = afterKill();
        assertThat(again.cursor()).isZero();
        again.apply(List.of(paper(2, "Bees sleep.")), 1);
        assertThat(ids(again.legs(words("bees"), STUDENT).words())).containsExactly(2L);
    }

    @Test
    default void theCursorStandsWithTheChangesAfterAKill() {
        index().apply(List.of(paper(1, "Bees dance.")), 17);
        index().apply(List.of(paper(2, "Bees sleep."), new Change.Gone(19, new DocumentId(1))), 19);
        SearchIndex again = afterKill();
        assertThat(again.cursor()).isEqualTo(19);
        assertThat(ids(again.legs(words("bees"), STUDENT).words())).containsExactly(2L);
    }

    @Test
    default void anUnreachableEngineIsSaidAndNotAnEmptyAnswer() {
        SearchIndex broken = unreachable();
        List<Runnable> calls =
                List.of(
                        broken::cursor,
                        broken::size,
                        () -> broken.apply(List.of(paper(1, "Bees.")), 1),
                        () -> broken.legs(words("bees"), STUDENT),
                        () ->
                                broken.passages(
                                        words("bees"), List.of(new DocumentId(1)), 3, STUDENT),
                        () -> broken.vectors(List.of(new PassageId(10)), STUDENT),
                        () -> broken.candidates(words("bees"), List.of(), Window.NOTHING, STUDENT),
                        () ->
                                broken.similar(
                                        new Likeness(null, "bees", new DocumentId(1)),
                                        10,
                                        STUDENT));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IndexUnavailable.class);
        }
    }

    // --- material

    private List<Long> byWords(String text, Reader reader) {
        return ids(index().legs(words(text), reader).words());
    }

    // --- what it holds, for comparing

    @Test
    default void tellsWhatItHoldsInTheOrderOfTheDocuments() {
        index().apply(
                        List.of(
                                new Paper(12)
                                        .number(1)
                                        .passage("Bees.", vector(1, 0))
                                        .passage("蜂。", null)
                                        .present(),
                                new Paper(7).number(2).access(STAFF_ONLY).present(),
                                new Paper(101).number(3).passage("Snow.", null).present()),
                        3);

        List<Held> first = index().held(new DocumentId(0), 2);

        assertThat(first)
                .extracting(held -> held.document().value(), Held::change)
                .containsExactly(tuple(7L, 2L), tuple(12L, 1L));
        assertThat(first.getFirst().parts())
                .containsExactly(new Part(new FileId(7), null, STAFF_ONLY, false));
        assertThat(first.getLast().parts())
                .containsExactlyInAnyOrder(
                        new Part(new FileId(12), null, OPEN, false),
                        new Part(new FileId(12), new PassageId(120), OPEN, true),
                        new Part(new FileId(12), new PassageId(121), OPEN, false));
        assertThat(index().held(new DocumentId(12), 2))
                .extracting(held -> held.document().value())
                .containsExactly(101L);
        assertThat(index().held(new DocumentId(101), 2)).isEmpty();
        assertThat(index().held(List.of(new DocumentId(7), new DocumentId(8))))
                .containsExactly(Map.entry(new DocumentId(7), first.getFirst()));
    }

    /// The text is the same, so it need not be added again.
    @Test
    default void whatItHoldsFollowsAChangeOfAccessAlone() {
        index().apply(List.of(new Paper(1).passage("Bees.", vector(1, 0)).present()), 1);
        index().apply(
                        List.of(
                                new Paper(1)
                                        .number(2)
                                        .access(STAFF_ONLY)
                                        .passage("Bees.", vector(1, 0))
                                        .present()),
                        2);
        Held held = index().held(new DocumentId(0), 1).getFirst();
        assertThat(held.change()).isEqualTo(2);
        assertThat(held.parts()).extracting(Part::accessSet).containsOnly(STAFF_ONLY);
    }

    @Test
    default void forgetsDocumentsAndTakesThemAgain() {
        Change bees = paper(1, "Bees dance.");
        index().apply(List.of(bees, paper(2, "Bees sleep.")), 2);

        index().forget(List.of(new DocumentId(1), new DocumentId(9)));

        assertThat(byWords("bees", STUDENT)).containsExactly(2L);
        assertThat(index().cursor()).isEqualTo(2);
        assertThat(afterKill().held(new DocumentId(0), 9)).hasSize(1);
        index().apply(List.of(bees), 3);
        assertThat(byWords("bees", STUDENT)).containsExactlyInAnyOrder(1L, 2L);
    }

    private static List<Long> ids(List<Scored> leg) {
        return leg.stream().map(scored -> scored.document().value()).toList();
    }

    private Candidates counted(Request request, Reader reader) {
        return index().candidates(request, near(request, reader), Window.NOTHING, reader);
    }

    private List<Scored> near(Request request, Reader reader) {
        return index().legs(request, reader).meaning();
    }

    private List<Long> ordered(String text, Order order, int offset, int limit) {
        return index()
                .candidates(words(text), List.of(), new Window(order, offset, limit), STUDENT)
                .page()
                .stream()
                .map(DocumentId::value)
                .toList();
    }

    private static IndexedFile typed(
            long number, long access, String mediaType, long source, String text) {
        return new IndexedFile(
                new FileId(number),
                "file",
                mediaType,
                source,
                access,
                List.of(
                        new IndexedPassage(
                                new PassageId(number * 10), text, "", Language.ENGLISH, null)));
    }

    private static Request words(String text) {
        return new Request(text, null, Filter.NONE, 10);
    }

    private static Request meaning(float[] vector) {
        return new Request("", vector, Filter.NONE, 10);
    }

    private static float[] vector(float x, float y) {
        float length = (float) Math.sqrt(x * x + y * y);
        return new float[] {x / length, y / length, 0, 0};
    }

    private static Change paper(long number, String... passages) {
        Paper paper = new Paper(number);
        for (String passage : passages) {
            paper.passage(passage, null);
        }
        return paper.present();
    }

    private static IndexedFile file(long number, long access, IndexedPassage passage) {
        return new IndexedFile(
                new FileId(number), "file", "text/plain", 1, access, List.of(passage));
    }

    /// Builds one change.
    final class Paper {
        private final long id;
        private long number;
        private Category category = Category.PAPER;
        private String title = "Untitled";
        private final List<String> authors = new ArrayList<>();
        private final List<String> keywords = new ArrayList<>();
        private @Nullable Integer year;
        private Language language = Language.ENGLISH;
        private String mediaType = "text/plain";
        private long source = 1;
        private long access = OPEN;
        private final List<IndexedPassage> passages = new ArrayList<>();

        public Paper(long id) {
            this.id = id;
            number = id;
        }

        public Paper number(long value) {
            number = value;
            return this;
        }

        public Paper category(Category value) {
            category = value;
            return this;
        }

        public Paper title(String value) {
            title = value;
            return this;
        }

        public Paper author(String value) {
            authors.add(value);
            return this;
        }

        public Paper keyword(String value) {
            keywords.add(value);
            return this;
        }

        public Paper year(int value) {
            year = value;
            return this;
        }

        public Paper language(Language value) {
            language = value;
            return this;
        }

        public Paper mediaType(String value) {
            mediaType = value;
            return this;
        }

        public Paper source(long value) {
            source = value;
            return this;
        }

        public Paper access(long value) {
            access = value;
            return this;
        }

        public Paper passage(String text, float @Nullable [] vector) {
            passages.add(
                    new IndexedPassage(
                            new PassageId(id * 10 + passages.size()),
                            text,
                            "",
                            Language.of(text),
                            vector));
            return this;
        }

        public Change present() {
            return files(
                    new IndexedFile(
                            new FileId(id), "file" + id, mediaType, source, access, passages));
        }

        public Change files(IndexedFile... files) {
            return new Change.Present(
                    number,
                    new DocumentId(id),
                    category,
                    title,
                    authors,
                    "",
                    keywords,
                    year,
                    language,
                    List.of(files));
        }
    }
}
