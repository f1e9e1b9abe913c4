package researchpaas.search.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import researchpaas.document.Category;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex;

/// A library out of thin air, as large as one likes and the same for the same seed: its words are
/// as frequent as those of a language.
public final class ManyPassages {
    static final int PASSAGES_PER_DOCUMENT = 10;
    static final int SETS = 100;
    private static final int WORDS_PER_PASSAGE = 120;
    private static final int VOCABULARY = 50_000;

    private final Random random;
    private final Supplier<float[]> vectors;
    private final String[] vocabulary = vocabulary();

    /// @param vectors the next passage's
    public ManyPassages(Random random, Supplier<float[]> vectors) {
        this.random = random;
        this.vectors = vectors;
    }

    void fill(SearchIndex index, int passages) {
        List<Change> batch = new ArrayList<>();
        int documents = passages / PASSAGES_PER_DOCUMENT;
        for (int id = 1; id <= documents; id++) {
            batch.add(document(id));
            if (batch.size() == 200 || id == documents) {
                index.apply(batch, id);
                batch.clear();
            }
        }
    }

    private Change document(int id) {
        List<IndexedPassage> passages = new ArrayList<>();
        for (int i = 0; i < PASSAGES_PER_DOCUMENT; i++) {
            passages.add(
                    new IndexedPassage(
                            new PassageId((long) id * PASSAGES_PER_DOCUMENT + i),
                            words(WORDS_PER_PASSAGE),
                            "",
                            Language.ENGLISH,
                            vectors.get()));
        }
        return new Change.Present(
                id,
                new DocumentId(id),
                Category.PAPER,
                words(8),
                List.of("Author " + id % 500),
                "",
                List.of(),
                1990 + id % 35,
                Language.ENGLISH,
                List.of(
                        new IndexedFile(
                                new FileId(id),
                                id + ".pdf",
                                "application/pdf",
                                1,
                                1 + random.nextInt(SETS),
                                passages)));
    }

    private static String[] vocabulary() {
        String[] words = new String[VOCABULARY];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = i + 26; n > 0; n /= 26) {
                word.append((char) ('a' + n % 26));
            }
            words[i] = word.append("ek").toString();
        }
        return words;
    }

    /// The n-th word is as frequent as 1/n.
    public String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
            text.append(vocabulary[rank]).append(' ');
        }
        return text.toString();
    }

    static float[] unit(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
