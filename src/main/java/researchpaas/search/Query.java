package researchpaas.search;

/// @param text what the reader wrote; blank to browse: every document that the filter leaves
/// @param facets whether to count what the documents can be narrowed to
/// @param offset how many of the first documents to leave out (paging)
/// @param limit how many documents to return, 1 to 100
public record Query(
        String text, Filter filter, Mode mode, Order order, boolean facets, int offset, int limit) {
    public static final int LONGEST = 1_000;

    public Query {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A question has at most " + LONGEST + " characters.");
        }
        if (limit < 1 || limit > 100 || offset < 0) {
            throw new IllegalArgumentException("limit is 1 to 100, offset at least 0.");
        }
    }

    /// By relevance, without facets.
    public Query(String text, Filter filter, Mode mode, int offset, int limit) {
        this(text, filter, mode, Order.RELEVANCE, false, offset, limit);
    }

    public static Query of(String text) {
        return new Query(text, Filter.NONE, Mode.HYBRID, 0, 10);
    }

    public boolean browses() {
        return text.isBlank();
    }

    public enum Mode {
        WORDS,
        MEANING,
        HYBRID
    }
}
