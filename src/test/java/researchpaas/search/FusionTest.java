package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.document.DocumentId;
import researchpaas.search.SearchIndex.Scored;

class FusionTest {
    private static Scored scored(long document, double score) {
        return new Scored(new DocumentId(document), score, null);
    }

    private static List<Long> order(
            Fusion fusion, List<Scored> words, List<Scored> meaning, double weight) {
        return fusion.fuse(words, meaning, weight).stream()
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
