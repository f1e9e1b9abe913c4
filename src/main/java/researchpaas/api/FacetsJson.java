package researchpaas.api;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.MediaTypes;
import researchpaas.search.Facets;

/// Each list has the name of the parameter that takes its values.
@Schema(
        name = "Facets",
        description =
                "How many of the documents have each value. A facet's counts leave out its own filter, so that it can be widened. Most frequent first, years latest first.")
record FacetsJson(
        List<ValueJson> category,
        List<ValueJson> language,
        List<ValueJson> type,
        List<ValueJson> source,
        List<ValueJson> year) {

    private static final Comparator<ValueJson> MOST_FIRST =
            Comparator.comparingLong(ValueJson::count).reversed().thenComparing(ValueJson::value);

    static FacetsJson of(Facets facets) {
        return new FacetsJson(
                values(facets.categories(), Category::word),
                values(facets.languages(), Language::code),
                values(facets.mediaTypes(), MediaTypes::word),
                values(facets.sources(), String::valueOf),
                facets.years().entrySet().stream()
                        .sorted(Map.Entry.<Integer, Long>comparingByKey().reversed())
                        .map(year -> new ValueJson(String.valueOf(year.getKey()), year.getValue()))
                        .toList());
    }

    private static <V> List<ValueJson> values(Map<V, Long> counts, Function<V, String> word) {
        return counts.entrySet().stream()
                .collect(toMap(one -> word.apply(one.getKey()), Map.Entry::getValue, Long::sum))
                .entrySet()
                .stream()
                .map(one -> new ValueJson(one.getKey(), one.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }

    @Schema(name = "FacetValue")
    record ValueJson(
            @Schema(description = "To be given to the parameter of the list's name.") String value,
            long count) {}
}
