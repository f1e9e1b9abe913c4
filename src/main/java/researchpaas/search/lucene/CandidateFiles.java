package researchpaas.search.lucene;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Access.Visible;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.search.Facet;
import researchpaas.search.Facets;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex.Candidates;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Window;

/// Counts a request's candidates in one pass over their files: a file that no facet's filter leaves
/// out counts everywhere, one that a single facet leaves out counts in that facet.
final class CandidateFiles {
    private final IndexSearcher searcher;
    private final Visible visible;
    private final Request request;
    private final Window window;
    private final VectorEncoding vectors;

    CandidateFiles(
            IndexSearcher searcher,
            Visible visible,
            Request request,
            Window window,
            VectorEncoding vectors) {
        this.searcher = searcher;
        this.visible = visible;
        this.request = request;
        this.window = window;
        this.vectors = vectors;
    }

    Candidates count(List<Scored> meaning) throws IOException {
        Set<Long> near = filesOf(meaning);
        near.addAll(nearWithoutOneFilter());
        Pass whole = run(WordsLeg.query(request.words()), near);
        if (whole.total > 0 || request.words().isBlank()) {
            return whole.candidates();
        }
        Pass begun = run(WordsLeg.begun(request.words()), near);
        return (begun.total > 0 ? begun : whole).candidates();
    }

    private Set<Long> filesOf(List<Scored> meaning) throws IOException {
        List<BytesRef> passages =
                meaning.stream()
                        .map(Scored::best)
                        .filter(Objects::nonNull)
                        .map(passage -> new BytesRef(Fields.term(passage.value())))
                        .toList();
        Set<Long> files = new HashSet<>();
        EachHit.unscored(
                searcher,
                new TermInSetQuery(Fields.PASSAGE, passages),
                (leaf, doc, _, _) -> {
                    NumericDocValues ids = leaf.reader().getNumericDocValues(Fields.FILE);
                    if (ids.advanceExact(doc)) {
                        files.add(ids.longValue());
                    }
                });
        return files;
    }

    /// What the meaning leg finds beside, for each part of the filter that narrows.
    private Set<Long> nearWithoutOneFilter() throws IOException {
        float[] question = request.meaning();
        Set<Long> files = new HashSet<>();
        if (question != null) {
            for (Facet facet : Facet.values()) {
                if (request.filter().narrows(facet)) {
                    files.addAll(nearFiles(question, request.filter().without(facet)));
                }
            }
        }
        return files;
    }

    private Set<Long> nearFiles(float[] question, Filter filter) throws IOException {
        return new MeaningLeg(searcher, Queries.allowedVectors(visible, filter), vectors)
                .files(question, request.depth());
    }

    private Query candidates(Query words, Set<Long> near) {
        if (request.words().isBlank() && request.meaning() == null) {
            return MatchAllDocsQuery.INSTANCE;
        }
        List<BytesRef> files = near.stream().map(file -> new BytesRef(Fields.term(file))).toList();
        return new BooleanQuery.Builder()
                .add(words, Occur.SHOULD)
                .add(new TermInSetQuery(Fields.FILE, files), Occur.SHOULD)
                .build();
    }

    /// Only the parts of the filter that are no facet narrow here.
    private Pass run(Query words, Set<Long> near) throws IOException {
        Filter loose = request.filter();
        for (Facet facet : Facet.values()) {
            loose = loose.without(facet);
        }
        Query allowed = Queries.allowed(Fields.FILE_KIND, visible, loose);
        Pass pass = new Pass(request.filter(), window);
        EachHit.unscored(searcher, Queries.within(candidates(words, near), allowed), pass::take);
        return pass;
    }

    private static final class Pass {
        private final FacetColumn.OfTerms categories;
        private final FacetColumn.OfTerms languages;
        private final FacetColumn.OfTerms mediaTypes;
        private final FacetColumn.OfNumbers sources;
        private final FacetColumn.OfNumbers years;
        private final Map<Facet, FacetColumn<?>> columns;
        private final InOrder order;
        private @Nullable LeafReaderContext leaf;
        private long last = -1;
        private long total;

        Pass(Filter filter, Window window) {
            Set<String> words = words(filter.categories().stream().map(Category::word));
            categories = new FacetColumn.OfTerms(Fields.CATEGORY, anyOf(words));
            Set<String> codes = words(filter.languages().stream().map(Language::code));
            languages = new FacetColumn.OfTerms(Fields.LANGUAGE, anyOf(codes));
            mediaTypes = new FacetColumn.OfTerms(Fields.MEDIA_TYPE, anyOf(filter.mediaTypes()));
            sources =
                    new FacetColumn.OfNumbers(
                            Fields.SOURCE,
                            source ->
                                    filter.sources().isEmpty() || filter.sources().contains(source),
                            false);
            years =
                    new FacetColumn.OfNumbers(
                            Fields.YEAR,
                            year -> filter.admitsYear((int) year),
                            filter.admitsYear(null));
            columns =
                    new EnumMap<>(
                            Map.of(
                                    Facet.CATEGORY, categories,
                                    Facet.LANGUAGE, languages,
                                    Facet.MEDIA_TYPE, mediaTypes,
                                    Facet.SOURCE, sources,
                                    Facet.YEAR, years));
            order = new InOrder(window);
        }

        private static Set<String> words(Stream<String> words) {
            return words.collect(java.util.stream.Collectors.toSet());
        }

        private static java.util.function.Predicate<String> anyOf(Set<String> chosen) {
            return value -> chosen.isEmpty() || chosen.contains(value);
        }

        private void take(LeafReaderContext next, int doc, long document, float score)
                throws IOException {
            if (next != leaf) {
                leaf = next;
                for (FacetColumn<?> column : columns.values()) {
                    column.enter(next.reader());
                }
                order.enter(next.reader());
            }
            FacetColumn<?> against = null;
            int refusals = 0;
            for (FacetColumn<?> column : columns.values()) {
                if (!column.admits(doc)) {
                    against = column;
                    refusals++;
                }
            }
            if (refusals == 0) {
                columns.values().forEach(column -> column.count(document));
                if (document != last) {
                    last = document;
                    total++;
                    order.add(doc, document);
                }
            } else if (refusals == 1) {
                Objects.requireNonNull(against).count(document);
            }
        }

        private Candidates candidates() throws IOException {
            return new Candidates(total, facets(), order.page());
        }

        private Facets facets() {
            return new Facets(
                    categories.counts().entrySet().stream()
                            .collect(
                                    toMap(
                                            count -> Category.of(count.getKey()).orElseThrow(),
                                            Map.Entry::getValue)),
                    languages.counts().entrySet().stream()
                            .collect(
                                    toMap(
                                            count -> Language.ofCode(count.getKey()),
                                            Map.Entry::getValue)),
                    mediaTypes.counts(),
                    sources.counts(),
                    years.counts().entrySet().stream()
                            .collect(
                                    toMap(
                                            count -> count.getKey().intValue(),
                                            Map.Entry::getValue)));
        }
    }
}
