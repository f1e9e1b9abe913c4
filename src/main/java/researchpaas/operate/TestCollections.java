package researchpaas.operate;

import java.nio.file.Path;

/// Reads test collections: a folder with `docs.jsonl` {id, title, text}, `queries.jsonl` {id, text}
/// and `qrels.tsv` (query, document, grade, with tabs between).
public interface TestCollections {
    /// @throws UnreadableCollection with the file and line that is wrong
    TestCollection read(Path folder);

    final class UnreadableCollection extends RuntimeException {
        public UnreadableCollection(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
