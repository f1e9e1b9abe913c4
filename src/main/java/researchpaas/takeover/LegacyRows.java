package researchpaas.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.ingest.SourceId;

/// The rows that were taken over, as they stood in the old database, and what became of each.
public interface LegacyRows {
    /// The table's rows by key.
    Map<String, Stored> of(SourceId source, String table);

    /// Whether nothing was ever taken over.
    boolean isEmpty();

    /// Keeps a row, or its newer state.
    void keep(SourceId source, Kept row);

    /// The numbers of documents that no row of this source stands for.
    ///
    /// @param source absent when nothing was taken over from it yet
    Set<DocumentKey> numbersOfOthers(@Nullable SourceId source);

    /// Where those files of the document lay in the earlier system that have not been seen here
    /// yet, in no set order. Of the files only that its reader saw.
    List<String> awaitedPlaces(Document seen);

    /// @param file absent for a row of which no file was made
    /// @param oldPlace what tells the row from another one under the same key
    /// @param created the row's own times in UTC, as the next two
    record Kept(
            EarlierRow row,
            @Nullable FileId file,
            @Nullable String oldPlace,
            @Nullable Instant created,
            @Nullable Instant updated,
            @Nullable Instant indexed) {}

    /// @param hash SHA-256 of the content as it is read back
    /// @param key the number of the document
    /// @param origin of the document
    record Stored(
            String hash,
            @Nullable FileId file,
            @Nullable DocumentId document,
            @Nullable DocumentKey key,
            @Nullable String origin,
            @Nullable String oldPlace) {}
}
