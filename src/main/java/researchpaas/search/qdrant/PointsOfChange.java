package researchpaas.search.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.search.TextAnalysis;

/// What a document of the library looks like in Qdrant: one point a file and one a passage.
final class PointsOfChange {
    /// Of a form's beginnings so many letters are looked for at most.
    static final int LONGEST_BEGINNING = 8;

    static final int SHORTEST_BEGINNING = 3;

    /// Kana, Han and what is written like them: one character is a word already.
    static final char FIRST_CJK = '\u2e80';

    /// Of a file's forms, those whose beginnings are kept.
    private static final int MOST_BEGUN = 50_000;

    private static final long YEAR_SHIFT = 1L << 38;
    private static final long UNKNOWN_YEAR_LAST = 16_000;

    /// So many bytes of a title's key are a number that the server orders by exactly.
    private static final int TITLE_BYTES = 6;

    private static final long UNTITLED = 1L << (8 * TITLE_BYTES);

    private final TextAnalysis analysis;
    private final UsualLengths usual;
    private UsualLengths measured = UsualLengths.UNKNOWN;

    /// @param usual by which texts are weighed
    PointsOfChange(TextAnalysis analysis, UsualLengths usual) {
        this.analysis = analysis;
        this.usual = usual;
    }

    /// The files that were handed over.
    UsualLengths measured() {
        return measured;
    }

    /// The ids of all points that the document has.
    static Set<UUID> ids(Change.Present change) {
        Set<UUID> ids = new HashSet<>();
        for (IndexedFile file : change.files()) {
            ids.add(Payload.ofFile(file.file().value()));
            file.passages().forEach(passage -> ids.add(Payload.ofPassage(passage.id().value())));
        }
        return ids;
    }

    /// One after the other, so that a large document need not be in memory twice.
    void each(Change.Present change, Consumer<PointStruct> taker) {
        boolean head = true;
        for (IndexedFile file : change.files()) {
            Map<String, Value> common = common(change, file);
            Counted words = new Counted();
            Counted forms = new Counted();
            for (IndexedPassage passage : file.passages()) {
                Counted itsWords = Counted.of(analysis.words(passage.text()));
                Counted itsForms = Counted.of(analysis.forms(passage.text()));
                words.add(itsWords);
                forms.add(itsForms);
                taker.accept(passage(common, passage, itsWords, itsForms));
            }
            texts(change, file)
                    .forEach(text -> {
                        words.add(Counted.of(analysis.words(text)));
                        forms.add(Counted.of(analysis.forms(text)));
                    });
            taker.accept(file(change, file, common, words, forms, head));
            head = false;
        }
    }

    /// That a file can be found by, beside its passages.
    private static Stream<String> texts(Change.Present change, IndexedFile file) {
        return Stream.of(
                        Stream.of(change.title()),
                        change.authors().stream(),
                        change.keywords().stream(),
                        Stream.of(file.name()))
                .flatMap(texts -> texts);
    }

    private Map<String, Value> common(Change.Present change, IndexedFile file) {
        Map<String, Value> common = new HashMap<>();
        common.put(Payload.DOCUMENT, value(change.document().value()));
        common.put(Payload.CHANGE, value(change.number()));
        common.put(Payload.FILE, value(file.file().value()));
        common.put(Payload.ACCESS, value(file.accessSet()));
        common.put(Payload.CATEGORY, value(change.category().word()));
        common.put(Payload.LANGUAGE, value(change.language().code()));
        common.put(Payload.MEDIA_TYPE, value(file.mediaType()));
        common.put(Payload.SOURCE, value(file.source()));
        Integer year = change.year();
        if (year != null) {
            common.put(Payload.YEAR, value(year.longValue()));
        }
        List<Value> authors =
                change.authors().stream()
                        .map(analysis::folded)
                        .filter(author -> !author.isBlank())
                        .distinct()
                        .map(author -> value(author))
                        .toList();
        if (!authors.isEmpty()) {
            common.put(Payload.AUTHOR, list(authors));
        }
        return common;
    }

