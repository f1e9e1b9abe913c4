package researchpaas.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;

/// What a search is narrowed to; an empty set and an absent value do not narrow. Of several values
/// in a set any one will do; the parts narrow together.
///
/// @param sources ids of sources
/// @param author a part of a name; case and width do not matter
public record Filter(
        Set<Category> categories,
        Set<Language> languages,
        Set<String> mediaTypes,
        Set<Long> sources,
        Set<Integer> years,
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
        years = Set.copyOf(years);
    }

    /// With a range of years alone.
    public Filter(
            Set<Category> categories,
            Set<Language> languages,
            Set<String> mediaTypes,
            Set<Long> sources,
            @Nullable Integer yearFrom,
            @Nullable Integer yearTo,
            @Nullable String author) {
        this(categories, languages, mediaTypes, sources, Set.of(), yearFrom, yearTo, author);
    }

    public static Filter category(Category category) {
        return new Filter(Set.of(category), Set.of(), Set.of(), Set.of(), null, null, null);
    }

    public boolean narrows(Facet facet) {
        return switch (facet) {
            case CATEGORY -> !categories.isEmpty();
            case LANGUAGE -> !languages.isEmpty();
            case MEDIA_TYPE -> !mediaTypes.isEmpty();
            case SOURCE -> !sources.isEmpty();
            case YEAR -> !years.isEmpty() || yearFrom != null || yearTo != null;
        };
    }

    /// Whether a document of that year is left; `null` for an unknown year.
    public boolean admitsYear(@Nullable Integer year) {
        if (!narrows(Facet.YEAR)) {
            return true;
        }
        return year != null
                && (years.isEmpty() || years.contains(year))
                && (yearFrom == null || year >= yearFrom)
                && (yearTo == null || year <= yearTo);
    }

    /// The same, not narrowed by that facet.
    public Filter without(Facet facet) {
        boolean year = facet == Facet.YEAR;
        return new Filter(
                facet == Facet.CATEGORY ? Set.of() : categories,
                facet == Facet.LANGUAGE ? Set.of() : languages,
                facet == Facet.MEDIA_TYPE ? Set.of() : mediaTypes,
                facet == Facet.SOURCE ? Set.of() : sources,
                year ? Set.of() : years,
                year ? null : yearFrom,
                year ? null : yearTo,
                author);
    }
}
