package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.search.TwoSets;

class NearestQueryTest {
    /// The vector module adds a sum's parts in an order of its own, and in another one once the
    /// code was compiled: the last bit of the same score may change between two queries.
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
                                sameAsLucenes(searcher, question, most, null);
                                sameAsLucenes(searcher, question, most, few);
                                sameAsLucenes(searcher, question, most, many);
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
            IndexSearcher searcher, float[] question, int most, @Nullable Query allowed)
            throws IOException {
        Map<Integer, Float> expected =
                hits(
                        searcher,
                        new KnnFloatVectorQuery(Fields.VECTOR, question, most, allowed),
                        most);
        Map<Integer, Float> found = hits(searcher, new NearestQuery(question, most, allowed), most);
        assertThat(expected).isNotEmpty();
        assertThat(found).containsOnlyKeys(expected.keySet());
        found.forEach(
                (hit, score) -> assertThat(score).isCloseTo(expected.get(hit), within(ROUNDING)));
    }

    private static Map<Integer, Float> hits(IndexSearcher searcher, Query query, int most)
            throws IOException {
        return Arrays.stream(searcher.search(query, most).scoreDocs)
                .collect(Collectors.toMap(hit -> hit.doc, hit -> hit.score));
    }

    private static float[] vector(Random random) {
        float[] vector = new float[100];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }
}
