package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.search.TwoSets;

class NearestQueryTest {
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
        List<String> expected =
                hits(
                        searcher,
                        new KnnFloatVectorQuery(Fields.VECTOR, question, most, allowed),
                        most);
        assertThat(expected).isNotEmpty();
        assertThat(hits(searcher, new NearestQuery(question, most, allowed), most))
                .isEqualTo(expected);
    }

    private static List<String> hits(IndexSearcher searcher, Query query, int most)
            throws IOException {
        return Arrays.stream(searcher.search(query, most).scoreDocs)
                .map(hit -> hit.doc + " " + hit.score)
                .toList();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[100];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }
}
