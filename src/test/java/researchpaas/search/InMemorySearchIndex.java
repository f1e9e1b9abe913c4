package researchpaas.search;

import java.text.Collator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Access.Visible;
import researchpaas.document.Category;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;

/// A search engine in memory, for tests that are about something else: counts whole words, and
/// pairs of characters in Japanese; compares vectors one by one. It keeps [SearchIndexContract].
public final class InMemorySearchIndex implements SearchEngine.OpenIndex {
    private static final Pattern WORD =
            Pattern.compile(
                    "(?=([\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]{2}))|[\\p{IsLatin}\\p{Nd}]+");

    private final Access access;
    private final State state;
    private final String engine;
    private volatile boolean broken;
    private volatile Runnable closing = () -> {};

    public InMemorySearchIndex(Access access) {
        this(access, "memory");
    }

    InMemorySearchIndex(Access access, String engine) {
        this(access, engine, new State());
    }

    private InMemorySearchIndex(Access access, String engine, State state) {
        this.access = access;
        this.engine = engine;
        this.state = state;
    }

    private static final class State {
        final Map<DocumentId, Change.Present> documents =
                new TreeMap<>(Comparator.comparingLong(DocumentId::value));
        long cursor;
    }

    /// Another one over the same state.
    InMemorySearchIndex again() {
        return new InMemorySearchIndex(access, engine, state);
    }

    public InMemorySearchIndex breakDown(boolean now) {
        broken = now;
        return this;
    }

    InMemorySearchIndex onClose(Runnable closing) {
        this.closing = closing;
        return this;
    }

    /// Nothing is lost by it.
    @Override
    public void close() {
        closing.run();
    }

    private State state() {
        if (broken) {
            throw new IndexUnavailable("told to fail", new IllegalStateException());
        }
        return state;
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public synchronized long cursor() {
        return state().cursor;
    }

    @Override
    public synchronized void apply(List<Change> changes, long cursor) {
        for (Change change : changes) {
            switch (change) {
                case Change.Present present -> state().documents.put(present.document(), present);
                case Change.Gone gone -> state().documents.remove(gone.document());
            }
        }
        state().cursor = cursor;
    }

    @Override
    public synchronized void startOver() {
        state().documents.clear();
        state().cursor = 0;
    }

    @Override
    public synchronized Legs legs(Request request, Reader reader) {
        List<Scored> words = new ArrayList<>();
        List<Scored> meaning = new ArrayList<>();
        Set<String> asked = Set.copyOf(words(request.words()));
        for (Change.Present document : state().documents.values()) {
            List<IndexedFile> files = files(document, request.filter(), reader);
            files.stream()
                    .map(file ->
                            new Scored(
                                    document.document(),
                                    count(asked, whole(document, file)),
                                    null,
                                    shareWithVector(file)))
                    .max(Comparator.comparingDouble(Scored::score))
                    .filter(best -> best.score() > 0)
                    .ifPresent(words::add);
            files.stream()
                    .flatMap(file -> file.passages().stream())
                    .filter(passage -> request.meaning() != null && passage.vector() != null)
                    .max(
                            Comparator.comparingDouble(
                                    passage -> dot(request.meaning(), passage.vector())))
                    .ifPresent(best ->
                            meaning.add(
                                    new Scored(
                                            document.document(),
                                            dot(request.meaning(), best.vector()),
                                            best.id(),
                                            1)));
        }
        return new Legs(
                best(words, request.depth()), words.size(), 0, best(meaning, request.depth()));
    }

    private static List<Scored> best(List<Scored> leg, int depth) {
        return leg.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(depth)
                .toList();
    }

    @Override
    public synchronized Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        Set<String> asked = Set.copyOf(words(request.words()));
        ToDoubleFunction<IndexedPassage> score =
                passage ->
                        count(asked, passage.text())
                                + (request.meaning() == null || passage.vector() == null
                                        ? 0
                                        : dot(request.meaning(), passage.vector()));
        Map<DocumentId, List<FoundPassage>> found = new HashMap<>();
        for (DocumentId id : documents) {
            List<FoundPassage> best =
                    Stream.ofNullable(state().documents.get(id))
                            .flatMap(document -> files(document, request.filter(), reader).stream())
                            .flatMap(file -> file.passages().stream())
                            .map(passage ->
                                    new FoundPassage(passage.id(), score.applyAsDouble(passage)))
                            .filter(one -> one.score() > 0)
                            .sorted(Comparator.comparingDouble(FoundPassage::score).reversed())
                            .limit(perDocument)
                            .toList();
            if (!best.isEmpty()) {
                found.put(id, best);
            }
        }
        return found;
    }

