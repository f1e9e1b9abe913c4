package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.document.DocumentId;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Scored;

class FusionTest {
    private static Scored scored(long document, double score) {
        return new Scored(new DocumentId(document), score, null, 1);
    }

    private static Scored withoutVectors(long document, double score) {
        return new Scored(new DocumentId(document), score, null, 0);
    }

    private static Legs legs(List<Scored> words, double ideal, List<Scored> meaning) {
        return new Legs(words, words.size(), ideal, meaning);
    }

    private static List<Long> order(
            Fusion fusion, List<Scored> words, List<Scored> meaning, double weight) {
        return fusion.fuse(legs(words, 0, meaning), weight).stream()
                .map(fused -> fused.document().value())
                .toList();
    }

    private final List<Scored> words = List.of(scored(1, 30), scored(2, 29), scored(3, 10));
    private final List<Scored> meaning = List.of(scored(4, .9), scored(2, .8), scored(1, .1));

    @Test
    void whatBothLegsRateHighlyComesFirst() {
        assertThat(order(Fusion.MIN_MAX_SUM, words, meaning, .5)).startsWith(2L);
        assertThat(order(Fusion.RECIPROCAL_RANK, words, List.of(scored(4, .9), scored(2, .8)), .5))
                .startsWith(2L);
    }

    @Test
    void scoresDecideAndNotRanks() {
        List<Scored> steep = List.of(scored(1, 30), scored(2, 11), scored(3, 10));
        assertThat(
                        order(
                                Fusion.MIN_MAX_SUM,
                                steep,
                                List.of(scored(2, .9), scored(1, .8), scored(3, .1)),
                                .5))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLegWithoutWeightAddsNothing() {
        assertThat(order(Fusion.MIN_MAX_SUM, words, meaning, 0)).containsExactly(1L, 2L, 3L);
        assertThat(order(Fusion.MIN_MAX_SUM, words, meaning, 1)).containsExactly(4L, 2L, 1L);
        assertThat(order(Fusion.RECIPROCAL_RANK, words, meaning, 0)).containsExactly(1L, 2L, 3L);
    }

    /// In another language than the model's, say: it was 0.5 against 0.95 before.
    @Test
    void aDocumentWithoutVectorsIsJudgedByItsWordsAlone() {
        List<Scored> mixed = List.of(withoutVectors(1, 30), scored(2, 29), scored(3, 10));
        List<Scored> near = List.of(scored(2, .9), scored(3, .1));
        for (Fusion fusion : Fusion.values()) {
            assertThat(order(fusion, mixed, near, .5)).as("%s", fusion).startsWith(1L, 2L);
        }
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(mixed, 0, near), .5).getFirst().score())
                .isEqualTo(1);
        assertThat(
                        order(
                                Fusion.MIN_MAX_SUM,
                                List.of(scored(2, 30), withoutVectors(1, 15), scored(3, 10)),
                                near,
                                .5))
                .as("fewer of the words are not made up for")
                .startsWith(2L, 1L);
    }

    /// Such as a Japanese paper with an English abstract.
    @Test
    void ofADocumentWithFewVectorsTheBetterOfBothCounts() {
        List<Scored> mixed =
                List.of(new Scored(new DocumentId(1), 30, null, .2), scored(2, 29), scored(3, 10));
        List<Scored> near = List.of(scored(2, .9), scored(1, .5), scored(3, .1));
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(mixed, 0, near), .5))
                .filteredOn(fused -> fused.document().value() == 1)
                .singleElement()
                .satisfies(fused -> assertThat(fused.score()).isCloseTo(.9, within(1e-9)));
        List<Scored> nearest = List.of(scored(1, .9), scored(2, .5), scored(3, .1));
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(mixed, 0, nearest), .5).getFirst().score())
                .isEqualTo(1);
    }

    /// The best by words was first here, whatever it matched.
    @Test
    void whereTheWordsFindLittleOfTheQuestionMeaningDecides() {
        List<Scored> everyday = List.of(scored(1, 3), scored(2, 2), scored(3, 1));
        List<Scored> near = List.of(scored(2, .9), scored(1, .5), scored(3, .1));
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(everyday, 3, near), .5))
                .extracting(fused -> fused.document().value())
                .as("the whole question")
                .startsWith(1L);
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(everyday, 30, near), .5))
                .extracting(fused -> fused.document().value())
                .as("a tenth of it")
                .startsWith(2L);
    }

    @Test
    void aLonelyDocumentEarnsWhatItHoldsOfTheQuestion() {
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(List.of(scored(1, 9)), 40, List.of()), 0))
                .singleElement()
                .satisfies(fused -> assertThat(fused.score()).isCloseTo(.5, within(1e-9)));
        assertThat(Fusion.MIN_MAX_SUM.fuse(legs(List.of(scored(1, 9)), 0, List.of()), 0))
                .singleElement()
                .satisfies(fused -> assertThat(fused.score()).isEqualTo(1));
    }

    @Test
    void anEmptyLegLeavesTheOtherAsItIs() {
        assertThat(order(Fusion.MIN_MAX_SUM, words, List.of(), .5)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void equalScoresKeepTheOrderOfTheirNumbers() {
        assertThat(order(Fusion.MIN_MAX_SUM, List.of(scored(9, 1), scored(3, 1)), List.of(), 0))
                .containsExactly(3L, 9L);
    }
}
