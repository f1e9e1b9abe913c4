package researchpaas.search;

/// What answers searches at the moment. Who does several things with one index asks once.
interface Served {
    Serving now();

    /// @param model whose vectors the index holds
    record Serving(SearchIndex index, EmbeddingModel model) {}

    static Served always(SearchIndex index, EmbeddingModel model) {
        Serving serving = new Serving(index, model);
        return () -> serving;
    }
}
