package researchpaas.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.search.Facet;
import researchpaas.search.Order;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;

/// What a reader filled in and chose, as the address carries it.
///
/// @param sort absent where the address names none
/// @param adjusted whether the address held a filter or an order that does not exist
record SearchForm(String q, Choices choices, @Nullable Order sort, int offset, boolean adjusted) {
    static final int PAGE = 10;

    private static final int FURTHEST = 10_000;

    static SearchForm of(MultiValueMap<String, String> parameters) {
        Choices choices = Choices.of(parameters);
        String sort = blankToEmpty(parameters.getFirst("sort"));
        Optional<Order> order =
                Arrays.stream(Order.values()).filter(one -> word(one).equals(sort)).findFirst();
        return new SearchForm(
                question(parameters.getFirst("q")),
                choices,
                order.orElse(null),
                offset(parameters.getFirst("offset")),
                choices.unknown() || (!sort.isEmpty() && order.isEmpty()));
    }

    /// A question alone.
    static SearchForm of(@Nullable String q) {
        return new SearchForm(question(q), Choices.NONE, null, 0, false);
    }

    private static String question(@Nullable String q) {
        return blankToEmpty(q).replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String word(Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    boolean tooLong() {
        return q.length() > Query.LONGEST;
    }

    public boolean filtered() {
        return !choices.none();
    }

    /// Whether there is a list to show: a question, or the wish to browse.
    public boolean asks() {
        return !q.isEmpty() || filtered() || sort != null;
    }

    /// In which order the list stands.
    Order order() {
        return sort == null || (q.isEmpty() && sort == Order.RELEVANCE)
                ? q.isEmpty() ? Order.NEWEST : Order.RELEVANCE
                : sort;
    }

    Query query() {
        return new Query(q, choices.filter(), Mode.HYBRID, order(), true, offset, PAGE);
    }

    /// The page that shows these results.
    public String address() {
        return address("/", offset);
    }

    String address(String path, int from) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        parameter(address, "q", q, 0);
        for (Field field : fields()) {
            parameter(address, field.name(), field.value(), field.place());
        }
        parameter(address, "offset", from == 0 ? "" : String.valueOf(from), 0);
        return address.encode().build().toUriString();
    }

    /// All but question and offset: what further typing keeps.
    public List<Field> fields() {
        List<Field> fields = new java.util.ArrayList<>();
        for (Facet facet : Facet.values()) {
            List<String> words = choices.of(facet);
            for (int i = 0; i < words.size(); i++) {
                fields.add(new Field(Choices.parameter(facet), words.get(i), i));
            }
        }
        if (sort != null) {
            fields.add(new Field("sort", word(sort), 0));
        }
        return fields;
    }

    /// @param place among the fields of that name, from 0
    record Field(String name, String value, int place) {}

    public String unfiltered() {
        Order left = q.isEmpty() && sort == null ? Order.NEWEST : sort;
        return new SearchForm(q, Choices.NONE, left, 0, false).address();
    }

    SearchForm toggled(Facet facet, String word) {
        Choices next = choices.toggled(facet, word);
        Order left = q.isEmpty() && next.none() && sort == null ? Order.NEWEST : sort;
        return new SearchForm(q, next, left, 0, false);
    }

    SearchForm sorted(Order order) {
        return new SearchForm(q, choices, order == Order.RELEVANCE ? null : order, 0, false);
    }

    private static void parameter(
            UriComponentsBuilder address, String name, String value, int place) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + place + "}")
                    .uriVariables(Map.of(name + place, value));
        }
    }

    private static String blankToEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text;
    }

    /// 0 for what is no number.
    static int offset(@Nullable String text) {
        try {
            return text == null ? 0 : Math.clamp(Long.parseLong(text), 0, FURTHEST);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
