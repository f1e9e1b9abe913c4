package researchpaas.web;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.search.Filter;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;

/// What a reader filled in, as the address carries it. Absent and unknown filters are empty texts.
///
/// @param adjusted whether the address held a filter that does not exist
record SearchForm(String q, String category, String language, int offset, boolean adjusted) {
    static final int PAGE = 10;

    private static final int FURTHEST = 10_000;
    private static final Set<String> LANGUAGES = Set.of("ja", "en");

    static SearchForm of(
            @Nullable String q,
            @Nullable String category,
            @Nullable String language,
            @Nullable String offset) {
        String kind = blankToEmpty(category);
        String tongue = blankToEmpty(language);
        boolean kindKnown = kind.isEmpty() || Category.of(kind).isPresent();
        boolean tongueKnown = tongue.isEmpty() || LANGUAGES.contains(tongue);
        return new SearchForm(
                blankToEmpty(q).replaceAll("\\p{Cntrl}", " ").strip(),
                kindKnown ? kind : "",
                tongueKnown ? tongue : "",
                offset(offset),
                !kindKnown || !tongueKnown);
    }

    boolean tooLong() {
        return q.length() > Query.LONGEST;
    }

    public boolean filtered() {
        return !category.isEmpty() || !language.isEmpty();
    }

    Query query() {
        Filter filter =
                new Filter(
                        Category.of(category).map(Set::of).orElse(Set.of()),
                        language.isEmpty() ? Set.of() : Set.of(Language.ofCode(language)),
                        Set.of(),
                        Set.of(),
                        null,
                        null,
                        null);
        return new Query(q, filter, Mode.HYBRID, offset, PAGE);
    }

    /// The page that shows these results.
    public String address() {
        return address("/", offset);
    }

    String address(String path, int from) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        parameter(address, "q", q);
        parameter(address, "category", category);
        parameter(address, "language", language);
        parameter(address, "offset", from == 0 ? "" : String.valueOf(from));
        return address.encode().build().toUriString();
    }

    public String unfiltered() {
        return new SearchForm(q, "", "", 0, false).address();
    }

    private static void parameter(UriComponentsBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    private static String blankToEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text;
    }

    private static int offset(@Nullable String text) {
        try {
            return text == null ? 0 : Math.clamp(Long.parseLong(text), 0, FURTHEST);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