    private PointStruct file(
            Change.Present change,
            IndexedFile file,
            Map<String, Value> common,
            Counted words,
            Counted forms,
            boolean head) {
        Map<Long, Double> weights = new HashMap<>();
        Counted title = Counted.of(analysis.words(change.title()));
        words.addWeights(Terms.WORD, usual.ofWords(), weights);
        forms.addWeights(Terms.FORM, usual.ofForms(), weights);
        title.addWeights(Terms.TITLE, usual.ofTitles(), weights);
        measured = measured.plus(UsualLengths.of(words, forms, title));
        Map<String, Value> payload = new HashMap<>(common);
        payload.put(Payload.KIND, value(Payload.FILE_KIND));
        payload.put(Payload.HEAD, value(head));
        payload.put(Payload.SEVERAL, value(change.files().size() > 1));
        payload.put(Payload.SHARE, value(shareWithVector(file.passages())));
        payload.put(Payload.TERMS, list(terms(change, weights.keySet(), forms)));
        addOrder(change, payload);
        Vectors vectors =
                weights.isEmpty()
                        ? named(Map.of())
                        : named(Map.of(Payload.FILE_WORDS, sparse(Terms.vector(weights))));
        return point(Payload.ofFile(file.file().value()), payload, vectors);
    }

    private static List<Value> terms(Change.Present change, Set<Long> numbers, Counted forms) {
        Set<Long> terms = new HashSet<>(numbers);
        if (!change.title().isBlank()) {
            terms.add(Terms.TITLED);
        }
        forms.counts().keySet().stream()
                .limit(MOST_BEGUN)
                .forEach(form -> addBeginnings(form, terms));
        return terms.stream().map(number -> value(number)).toList();
    }

    /// Numbers begin in too many ways.
    private static void addBeginnings(String form, Set<Long> terms) {
        if (form.isEmpty() || Character.isDigit(form.charAt(0))) {
            return;
        }
        int shortest = form.charAt(0) >= FIRST_CJK ? 1 : SHORTEST_BEGINNING;
        for (int length = shortest;
                length <= Math.min(form.length(), LONGEST_BEGINNING);
                length++) {
            terms.add(Terms.number(Terms.BEGUN, form.substring(0, length)));
        }
    }

    private void addOrder(Change.Present change, Map<String, Value> payload) {
        long document = change.document().value();
        Integer year = change.year();
        long known = year == null ? 0 : Math.clamp(year, 0, UNKNOWN_YEAR_LAST - 1);
        payload.put(Payload.NEWEST, value(known * YEAR_SHIFT + document));
        payload.put(
                Payload.OLDEST,
                value((year == null ? UNKNOWN_YEAR_LAST : known) * YEAR_SHIFT + document));
        byte[] key = change.title().isBlank() ? new byte[0] : analysis.titleOrder(change.title());
        long beginning = 0;
        for (int i = 0; i < TITLE_BYTES; i++) {
            beginning = (beginning << 8) | (i < key.length ? key[i] & 0xff : 0);
        }
        payload.put(Payload.TITLE, value(key.length == 0 ? UNTITLED : beginning));
        payload.put(Payload.TITLE_KEY, value(Base64.getEncoder().encodeToString(key)));
    }

    private static double shareWithVector(List<IndexedPassage> passages) {
        long with = passages.stream().filter(passage -> passage.vector() != null).count();
        return passages.isEmpty() ? 0 : (double) with / passages.size();
    }

    private static PointStruct passage(
            Map<String, Value> common, IndexedPassage passage, Counted words, Counted forms) {
        Map<Long, Double> weights = new HashMap<>();
        words.addWeights(Terms.WORD, Bm25.PASSAGE_WORDS, weights);
        forms.addWeights(Terms.FORM, Bm25.PASSAGE_FORMS, weights);
        Map<String, Value> payload = new HashMap<>(common);
        payload.put(Payload.KIND, value(Payload.PASSAGE_KIND));
        payload.put(Payload.PASSAGE, value(passage.id().value()));
        float[] vector = passage.vector();
        payload.put(Payload.HAS_VECTOR, value(vector != null));
        Map<String, Vector> vectors = new HashMap<>();
        if (!weights.isEmpty()) {
            vectors.put(Payload.PASSAGE_WORDS, sparse(Terms.vector(weights)));
        }
        if (vector != null) {
            DenseVector.Builder dense = DenseVector.newBuilder();
            for (float x : vector) {
                dense.addData(x);
            }
            vectors.put(Payload.MEANING, Vector.newBuilder().setDense(dense).build());
        }
        return point(Payload.ofPassage(passage.id().value()), payload, named(vectors));
    }

    private static Vector sparse(SparseVector vector) {
        return Vector.newBuilder().setSparse(vector).build();
    }

    private static Vectors named(Map<String, Vector> vectors) {
        return Vectors.newBuilder()
                .setVectors(NamedVectors.newBuilder().putAllVectors(vectors))
                .build();
    }

    private static PointStruct point(UUID id, Map<String, Value> payload, Vectors vectors) {
        return PointStruct.newBuilder()
                .setId(id(id))
                .putAllPayload(payload)
                .setVectors(vectors)
                .build();
    }
}
