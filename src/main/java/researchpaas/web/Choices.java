package researchpaas.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.MediaTypes;
import researchpaas.search.Facet;
import researchpaas.search.Filter;

/// What a reader has narrowed the list to, as words of the address. Unknown ones are left out.
///
/// @param unknown whether the address held a word that does not exist
record Choices(Map<Facet, List<String>> words, boolean unknown) {
    private static final List<String> LANGUAGES = List.of("ja", "en", "und");
    private static final int LATEST_YEAR = 9999;

    /// More than anybody ticks.
    private static final int MOST = 50;

    static final Choices NONE = new Choices(Map.of(), false);

    /// The parameter of the address; the API's has the same name.
    static String parameter(Facet facet) {
        return switch (facet) {
            case CATEGORY -> "category";
            case LANGUAGE -> "language";
            case MEDIA_TYPE -> "type";
            case SOURCE -> "source";
            case YEAR -> "year";
        };
    }

    static Choices of(MultiValueMap<String, String> parameters) {
        Map<Facet, List<String>> words = new EnumMap<>(Facet.class);
        boolean unknown = false;
        for (Facet facet : Facet.values()) {
            List<String> given =
                    parameters.getOrDefault(parameter(facet), List.of()).stream()
                            .filter(word -> !word.isBlank())
                            .distinct()
                            .limit(MOST)
                            .toList();
            List<String> known = given.stream().filter(word -> known(facet, word)).toList();
            unknown |= known.size() < given.size();
            if (!known.isEmpty()) {
                words.put(facet, known);
            }
        }
        return new Choices(words, unknown);
    }

    private static boolean known(Facet facet, String word) {
        return switch (facet) {
            case CATEGORY -> Category.of(word).isPresent();
            case LANGUAGE -> LANGUAGES.contains(word);
            case MEDIA_TYPE -> MediaTypes.ofWord(word).isPresent();
            case SOURCE -> number(word, Long.MAX_VALUE);
            case YEAR -> number(word, LATEST_YEAR);
        };
    }

    private static boolean number(String word, long most) {
        try {
            long number = Long.parseLong(word);
            return number >= 1 && number <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    boolean none() {
        return words.isEmpty();
    }

    List<String> of(Facet facet) {
        return words.getOrDefault(facet, List.of());
    }

    boolean holds(Facet facet, String word) {
        return of(facet).contains(word);
    }

    /// With the word where it was not, without it where it was.
    Choices toggled(Facet facet, String word) {
        List<String> changed = new ArrayList<>(of(facet));
        if (!changed.remove(word)) {
            changed.add(word);
        }
        Map<Facet, List<String>> all = new EnumMap<>(Facet.class);
        all.putAll(words);
        if (changed.isEmpty()) {
            all.remove(facet);
        } else {
            all.put(facet, List.copyOf(changed));
        }
        return new Choices(all, unknown);
    }

    Filter filter() {
        return new Filter(
                of(Facet.CATEGORY).stream()
                        .map(Category::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                of(Facet.LANGUAGE).stream().map(Language::ofCode).collect(Collectors.toSet()),
                of(Facet.MEDIA_TYPE).stream()
                        .map(MediaTypes::ofWord)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                of(Facet.SOURCE).stream().map(Long::valueOf).collect(Collectors.toSet()),
                of(Facet.YEAR).stream().map(Integer::valueOf).collect(Collectors.toSet()),
                null,
                null,
                null);
    }
}
