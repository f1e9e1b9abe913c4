package researchpaas.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.MediaTypes;
import researchpaas.search.Facet;
import researchpaas.search.Facets;
import researchpaas.search.Order;

/// The ways to narrow and to sort a list, each of them an address.
///
/// @param facets those with something to choose
/// @param chips what is chosen
/// @param orders how the list can be sorted
record NarrowView(List<FacetView> facets, List<Value> chips, List<OrderView> orders) {
    private static final int SHOWN = 8;

    /// With what a folder source's name begins.
    ///
    /// @param sources the sources' names by id
    static NarrowView of(SearchForm form, Facets facets, Map<Long, String> sources) {
        List<FacetView> views = new ArrayList<>();
        List<Value> chips = new ArrayList<>();
        for (Facet facet : Facet.values()) {
            List<Value> values = values(facet, counts(facet, facets, form), form, sources);
            values.stream().filter(Value::chosen).forEach(chips::add);
            if (values.size() > 1 || values.stream().anyMatch(Value::chosen)) {
                views.add(FacetView.of(facet, values));
            }
        }
        return new NarrowView(
                views,
                chips,
                Stream.of(Order.values())
                        .filter(order -> order != Order.RELEVANCE || !form.q().isEmpty())
                        .map(order -> OrderView.of(order, form))
                        .toList());
    }

    /// By the address's word; what is chosen is there even where no document has it.
    private static Map<String, Long> counts(Facet facet, Facets facets, SearchForm form) {
        Map<String, Long> counts =
                switch (facet) {
                    case CATEGORY -> byWord(facets.categories(), Category::word);
                    case LANGUAGE -> byWord(facets.languages(), Language::code);
                    case MEDIA_TYPE -> byWord(facets.mediaTypes(), MediaTypes::word);
                    case SOURCE -> byWord(facets.sources(), String::valueOf);
                    case YEAR -> byWord(facets.years(), String::valueOf);
                };
        form.choices().of(facet).forEach(word -> counts.putIfAbsent(word, 0L));
        return counts;
    }

    private static <V> Map<String, Long> byWord(Map<V, Long> counts, Function<V, String> word) {
        Map<String, Long> byWord = new TreeMap<>();
        counts.forEach((value, count) -> byWord.merge(word.apply(value), count, Long::sum));
        return byWord;
    }

    private static List<Value> values(
            Facet facet, Map<String, Long> counts, SearchForm form, Map<Long, String> sources) {
        return counts.entrySet().stream()
                .map(count ->
                        Value.of(
                                facet,
                                name(facet, count.getKey(), sources),
                                count.getKey(),
                                count.getValue(),
                                form))
                .sorted(order(facet))
                .toList();
    }

    private static Name name(Facet facet, String word, Map<Long, String> sources) {
        return switch (facet) {
            case CATEGORY -> new Name("category." + word.toUpperCase(Locale.ROOT), word);
            case LANGUAGE -> new Name("language." + Language.ofCode(word).name(), word);
            case MEDIA_TYPE -> new Name("", word.toUpperCase(Locale.ROOT));
            case SOURCE -> source(word, sources.getOrDefault(Long.valueOf(word), ""));
            case YEAR -> new Name("", word);
        };
    }

    private static Name source(String word, String name) {
        SourceName source = SourceName.of(name.isEmpty() ? word : name);
        return new Name(source.key(), source.label());
    }

    /// @param key message key; empty where `label` is the name
    private record Name(String key, String label) {}

    /// Kinds in their usual order, years latest first, the rest by how many there are.
    private static Comparator<Value> order(Facet facet) {
        return switch (facet) {
            case CATEGORY ->
                    Comparator.comparing(value -> Category.of(value.word()).orElse(Category.PAPER));
            case YEAR ->
                    Comparator.<Value>comparingInt(value -> Integer.parseInt(value.word()))
                            .reversed();
            case LANGUAGE, MEDIA_TYPE, SOURCE ->
                    Comparator.comparingLong(Value::count).reversed().thenComparing(Value::word);
        };
    }

    /// @param name message key
    /// @param values the first ones, and those that are chosen
    /// @param further shown on demand
    record FacetView(String name, List<Value> values, List<Value> further) {
        static FacetView of(Facet facet, List<Value> values) {
            List<Value> shown = new ArrayList<>();
            List<Value> further = new ArrayList<>();
            for (Value value : values) {
                boolean first = shown.size() < SHOWN || values.size() == SHOWN + 1;
                (first || value.chosen() ? shown : further).add(value);
            }
            return new FacetView("facet." + facet.name(), shown, further);
        }
    }

    /// @param facet message key of the facet's name
    /// @param key message key of the value's name; empty where `label` is the name
    /// @param page address of the list with this value chosen, or no longer chosen
    /// @param fragment the same for htmx
    record Value(
            String facet,
            String word,
            String key,
            String label,
            long count,
            boolean chosen,
            String page,
            String fragment) {
        private static Value of(Facet facet, Name name, String word, long count, SearchForm form) {
            SearchForm next = form.toggled(facet, word);
            return new Value(
                    "facet." + facet.name(),
                    word,
                    name.key(),
                    name.label(),
                    count,
                    form.choices().holds(facet, word),
                    next.address(),
                    next.address("/results", 0));
        }
    }

    /// @param key message key
    record OrderView(String key, boolean current, String page, String fragment) {
        static OrderView of(Order order, SearchForm form) {
            SearchForm next = form.sorted(order);
            return new OrderView(
                    "sort." + order.name(),
                    form.order() == order,
                    next.address(),
                    next.address("/results", 0));
        }
    }
}
