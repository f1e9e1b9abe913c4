package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Counts;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Page;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.Filter;
import researchpaas.search.Order;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.Searches;

/// What the gate costs: the same questions to the same index, asked by readers who may see one
/// hundredth, a tenth, half and all of it. The texts' words are as frequent as those of a language,
/// the vectors random, so that no neighbourhood helps.
///
/// `-Dgate.passages=100000` is what the documents tell of; it takes a quarter of an hour.
@Tag("long")
class GateCostTest {
    private static final int PASSAGES = Integer.getInteger("gate.passages", 20_000);
    private static final int DIMENSION = 384;
    private static final int QUESTIONS = 60;
    private static final int ROUNDS = 3;

    private final Random random = new Random(6);
    private final ManyPassages library = new ManyPassages(random, this::vector);
    private final float[][] questions = new float[QUESTIONS][];

    @Test
    void aSearchBehindTheGateTakesNoMoreThanTwiceAsLong(@TempDir Path folder) throws Exception {
        try (LuceneSearchIndex index =
                new LuceneSearchIndex(folder.resolve("index"), 16, VectorEncoding.INT8, SHARE)) {
            library.fill(index, PASSAGES);
            SearchDocuments search =
                    Searches.over(index, new Given(), NONE, new LuceneHighlighter());
            Map<Reader, double[]> times = new LinkedHashMap<>();
            for (Reader reader :
                    List.of(Reader.local(), seeing(1), seeing(10), seeing(50), seeing(100))) {
                times.put(reader, new double[QUESTIONS * ROUNDS]);
            }
            List<String> asked = new ArrayList<>();
            for (int i = 0; i < QUESTIONS; i++) {
                asked.add(question(i));
            }
            for (int round = -1; round < ROUNDS; round++) {
                for (int i = 0; i < QUESTIONS; i++) {
                    for (var entry : times.entrySet()) {
                        long start = System.nanoTime();
                        var found = search.search(query(asked.get(i)), entry.getKey());
                        double took = (System.nanoTime() - start) / 1e6;
                        assertThat(found.total()).isPositive();
                        if (round >= 0) {
                            entry.getValue()[round * QUESTIONS + i] = took;
                        }
                    }
                }
            }
            double all = median(times.get(Reader.local()));
            times.forEach((reader, took) -> {
                Arrays.sort(took);
                System.out.printf(
                        "%-8s median %.1f ms, p90 %.1f ms, ratio %.2f%n",
                        reader.name(),
                        median(took),
                        took[took.length * 9 / 10],
                        median(took) / all);
            });
            assertThat(times.values())
                    .allSatisfy(took -> assertThat(median(took) / all).isLessThan(2));
        }
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Query query(String text) {
        return new Query(text, Filter.NONE, Query.Mode.HYBRID, Order.RELEVANCE, true, 0, 10);
    }

    /// Sees that many of a hundred access sets.
    private static Reader seeing(int sets) {
        return Reader.holding(String.valueOf(sets), new Principal("domain:" + sets));
    }

    private static final Access SHARE =
            new Access() {
                @Override
                public long idOf(Set<Principal> principals) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Map<Principal, Long> grants(DocumentId document, Reader reader) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Visible visibleTo(Reader reader) {
                    return reader.seesEverything()
                            ? new Visible.Everything()
                            : new Visible.Only(
                                    LongStream.rangeClosed(1, Long.parseLong(reader.name()))
                                            .boxed()
                                            .collect(Collectors.toSet()));
                }
            };

    // --- the library

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return ManyPassages.unit(vector);
    }

    /// Five words, as frequent as those of a text, and a number that tells its vector.
    private String question(int number) {
        questions[number] = vector();
        return library.words(5) + number;
    }

    private final class Given implements EmbeddingModel {
        @Override
        public Card card() {
            return new Card("given", DIMENSION, 256, Set.of());
        }

        @Override
        public int tokens(String text) {
            return text.length();
        }

        @Override
        public float[] passage(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] query(String text) {
            return questions[Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1))];
        }
    }

    /// The database's part is the same for all: a page of documents by their numbers.
    private static final Documents NONE =
            new Documents() {
                @Override
                public Optional<Document> find(DocumentKey key, Reader reader) {
                    return Optional.empty();
                }

                @Override
                public List<Document> findAll(Collection<DocumentId> ids, Reader reader) {
                    return List.of();
                }

                @Override
                public List<DocumentId> list(int offset, int limit, Reader reader) {
                    return List.of();
                }

                @Override
                public List<Integer> pagesWithHiddenText(FileId file, Reader reader) {
                    return List.of();
                }

                @Override
                public Optional<Page> page(FileId file, int number, Reader reader) {
                    return Optional.empty();
                }

                @Override
                public List<Passage> passagesBeside(
                        Collection<PassageId> ids, int within, Reader reader) {
                    return List.of();
                }

                @Override
                public List<Passage> passages(Collection<PassageId> ids, Reader reader) {
                    return List.of();
                }

                @Override
                public Counts count(Reader reader) {
                    return new Counts(Map.of(), 0, 0, 0, null);
                }

                @Override
                public long countChangedAfter(long change, Reader reader) {
                    return 0;
                }
            };
}
