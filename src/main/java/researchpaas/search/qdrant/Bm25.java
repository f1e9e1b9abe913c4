package researchpaas.search.qdrant;

/// Okapi's BM25 in two halves: what a text says of a term, which stands in its vector, and how rare
/// the term is, which a question brings along. So the server needs no statistics of its own, which
/// would be of documents that a reader may not see.
final class Bm25 {
    /// Of passages, which the splitter makes about equally long.
    static final double PASSAGE_WORDS = 100;

    static final double PASSAGE_FORMS = 120;

    private static final double K1 = 0.9;
    private static final double B = 0.4;

    private Bm25() {}

    /// @param count how often the text says the term
    /// @param length how many terms the text has
    /// @param usual how many such texts usually have
    static double weight(int count, int length, double usual) {
        return count / (count + K1 * (1 - B + B * length / usual));
    }

    /// As Lucene's BM25 has it.
    static double rarity(long holding, long texts) {
        return Math.log(1 + (texts - holding + 0.5) / (holding + 0.5));
    }
}
