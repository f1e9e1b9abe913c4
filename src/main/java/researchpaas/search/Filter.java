package researchpaas.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;

/// What a search is narrowed to; an empty set and an absent value do not narrow.
///
/// @param sources ids of sources
/// @param author a part of a name; case and width do not matter
public record Filter(
        Set<Category> categories,
        Set<Language> languages,
        Set<String> mediaTypes,
        Set<Long> sources,
        @Nullable Integer yearFrom,
        @Nullable Integer yearTo,
        @Nullable String author) {
    public static final Filter NONE =
            new Filter(Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

    public Filter {
        categories = Set.copyOf(categories);
        languages = Set.copyOf(languages);
        mediaTypes = Set.copyOf(mediaTypes);
        sources = Set.copyOf(sources);
    }

    public static Filter category(Category category) {
        return new Filter(Set.of(category), Set.of(), Set.of(), Set.of(), null, null, null);
    }
}
