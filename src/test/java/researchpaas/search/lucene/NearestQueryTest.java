package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.search.TwoSets;

class NearestQueryTest {
    /// Of floats, the vector module adds a sum's parts in an order of its own, and in another one
    /// once the code was compiled: the last bit of the same score may change between two queries.
    /// Small vectors are summed in whole numbers, and have the same score to the bit.
    private static final float ROUNDING = 1e-6f;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void findsWhatLucenesOwnQueryFindsWithTheSameScores(VectorEncoding encoding)
            throws IOException {
        comparesAmong(1200, encoding);
    }

    /// Lucene makes no graph of so few.
    @ParameterizedTest
    @EnumSource
    void findsTheSameWhereThereIsNoGraph(VectorEncoding encoding) throws IOException {
        comparesAmong(300, encoding);
    }

    private void comparesAmong(int passages, VectorEncoding encoding) throws IOException {
        Random random = new Random(7);
        ManyPassages library = new ManyPassages(random, () -> vector(random));
        try (LuceneSearchIndex index = new LuceneSearchIndex(folder, 16, encoding, new TwoSets())) {
            library.fill(index, passages);
            Query few = new VisibleDocuments(Fields.PASSAGE_KIND, Set.of(1L, 2L));
            Query many = new VisibleDocuments(Fields.PASSAGE_KIND, sets(60));
            index.store()
                    .read(searcher -> {
                        for (int i = 0; i < 10; i++) {
                            float[] question = vector(random);
                            for (int most : List.of(10, 100, 200)) {
                                sameAsLucenes(searcher, encoding, question, most, null);
                                sameAsLucenes(searcher, encoding, question, most, few);
                                sameAsLucenes(searcher, encoding, question, most, many);
                            }
                        }
                        return searcher;
                    });
        }
    }

    private static Set<Long> sets(int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toSet());
    }

    private static void sameAsLucenes(
            IndexSearcher searcher,
            VectorEncoding encoding,
            float[] question,
            int most,
            @Nullable Query allowed)
            throws IOException {
        ScoreDoc[] expected =
                hits(
                        searcher,
                        new KnnFloatVectorQuery(Fields.VECTOR, question, most, allowed),
                        most);
        ScoreDoc[] found = hits(searcher, new NearestQuery(question, most, allowed), most);
        assertThat(expected).isNotEmpty();
        if (encoding == VectorEncoding.FLOAT) {
            assertThat(found).extracting(hit -> hit.doc).containsOnlyOnceElementsOf(ids(expected));
            assertThat(found).hasSameSizeAs(expected);
            for (int rank = 0; rank < found.length; rank++) {
                assertThat(found[rank].score).isCloseTo(expected[rank].score, within(ROUNDING));
            }
        } else {
            assertThat(told(found)).isEqualTo(told(expected));
        }
    }

    private static ScoreDoc[] hits(IndexSearcher searcher, Query query, int most)
            throws IOException {
        return searcher.search(query, most).scoreDocs;
    }

    private static List<Integer> ids(ScoreDoc[] hits) {
        return Arrays.stream(hits).map(hit -> hit.doc).toList();
    }

    private static List<String> told(ScoreDoc[] hits) {
        return Arrays.stream(hits).map(hit -> hit.doc + " " + hit.score).toList();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[100];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }
}
