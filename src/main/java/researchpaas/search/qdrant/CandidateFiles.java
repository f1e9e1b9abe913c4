package researchpaas.search.qdrant;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetHit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.search.Facet;
import researchpaas.search.Facets;
import researchpaas.search.SearchIndex.Candidates;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Window;

/// Counts a request's candidates. The server counts points. Documents with one file, which nearly
/// all are, are their points; the files of the others are read and counted here, each document
/// once.
final class CandidateFiles {
    private static final int MOST_VALUES = 10_000;
    private static final Map<Facet, String> KEYS =
            new EnumMap<>(
                    Map.of(
                            Facet.CATEGORY, Payload.CATEGORY,
                            Facet.LANGUAGE, Payload.LANGUAGE,
                            Facet.MEDIA_TYPE, Payload.MEDIA_TYPE,
                            Facet.SOURCE, Payload.SOURCE,
                            Facet.YEAR, Payload.YEAR));

    private final QdrantStore store;
    private final Gate gate;
    private final Request request;
    private final Window window;

    CandidateFiles(QdrantStore store, Gate gate, Request request, Window window) {
        this.store = store;
        this.gate = gate;
        this.request = request;
        this.window = window;
    }

    Candidates count(Question question, List<Scored> meaning) {
        Set<Long> near = filesOf(meaning);
        near.addAll(new TwoLegs(store, gate, request).nearFiles(withoutOneFacet()));
        Candidates whole = count(question.terms(), near);
        Set<Long> begun = question.begunTerms();
        if (whole.total() > 0 || begun.isEmpty()) {
            return whole;
        }
        Candidates ofBegun = count(begun, near);
        return ofBegun.total() > 0 ? ofBegun : whole;
    }

    private Set<Long> filesOf(List<Scored> meaning) {
        Set<Long> files = new HashSet<>();
        List<Long> passages =
                meaning.stream()
                        .map(Scored::best)
                        .filter(Objects::nonNull)
                        .map(passage -> passage.value())
                        .toList();
        if (!passages.isEmpty()) {
            Filter those =
                    Conditions.visible(Payload.PASSAGE_KIND, gate.visible())
                            .addMust(
                                    Conditions.ids(
                                            passages.stream().map(Payload::ofPassage).toList()))
                            .build();
            store.each(
                    those,
                    List.of(Payload.FILE),
                    point -> files.add(Payload.number(point.getPayloadMap(), Payload.FILE)));
        }
        return files;
    }

    private List<researchpaas.search.Filter> withoutOneFacet() {
        return Stream.of(Facet.values())
                .filter(facet -> request.filter().narrows(facet))
                .map(facet -> request.filter().without(facet))
                .toList();
    }

