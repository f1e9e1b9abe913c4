package researchpaas.search;

import java.util.List;

/// A kind of search engine, which holds one index for each embedding model: the indexes of two
/// models never meet. All methods throw [SearchIndex.IndexUnavailable] when the engine cannot be
/// reached.
public interface SearchEngine {
    /// One word, lower case: `lucene`, `qdrant`.
    String name();

    /// Opens the index of the model's vectors, an empty one with cursor 0 where there is none yet.
    /// Opened once a process and closed by whoever opened it.
    OpenIndex open(EmbeddingModel.Card model);

    /// The ids of the models for which it holds an index.
    List<String> held();

    /// Deletes the index of that model; it is open nowhere. Nothing where there is none.
    void discard(String model);

    /// An index in use.
    interface OpenIndex extends SearchIndex, AutoCloseable {
        @Override
        void close();
    }
}
