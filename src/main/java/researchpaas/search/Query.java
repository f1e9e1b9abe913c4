package researchpaas.search;

/// @param text what the reader wrote
/// @param offset how many of the best documents to leave out (paging)
/// @param limit how many documents to return, 1 to 100
public record Query(String text, Filter filter, Mode mode, int offset, int limit) {
    public static final int LONGEST = 1_000;

    public Query {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("A question has 1 to " + LONGEST + " characters.");
        }
        if (limit < 1 || limit > 100 || offset < 0) {
            throw new IllegalArgumentException("limit is 1 to 100, offset at least 0.");
        }
    }

    public static Query of(String text) {
        return new Query(text, Filter.NONE, Mode.HYBRID, 0, 10);
    }

    public enum Mode {
        WORDS,
        MEANING,
        HYBRID
    }
}
