package researchpaas.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.MediaTypes;
import researchpaas.search.Filter;
import researchpaas.search.Order;
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
    private static final Map<String, Order> LIST_ORDERS =
            Map.of("newest", Order.NEWEST, "oldest", Order.OLDEST, "title", Order.TITLE);
    private static final Map<String, Order> ORDERS =
            Map.of(
                    "relevance",
                    Order.RELEVANCE,
                    "newest",
                    Order.NEWEST,
                    "oldest",
                    Order.OLDEST,
                    "title",
                    Order.TITLE);
    private static final int LATEST_YEAR = 9999;
    private static final Instant LATEST_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private Parameters() {}

    static Query query(SearchRequest request, ListRequest list) {
        return query(
                question(request.q()),
                oneOf("mode", request.mode(), MODES, Mode.HYBRID),
                oneOf("sort", list.sort(), ORDERS, Order.RELEVANCE),
                list);
    }

    /// Of a list without a question.
    static Query query(ListRequest list) {
        return query("", Mode.HYBRID, oneOf("sort", list.sort(), LIST_ORDERS, Order.NEWEST), list);
    }

    private static Query query(String question, Mode mode, Order order, ListRequest list) {
        return new Query(
                question,
                filter(list),
                mode,
                order,
                true,
                wholeNumber("offset", list.offset(), 0, 0, 10_000),
                wholeNumber("limit", list.limit(), 10, 1, 100));
    }

    private static Filter filter(ListRequest list) {
        return new Filter(
                setOf("category", list.category(), CATEGORIES),
                setOf("language", list.language(), LANGUAGES),
                values(list.type(), Parameters::mediaType),
                values(list.source(), text -> id("source", text)),
                values(list.year(), text -> wholeNumber("year", text, 0, 1, LATEST_YEAR)),
                year("year_from", list.yearFrom()),
                year("year_to", list.yearTo()),
                present(list.author()) ? clean(list.author()) : null);
    }

    private static String mediaType(String word) {
        return MediaTypes.ofWord(word)
                .orElseThrow(() ->
                        new BadParameter(
                                "error.choice", "type", String.join(", ", MediaTypes.words())));
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

    /// @return absent when it is not given
    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant time = Instant.parse(text.strip());
            if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST_TIME)) {
                return time;
            }
        } catch (DateTimeException _) {
            // the sentence below says it
        }
        throw new BadParameter("error.time", name);
    }

    private static @Nullable Integer year(String name, @Nullable String text) {
        return present(text) ? Integer.valueOf(wholeNumber(name, text, 0, 1, LATEST_YEAR)) : null;
    }

    static <T> Set<T> setOf(String name, @Nullable List<String> texts, Map<String, T> allowed) {
        return values(texts, text -> valueOf(name, text, allowed));
    }

    static <T> T oneOf(String name, @Nullable String text, Map<String, T> allowed, T absent) {
        return text == null || text.isBlank() ? absent : valueOf(name, text, allowed);
    }

    /// Absent is no.
    static boolean flag(String name, @Nullable String text) {
        return oneOf(name, text, Map.of("true", true, "false", false), false);
    }

    static <T> T valueOf(String name, String text, Map<String, T> allowed) {
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

    static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
