package researchpaas.operate;

/// How much memory and disk so many passages take, in bytes, by arithmetic. Where each figure comes
/// from, and which were measured, stands in docs/scaling.md.
///
/// @param dimension of a vector
public record LibrarySize(long passages, int dimension, Encoding encoding) {
    /// A paper of nine pages.
    public static final int PASSAGES_A_DOCUMENT = 20;

    /// What the program takes before the first passage, its reading child included.
    public static final double PROGRAM = 290e6;

    private static final double QDRANT_PROGRAM = 150e6;

    // bytes a passage
    private static final double TEXT_IN_DATABASE = 1_300;
    private static final double WORDS_IN_LUCENE = 1_100;
    private static final double GRAPH_IN_LUCENE = 90;
    private static final double WORDS_IN_QDRANT = 1_600;
    private static final double GRAPH_IN_QDRANT = 144;
    private static final double PAYLOAD_IN_QDRANT = 500;
    private static final double IDS_IN_QDRANT = 60;
    private static final double CORRECTION = 16;

    /// What is being rewritten stands twice.
    private static final double REWRITTEN = 1.5;

    /// How small the vectors are that searches walk through.
    public enum Encoding {
        FLOAT(32),
        INT8(8),
        BIT(1);

        private final int bits;

        Encoding(int bits) {
            this.bits = bits;
        }
    }

    public double database() {
        return passages * (TEXT_IN_DATABASE + whole());
    }

    public double luceneDisk() {
        return passages * (whole() + smallOnDisk() + GRAPH_IN_LUCENE + WORDS_IN_LUCENE);
    }

    /// What is read often of Lucene's index, and should stay in memory.
    public double luceneOftenRead() {
        return passages * (small() + GRAPH_IN_LUCENE);
    }

    /// Of one of so many nodes.
    ///
    /// @param copies of each passage
    public double qdrantMemory(int copies, int nodes) {
        return QDRANT_PROGRAM
                + passages * (small() + GRAPH_IN_QDRANT + IDS_IN_QDRANT) * copies / nodes;
    }

    /// Of one of so many nodes.
    public double qdrantDisk(int copies, int nodes) {
        double bytes =
                whole()
                        + smallOnDisk()
                        + GRAPH_IN_QDRANT
                        + IDS_IN_QDRANT
                        + WORDS_IN_QDRANT
                        + PAYLOAD_IN_QDRANT;
        return passages * bytes * copies / nodes * REWRITTEN;
    }

    private double whole() {
        return 4.0 * dimension;
    }

    private double small() {
        return dimension * encoding.bits / 8.0 + (encoding == Encoding.FLOAT ? 0 : CORRECTION);
    }

    /// Vectors that are not made smaller stand there once.
    private double smallOnDisk() {
        return encoding == Encoding.FLOAT ? 0 : small();
    }
}