    @Override
    public synchronized Map<PassageId, float[]> vectors(
            Collection<PassageId> passages, Reader reader) {
        Map<PassageId, float[]> vectors = new HashMap<>();
        for (Change.Present document : state().documents.values()) {
            files(document, Filter.NONE, reader).stream()
                    .flatMap(file -> file.passages().stream())
                    .filter(passage -> passages.contains(passage.id()) && passage.vector() != null)
                    .forEach(passage -> vectors.put(passage.id(), passage.vector()));
        }
        return vectors;
    }

    @Override
    public synchronized Candidates candidates(
            Request request, List<Scored> meaning, Window window, Reader reader) {
        Map<DocumentId, Set<IndexedFile>> all =
                candidateFiles(request, meaning, request.filter(), reader);
        Map<Facet, Map<Object, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            Filter without = request.filter().without(facet);
            Request near = new Request("", request.meaning(), without, request.depth());
            Map<DocumentId, Set<IndexedFile>> wider =
                    candidateFiles(request, legs(near, reader).meaning(), without, reader);
            all.forEach((document, files) ->
                    wider.computeIfAbsent(document, _ -> new HashSet<>()).addAll(files));
            counts.put(facet, counts(facet, wider));
        }
        return new Candidates(all.size(), facets(counts), inOrder(all.keySet(), window).toList());
    }

    private Map<DocumentId, Set<IndexedFile>> candidateFiles(
            Request request, List<Scored> meaning, Filter filter, Reader reader) {
        Set<String> asked = Set.copyOf(words(request.words()));
        boolean every = request.words().isBlank() && request.meaning() == null;
        Map<DocumentId, PassageId> near = new HashMap<>();
        meaning.forEach(scored -> near.put(scored.document(), scored.best()));
        Map<DocumentId, Set<IndexedFile>> candidates = new HashMap<>();
        for (Change.Present document : state().documents.values()) {
            PassageId nearest = near.get(document.document());
            files(document, filter, reader).stream()
                    .filter(file ->
                            every
                                    || count(asked, whole(document, file)) > 0
                                    || file.passages().stream()
                                            .anyMatch(one -> one.id().equals(nearest)))
                    .forEach(file ->
                            candidates
                                    .computeIfAbsent(document.document(), _ -> new HashSet<>())
                                    .add(file));
        }
        return candidates;
    }

    private Map<Object, Long> counts(Facet facet, Map<DocumentId, Set<IndexedFile>> candidates) {
        Map<Object, Long> counts = new HashMap<>();
        candidates.forEach((id, files) ->
                files.stream()
                        .map(file -> value(facet, state().documents.get(id), file))
                        .filter(Objects::nonNull)
                        .distinct()
                        .forEach(value -> counts.merge(value, 1L, Long::sum)));
        return counts;
    }

    private static @Nullable Object value(Facet facet, Change.Present document, IndexedFile file) {
        return switch (facet) {
            case CATEGORY -> document.category();
            case LANGUAGE -> document.language();
            case MEDIA_TYPE -> file.mediaType();
            case SOURCE -> file.source();
            case YEAR -> document.year();
        };
    }

    private static Facets facets(Map<Facet, Map<Object, Long>> counts) {
        return new Facets(
                typed(counts.get(Facet.CATEGORY), Category.class),
                typed(counts.get(Facet.LANGUAGE), Language.class),
                typed(counts.get(Facet.MEDIA_TYPE), String.class),
                typed(counts.get(Facet.SOURCE), Long.class),
                typed(counts.get(Facet.YEAR), Integer.class));
    }

    private static <V> Map<V, Long> typed(Map<Object, Long> counts, Class<V> type) {
        Map<V, Long> typed = new HashMap<>();
        counts.forEach((value, count) -> typed.put(type.cast(value), count));
        return typed;
    }

    private Stream<DocumentId> inOrder(Set<DocumentId> documents, Window window) {
        Comparator<Change.Present> byNumber =
                Comparator.comparingLong(one -> one.document().value());
        Comparator<Change.Present> byYear =
                Comparator.comparing(
                        Change.Present::year, Comparator.nullsFirst(Comparator.naturalOrder()));
        Comparator<Change.Present> order =
                switch (window.order()) {
                    case RELEVANCE, NEWEST -> byYear.thenComparing(byNumber).reversed();
                    case OLDEST ->
                            Comparator.<Change.Present, Boolean>comparing(one -> one.year() == null)
                                    .thenComparing(byYear)
                                    .thenComparing(byNumber);
                    case TITLE ->
                            Comparator.<Change.Present, Boolean>comparing(
                                            one -> one.title().isBlank())
                                    .thenComparing(
                                            Change.Present::title,
                                            Collator.getInstance(Locale.JAPANESE))
                                    .thenComparing(byNumber);
                };
        return documents.stream()
                .map(state().documents::get)
                .sorted(order)
                .skip(window.offset())
                .limit(window.limit())
                .map(Change.Present::document);
    }

    @Override
    public synchronized List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
        Set<String> asked = Set.copyOf(words(likeness.text()));
        List<NearPassage> found = new ArrayList<>();
        for (Change.Present document : state().documents.values()) {
            if (!document.document().equals(likeness.except())) {
                files(document, Filter.NONE, reader).stream()
                        .flatMap(file -> file.passages().stream())
                        .filter(passage -> likeness.vector() == null || passage.vector() != null)
                        .map(passage ->
                                new NearPassage(
                                        document.document(),
                                        passage.id(),
                                        likeness.vector() == null
                                                ? telling(asked, passage.text())
                                                : dot(likeness.vector(), passage.vector())))
                        .filter(near -> likeness.vector() != null || near.score() > 0)
                        .forEach(found::add);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(NearPassage::score).reversed())
                .limit(most)
                .toList();
    }

    /// A shared word weighs the more the fewer passages have it.
    private double telling(Set<String> asked, String text) {
        return Set.copyOf(words(text)).stream()
                .filter(asked::contains)
                .mapToDouble(word ->
                        Math.log(
                                1
                                        + (double) size().passages()
                                                / state().documents.values().stream()
                                                        .flatMap(one -> one.files().stream())
                                                        .flatMap(one -> one.passages().stream())
                                                        .filter(one ->
                                                                words(one.text()).contains(word))
                                                        .count()))
                .sum();
    }

    @Override
    public synchronized List<Held> held(DocumentId after, int limit) {
        return state().documents.values().stream()
                .filter(document -> document.document().value() > after.value())
                .limit(limit)
                .map(InMemorySearchIndex::held)
                .toList();
    }

    @Override
    public synchronized Map<DocumentId, Held> held(Collection<DocumentId> documents) {
        return state().documents.values().stream()
                .filter(document -> documents.contains(document.document()))
                .collect(Collectors.toMap(Change.Present::document, InMemorySearchIndex::held));
    }

    private static Held held(Change.Present document) {
        List<Part> parts = new ArrayList<>();
        for (IndexedFile file : document.files()) {
            parts.add(new Part(file.file(), null, file.accessSet(), false));
            file.passages()
                    .forEach(passage ->
                            parts.add(
                                    new Part(
                                            file.file(),
                                            passage.id(),
                                            file.accessSet(),
                                            passage.vector() != null)));
        }
        return new Held(document.document(), document.number(), parts);
    }

    @Override
    public synchronized void forget(Collection<DocumentId> documents) {
        state().documents.keySet().removeAll(Set.copyOf(documents));
    }

    @Override
    public synchronized Size size() {
        return new Size(
                state().documents.size(),
                state().documents.values().stream()
                        .flatMap(document -> document.files().stream())
                        .mapToLong(file -> file.passages().size())
                        .sum());
    }

    private List<IndexedFile> files(Change.Present document, Filter filter, Reader reader) {
        boolean fits =
                (filter.categories().isEmpty() || filter.categories().contains(document.category()))
                        && (filter.languages().isEmpty()
                                || filter.languages().contains(document.language()))
                        && filter.admitsYear(document.year())
                        && (filter.author() == null
                                || document.authors().stream()
                                        .anyMatch(name ->
                                                folded(name).contains(folded(filter.author()))));
        return document.files().stream()
                .filter(file -> fits && sees(reader, file.accessSet()))
                .filter(file ->
                        filter.mediaTypes().isEmpty()
                                || filter.mediaTypes().contains(file.mediaType()))
                .filter(file ->
                        filter.sources().isEmpty() || filter.sources().contains(file.source()))
                .toList();
    }

    private boolean sees(Reader reader, long set) {
        return switch (access.visibleTo(reader)) {
            case Visible.Everything() -> true;
            case Visible.Only(Set<Long> sets) -> sets.contains(set);
        };
    }

    private static String whole(Change.Present document, IndexedFile file) {
        List<String> parts = new ArrayList<>(List.of(document.title()));
        parts.addAll(document.authors());
        parts.addAll(document.keywords());
        file.passages().forEach(passage -> parts.add(passage.text()));
        return String.join("\n", parts);
    }

    private static double shareWithVector(IndexedFile file) {
        return file.passages().stream()
                .mapToDouble(passage -> passage.vector() == null ? 0 : 1)
                .average()
                .orElse(0);
    }

    private static double count(Set<String> asked, String text) {
        return words(text).stream().filter(asked::contains).count();
    }

    private static List<String> words(String text) {
        return WORD.matcher(folded(text))
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
