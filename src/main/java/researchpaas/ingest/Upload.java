package researchpaas.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;

/// A file that was uploaded, and how far its import is.
///
/// @param name as it was given, see [UploadName]
/// @param path within the source
/// @param size bytes
/// @param by the name of the reader who uploaded it
/// @param file its row in the ledger; absent until a scan has seen it
/// @param state in the ledger; DISCOVERED until a scan has seen it
/// @param reason with SKIPPED and FAILED
/// @param document the one that it belongs to; absent while none of its text is visible
public record Upload(
        long id,
        String name,
        String path,
        long size,
        String sha256,
        String by,
        Instant at,
        @Nullable FileId file,
        State state,
        @Nullable Reason reason,
        @Nullable DocumentId document) {
    /// How far a file is, for people.
    public enum Stage {
        WAITING,
        PUBLISHED,
        SKIPPED,
        FAILED
    }

    public Stage stage() {
        return switch (state) {
            case DISCOVERED, FETCHED, READ, DESCRIBED, EMBEDDED -> Stage.WAITING;
            case PUBLISHED -> document == null ? Stage.WAITING : Stage.PUBLISHED;
            case SKIPPED -> Stage.SKIPPED;
            case FAILED -> Stage.FAILED;
        };
    }

    /// By where it lies, as its import tells it.
    public Category category() {
        return Placement.of(new SourceId(0), new FileId(0), path).category();
    }
}
