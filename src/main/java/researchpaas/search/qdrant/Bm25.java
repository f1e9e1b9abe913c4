package researchpaas.search.qdrant;

/// Okapi's BM25 in two halves: what a text says of a term, which stands in its vector, and how rare
/// the term is, which a question brings along. So the server needs no statistics of its own, which
/// would be of documents that a reader may not see.
///
/// How long a text usually is must be known when the vector is written, hence for all readers: a
/// constant.
enum Bm25 {
    FILE_WORDS(2_000),
    FILE_FORMS(2_500),
    TITLE(10),
    PASSAGE_WORDS(100),
    PASSAGE_FORMS(120);

    private static final double K1 = 0.9;
    private static final double B = 0.4;

    private final double usualLength;

    Bm25(double usualLength) {
        this.usualLength = usualLength;
    }

    /// @param count how often the text says the term
    /// @param length how many terms the text has
    double weight(int count, int length) {
        return count / (count + K1 * (1 - B + B * length / usualLength));
    }

    /// As Lucene's BM25 has it.
    static double rarity(long holding, long texts) {
        return Math.log(1 + (texts - holding + 0.5) / (holding + 0.5));
    }
}