    private Candidates count(Set<Long> terms, Set<Long> near) {
        boolean every = request.words().isBlank() && request.meaning() == null;
        if (!every && terms.isEmpty() && near.isEmpty()) {
            return new Candidates(0, Facets.NONE, List.of());
        }
        Condition candidate = every ? null : oneOf(terms, near);
        Filter alone = all(request.filter(), candidate, false);
        List<Map.Entry<String, Filter>> asked = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            asked.add(
                    Map.entry(
                            Objects.requireNonNull(KEYS.get(facet)),
                            all(request.filter().without(facet), candidate, false)));
        }
        List<List<FacetHit>> answers = store.facets(asked, MOST_VALUES);
        Map<Facet, Map<Object, Long>> counts = new EnumMap<>(Facet.class);
        Iterator<List<FacetHit>> ofFacets = answers.iterator();
        for (Facet facet : Facet.values()) {
            Map<Object, Long> ofValues = new HashMap<>();
            ofFacets.next()
                    .forEach(hit -> ofValues.merge(value(facet, hit), hit.getCount(), Long::sum));
            counts.put(facet, ofValues);
        }
        OfSeveralFiles others = new OfSeveralFiles(request.filter());
        store.each(
                all(without(), candidate, true),
                Stream.concat(KEYS.values().stream(), Stream.of(Payload.DOCUMENT)).toList(),
                point -> others.take(point.getPayloadMap()));
        others.addTo(counts);
        return new Candidates(
                store.count(alone) + others.documents.size(),
                facets(counts),
                InOrder.page(store, any(candidate), window));
    }

    private static Condition oneOf(Set<Long> terms, Set<Long> near) {
        Filter.Builder any = Filter.newBuilder();
        if (!terms.isEmpty()) {
            any.addShould(Conditions.oneOf(Payload.TERMS, terms));
        }
        if (!near.isEmpty()) {
            any.addShould(Conditions.oneOf(Payload.FILE, near));
        }
        return ConditionFactory.filter(any.build());
    }

    private Filter any(@Nullable Condition candidate) {
        Filter.Builder all = gate.of(Payload.FILE_KIND);
        return (candidate == null ? all : all.addMust(candidate)).build();
    }

    private Filter all(
            researchpaas.search.Filter filter, @Nullable Condition candidate, boolean several) {
        Filter.Builder all =
                gate.of(Payload.FILE_KIND, filter).addMust(Conditions.is(Payload.SEVERAL, several));
        return (candidate == null ? all : all.addMust(candidate)).build();
    }

    /// Only the part of the filter that is no facet.
    private researchpaas.search.Filter without() {
        researchpaas.search.Filter loose = request.filter();
        for (Facet facet : Facet.values()) {
            loose = loose.without(facet);
        }
        return loose;
    }

    private static Object value(Facet facet, FacetHit hit) {
        return switch (facet) {
            case CATEGORY, LANGUAGE, MEDIA_TYPE -> hit.getValue().getStringValue();
            case SOURCE, YEAR -> hit.getValue().getIntegerValue();
        };
    }

    /// A file that no facet's filter leaves out counts everywhere, one that a single facet leaves
    /// out counts in that facet.
    private static final class OfSeveralFiles {
        private final researchpaas.search.Filter filter;
        private final Set<Long> documents = new HashSet<>();
        private final Map<Facet, Map<Object, Set<Long>>> ofValues = new EnumMap<>(Facet.class);

        OfSeveralFiles(researchpaas.search.Filter filter) {
            this.filter = filter;
            for (Facet facet : Facet.values()) {
                ofValues.put(facet, new HashMap<>());
            }
        }

        void take(Map<String, Value> file) {
            long document = Payload.number(file, Payload.DOCUMENT);
            List<Facet> against =
                    Stream.of(Facet.values()).filter(facet -> !admits(facet, file)).toList();
            if (against.isEmpty()) {
                documents.add(document);
                ofValues.forEach((facet, values) -> add(facet, file, document));
            } else if (against.size() == 1) {
                add(against.getFirst(), file, document);
            }
        }

        private void add(Facet facet, Map<String, Value> file, long document) {
            Object value =
                    switch (facet) {
                        case CATEGORY -> Payload.text(file, Payload.CATEGORY);
                        case LANGUAGE -> Payload.text(file, Payload.LANGUAGE);
                        case MEDIA_TYPE -> Payload.text(file, Payload.MEDIA_TYPE);
                        case SOURCE -> Payload.number(file, Payload.SOURCE);
                        case YEAR -> {
                            Integer year = Payload.year(file);
                            yield year == null ? null : year.longValue();
                        }
                    };
            if (value != null) {
                Objects.requireNonNull(ofValues.get(facet))
                        .computeIfAbsent(value, _ -> new HashSet<>())
                        .add(document);
            }
        }

        private boolean admits(Facet facet, Map<String, Value> file) {
            return switch (facet) {
                case CATEGORY ->
                        among(
                                filter.categories().stream().map(Category::word),
                                Payload.text(file, Payload.CATEGORY));
                case LANGUAGE ->
                        among(
                                filter.languages().stream().map(Language::code),
                                Payload.text(file, Payload.LANGUAGE));
                case MEDIA_TYPE ->
                        among(filter.mediaTypes().stream(), Payload.text(file, Payload.MEDIA_TYPE));
                case SOURCE ->
                        filter.sources().isEmpty()
                                || filter.sources().contains(Payload.number(file, Payload.SOURCE));
                case YEAR -> filter.admitsYear(Payload.year(file));
            };
        }

        private static boolean among(Stream<String> chosen, String value) {
            Set<String> all = chosen.collect(Collectors.toSet());
            return all.isEmpty() || all.contains(value);
        }

        void addTo(Map<Facet, Map<Object, Long>> counts) {
            ofValues.forEach((facet, values) ->
                    values.forEach((value, having) ->
                            Objects.requireNonNull(counts.get(facet))
                                    .merge(value, (long) having.size(), Long::sum)));
        }
    }

    private static Facets facets(Map<Facet, Map<Object, Long>> counts) {
        return new Facets(
                typed(counts, Facet.CATEGORY, value -> Category.of((String) value).orElseThrow()),
                typed(counts, Facet.LANGUAGE, value -> Language.ofCode((String) value)),
                typed(counts, Facet.MEDIA_TYPE, String.class::cast),
                typed(counts, Facet.SOURCE, Long.class::cast),
                typed(counts, Facet.YEAR, value -> Math.toIntExact((Long) value)));
    }

    private static <V> Map<V, Long> typed(
            Map<Facet, Map<Object, Long>> counts,
            Facet facet,
            java.util.function.Function<Object, V> type) {
        Map<V, Long> typed = new HashMap<>();
        Objects.requireNonNull(counts.get(facet))
                .forEach((value, count) -> {
                    if (count > 0) {
                        typed.put(type.apply(value), count);
                    }
                });
        return typed;
    }
}
