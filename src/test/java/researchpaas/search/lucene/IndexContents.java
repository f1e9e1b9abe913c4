package researchpaas.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// Reads a closed index from outside: what the checker of the invariants compares with the
/// database.
///
/// @param cursor up to which change number it claims to be complete
/// @param clean Lucene's own check
/// @param passages each passage's document and access set
/// @param documents each document's access sets as its files carry them
public record IndexContents(
        long cursor, boolean clean, Map<Long, Placed> passages, Map<Long, Long> documents) {
    public record Placed(long document, long accessSet) {}

    public static IndexContents read(Path folder) throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                return new IndexContents(0, true, Map.of(), Map.of());
            }
            boolean clean;
            try (CheckIndex check = new CheckIndex(directory)) {
                clean = check.checkIndex().clean;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                long cursor =
                        Long.parseLong(
                                reader.getIndexCommit().getUserData().getOrDefault("cursor", "0"));
                Map<Long, Placed> passages = new TreeMap<>();
                Map<Long, Long> documents = new TreeMap<>();
                for (LeafReaderContext leaf : reader.leaves()) {
                    read(leaf.reader(), passages, documents);
                }
                return new IndexContents(cursor, clean, passages, documents);
            }
        }
    }

    private static void read(LeafReader leaf, Map<Long, Placed> passages, Map<Long, Long> documents)
            throws IOException {
        NumericDocValues document = leaf.getNumericDocValues(Fields.DOCUMENT);
        NumericDocValues access = leaf.getNumericDocValues(Fields.ACCESS);
        NumericDocValues passage = leaf.getNumericDocValues(Fields.PASSAGE);
        for (int id = 0; id < leaf.maxDoc(); id++) {
            if (leaf.getLiveDocs() != null && !leaf.getLiveDocs().get(id)) {
                continue;
            }
            if (document == null
                    || access == null
                    || !document.advanceExact(id)
                    || !access.advanceExact(id)) {
                throw new IllegalStateException("A Lucene document without document or access set");
            }
            if (passage != null && passage.advanceExact(id)) {
                Placed before =
                        passages.put(
                                passage.longValue(),
                                new Placed(document.longValue(), access.longValue()));
                if (before != null) {
                    throw new IllegalStateException(
                            "Passage " + passage.longValue() + " stands twice");
                }
            } else {
                documents.put(document.longValue(), access.longValue());
            }
        }
    }
}
