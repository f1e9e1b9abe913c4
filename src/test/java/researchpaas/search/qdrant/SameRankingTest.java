package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.search.Filter;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.Order;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Window;
import researchpaas.search.SearchIndexContract.Paper;
import researchpaas.search.TwoSets;
import researchpaas.search.lucene.TestLucene;

/// The same collection in both engines, asked the same. Words are as frequent as those of a
/// language, texts are of very different length: that is where the two differ, since a text's
/// weights in Qdrant are made with a usual length that is the same for all readers.
class SameRankingTest {
    private static final int DOCUMENTS = 120;
    private static final int QUESTIONS = 30;
    private static final Window WINDOW = new Window(Order.TITLE, 5, 20);

    @TempDir Path folder;

    private final Random random = new Random(7);

    @Test
    void bothEnginesFindTheSameAndRankItNearlyAlike() {
        try (FakeQdrant server = FakeQdrant.inProcess();
                OpenIndex qdrant =
                        QdrantIndexes.on(server, new InMemoryIndexCursors())
                                .open(QdrantIndexes.MODEL)) {
            SearchIndex lucene = TestLucene.open(folder, new TwoSets());
            List<Change> changes = new ArrayList<>();
            for (long n = 1; n <= DOCUMENTS; n++) {
                changes.add(paper(n));
            }
            lucene.apply(changes, DOCUMENTS);
            qdrant.apply(changes, DOCUMENTS);
            double overlap = 0;
            int first = 0;
            int asked = 0;
            double near = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                for (Reader reader : List.of(TwoSets.STUDENT, TwoSets.STAFF)) {
                    Request request = new Request(question(), vector(), Filter.NONE, DOCUMENTS);
                    Legs one = lucene.legs(request, reader);
                    Legs other = qdrant.legs(request, reader);
                    assertThat(other.wordsTotal()).isEqualTo(one.wordsTotal());
                    assertThat(documents(other.words(), DOCUMENTS))
                            .isEqualTo(documents(one.words(), DOCUMENTS));
                    near += overlap(one.meaning(), other.meaning());
                    Request words = new Request(request.words(), null, Filter.NONE, DOCUMENTS);
                    assertThat(qdrant.candidates(words, List.of(), WINDOW, reader))
                            .isEqualTo(lucene.candidates(words, List.of(), WINDOW, reader));
                    assertThat(other.wordsIdeal()).isCloseTo(one.wordsIdeal(), within(1e-6));
                    if (!one.words().isEmpty()) {
                        overlap += overlap(one.words(), other.words());
                        asked++;
                        first +=
                                one.words()
                                                .getFirst()
                                                .document()
                                                .equals(other.words().getFirst().document())
                                        ? 1
                                        : 0;
                    }
                }
            }
            assertThat(overlap / asked).as("of the first ten").isGreaterThan(.95);
            assertThat((double) first / asked).as("the first one").isGreaterThan(.9);
            assertThat(near / 2 / QUESTIONS).as("of the first ten by meaning").isGreaterThan(.95);
        }
    }

    /// Of the first ten.
    private static double overlap(List<Scored> one, List<Scored> other) {
        Set<DocumentId> ten = documents(one, 10);
        Set<DocumentId> same = documents(other, 10);
        same.retainAll(ten);
        return (double) same.size() / Math.max(1, ten.size());
    }

    private static Set<DocumentId> documents(List<Scored> leg, int most) {
        return new HashSet<>(leg.stream().limit(most).map(Scored::document).toList());
    }

    private Change paper(long number) {
        Paper paper =
                new Paper(number)
                        .title(words(6))
                        .author(words(2))
                        .year(1990 + random.nextInt(35))
                        .access(number % 3 == 0 ? TwoSets.STAFF_ONLY : TwoSets.OPEN);
        int passages = (int) Math.pow(10, random.nextDouble());
        for (int i = 0; i < passages; i++) {
            paper.passage(words(20 + random.nextInt(300)), vector());
        }
        return paper.present();
    }

    private float[] vector() {
        float[] vector = new float[4];
        double squares = 0;
        for (int i = 0; i < 4; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < 4; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private String question() {
        return words(1 + random.nextInt(5));
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // the n-th word is about n times as rare as the first
            int rank = (int) Math.exp(random.nextDouble() * Math.log(5_000));
            text.append(word(rank)).append(' ');
        }
        return text.toString();
    }

    private static String word(int rank) {
        StringBuilder word = new StringBuilder("w");
        for (int rest = rank; rest > 0; rest /= 13) {
            word.append("bcdfghjklmpqr".charAt(rest % 13)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }
}
