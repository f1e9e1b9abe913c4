package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex.Likeness;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.TwoSets;

/// What each [VectorEncoding] takes of disk and memory, how long a question takes, and how many it
/// finds: of the ten passages that are truly nearest, when ten are asked for, and of the ten
/// documents, when a search asks as deep as it does. The vectors are drawn from fifty hidden traits
/// and some noise, since those of texts have neighbourhoods as well.
///
/// `-Dvectors.passages=100000` is what docs/scaling.md tells of; it takes a quarter of an hour.
@Tag("long")
class VectorEncodingCostTest {
    private static final int PASSAGES = Integer.getInteger("vectors.passages", 20_000);
    private static final int DIMENSION = 384;
    private static final int TRAITS = 50;
    private static final float NOISE = 0.5f;
    private static final int QUESTIONS = 200;
    private static final int NEAREST = 10;

    /// Documents that a search takes from this leg.
    private static final int DEPTH = 200;

    private final Random random = new Random(8);
    private final float[][] traits = new float[TRAITS][DIMENSION];
    private final List<float[]> vectors = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void findsTheNearestPassages(VectorEncoding encoding, @TempDir Path folder) throws Exception {
        for (float[] trait : traits) {
            for (int i = 0; i < DIMENSION; i++) {
                trait[i] = (float) random.nextGaussian();
            }
        }
        ManyPassages library =
                new ManyPassages(
                        random,
                        () -> {
                            float[] vector = vector();
                            vectors.add(vector);
                            return vector;
                        });
        try (LuceneSearchIndex index =
                new LuceneSearchIndex(folder.resolve("index"), 16, encoding, new TwoSets())) {
            long start = System.nanoTime();
            library.fill(index, PASSAGES);
            double built = seconds(start);
            double[] meaning = new double[QUESTIONS];
            double[] both = new double[QUESTIONS];
            int found = 0;
            int foundDeep = 0;
            for (int i = -20; i < QUESTIONS; i++) {
                float[] question = vector();
                String words = library.words(5);
                start = System.nanoTime();
                var nearest =
                        index.similar(
                                new Likeness(question, "", new DocumentId(-1)),
                                NEAREST,
                                Reader.local());
                double took = seconds(start) * 1e3;
                start = System.nanoTime();
                var legs =
                        index.legs(
                                new Request(words, question, Filter.NONE, DEPTH), Reader.local());
                double tookBoth = seconds(start) * 1e3;
                if (i >= 0) {
                    meaning[i] = took;
                    both[i] = tookBoth;
                    List<Long> exact = nearest(question);
                    List<Long> passages = exact.subList(0, NEAREST);
                    found +=
                            (int)
                                    nearest.stream()
                                            .filter(near ->
                                                    passages.contains(near.passage().value()))
                                            .count();
                    Set<Long> documents = firstDocuments(exact);
                    foundDeep +=
                            (int)
                                    legs.meaning().stream()
                                            .limit(NEAREST)
                                            .filter(one ->
                                                    documents.contains(one.document().value()))
                                            .count();
                }
            }
            double recall = found / (double) (QUESTIONS * NEAREST);
            double recallDeep = foundDeep / (double) (QUESTIONS * NEAREST);
            System.out.printf(
                    "%s, %d passages: built in %.0f s; on disk %s; ten nearest %.1f ms (p99 %.1f),"
                            + " both legs %.1f ms (p99 %.1f); recall@10 of ten %.3f, as a search asks"
                            + " %.3f%n",
                    encoding,
                    PASSAGES,
                    built,
                    onDisk(folder),
                    at(meaning, .5),
                    at(meaning, .99),
                    at(both, .5),
                    at(both, .99),
                    recall,
                    recallDeep);
            assertThat(recall).isGreaterThan(0.9);
            assertThat(recallDeep).isGreaterThan(0.98);
        }
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (float[] trait : traits) {
            float much = (float) random.nextGaussian();
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] += much * trait[i];
            }
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] += NOISE * (float) Math.sqrt(TRAITS) * (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }

    /// The documents with the nearest passages.
    private static Set<Long> firstDocuments(List<Long> passages) {
        return passages.stream()
                .map(passage -> passage / ManyPassages.PASSAGES_PER_DOCUMENT)
                .distinct()
                .limit(NEAREST)
                .collect(Collectors.toSet());
    }

    /// By a look at every one; as many as have ten documents among them.
    private List<Long> nearest(float[] question) {
        double[] scores = new double[vectors.size()];
        for (int n = 0; n < scores.length; n++) {
            float[] vector = vectors.get(n);
            for (int i = 0; i < DIMENSION; i++) {
                scores[n] += (double) question[i] * vector[i];
            }
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer n) -> -scores[n]))
                .limit((long) NEAREST * ManyPassages.PASSAGES_PER_DOCUMENT)
                // documents count from 1, passages go on by ten
                .map(n -> n + (long) ManyPassages.PASSAGES_PER_DOCUMENT)
                .toList();
    }

    /// Megabytes by what the files hold.
    private static String onDisk(Path folder) throws IOException {
        long full = 0;
        long small = 0;
        long graph = 0;
        long rest = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                long size = Files.size(file);
                if (name.endsWith(".vec")) {
                    full += size;
                } else if (name.endsWith(".veq") || name.endsWith(".veb")) {
                    small += size;
                } else if (name.endsWith(".vex")) {
                    graph += size;
                } else {
                    rest += size;
                }
            }
        }
        return "vectors %.1f MB, small ones %.1f MB, graph %.1f MB, text and small segments %.1f MB"
                .formatted(full / 1e6, small / 1e6, graph / 1e6, rest / 1e6);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double at(double[] times, double share) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
