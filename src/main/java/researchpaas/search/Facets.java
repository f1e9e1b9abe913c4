package researchpaas.search;

import java.util.Map;
import researchpaas.document.Category;
import researchpaas.document.Language;

/// How many documents have each value; values that none has are absent.
///
/// @param sources by the source's id
/// @param years known ones only
public record Facets(
        Map<Category, Long> categories,
        Map<Language, Long> languages,
        Map<String, Long> mediaTypes,
        Map<Long, Long> sources,
        Map<Integer, Long> years) {
    public static final Facets NONE = new Facets(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public Facets {
        categories = Map.copyOf(categories);
        languages = Map.copyOf(languages);
        mediaTypes = Map.copyOf(mediaTypes);
        sources = Map.copyOf(sources);
        years = Map.copyOf(years);
    }
}
