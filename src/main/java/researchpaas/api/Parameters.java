package researchpaas.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.search.Filter;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;

/// Reads the parameters of a request; each mistake is a [BadParameter].
final class Parameters {
    private static final Map<String, Category> CATEGORIES =
            Map.of("dataset", Category.DATASET, "paper", Category.PAPER, "poster", Category.POSTER);
    private static final Map<String, Language> LANGUAGES =
            Map.of("en", Language.ENGLISH, "ja", Language.JAPANESE, "und", Language.OTHER);
    private static final Map<String, Mode> MODES =
            Map.of("hybrid", Mode.HYBRID, "meaning", Mode.MEANING, "words", Mode.WORDS);
    private static final Map<String, String> TYPES =
            Map.of("md", "text/markdown", "pdf", "application/pdf", "txt", "text/plain");
    private static final int LATEST_YEAR = 9999;

    private Parameters() {}

    static Query query(SearchRequest request) {
        return new Query(
                question(request.q()),
                filter(request),
                oneOf("mode", request.mode(), MODES, Mode.HYBRID),
                wholeNumber("offset", request.offset(), 0, 0, 10_000),
                wholeNumber("limit", request.limit(), 10, 1, 100));
    }

    private static Filter filter(SearchRequest request) {
        return new Filter(
                setOf("category", request.category(), CATEGORIES),
                setOf("language", request.language(), LANGUAGES),
                setOf("type", request.type(), TYPES),
                sources(request.source()),
                year("year_from", request.yearFrom()),
                year("year_to", request.yearTo()),
                present(request.author()) ? clean(request.author()) : null);
    }

    static int wholeNumber(String name, @Nullable String text, int absent, int least, int most) {
        if (text == null || text.isBlank()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the sentence below says it
        }
        throw new BadParameter("error.number", name, String.valueOf(least), String.valueOf(most));
    }

    /// Numbers that name something: 1 and above.
    static long id(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException _) {
            // the sentence below says it
        }
        throw new BadParameter("error.id", name);
    }

    /// Control characters (NUL above all) are no words and nothing that a database should meet.
    static String clean(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String question(@Nullable String q) {
        String question = clean(q);
        if (question.isBlank()) {
            throw new BadParameter("error.noQuestion", "q");
        }
        if (question.length() > Query.LONGEST) {
            throw new BadParameter("error.longQuestion", "q", String.valueOf(Query.LONGEST));
        }
        return question;
    }

    private static @Nullable Integer year(String name, @Nullable String text) {
        return present(text) ? Integer.valueOf(wholeNumber(name, text, 0, 1, LATEST_YEAR)) : null;
    }

    private static Set<Long> sources(@Nullable List<String> texts) {
        return values(texts, text -> id("source", text));
    }

    private static <T> Set<T> setOf(
            String name, @Nullable List<String> texts, Map<String, T> allowed) {
        return values(texts, text -> valueOf(name, text, allowed));
    }

    private static <T> T oneOf(
            String name, @Nullable String text, Map<String, T> allowed, T absent) {
        return text == null || text.isBlank() ? absent : valueOf(name, text, allowed);
    }

    private static <T> T valueOf(String name, String text, Map<String, T> allowed) {
        T value = allowed.get(text);
        if (value == null) {
            throw new BadParameter(
                    "error.choice",
                    name,
                    allowed.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    private static <T> Set<T> values(@Nullable List<String> texts, Function<String, T> read) {
        return texts == null
                ? Set.of()
                : texts.stream()
                        .filter(Parameters::present)
                        .map(String::strip)
                        .map(read)
                        .collect(Collectors.toSet());
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
