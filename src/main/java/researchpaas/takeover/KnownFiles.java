package researchpaas.takeover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.ingest.SourceId;

/// What the library holds when another store is taken over.
public interface KnownFiles {
    /// Every file that is shown to somebody, in the order in which they came.
    List<Known> files();

    /// What was taken over of papers, posters and datasets from the earlier database, if it was.
    List<OldRow> rows();

    /// @param category of the document that it belongs to
    /// @param sha256 empty where nobody knows it
    /// @param external the id that its source knows it by, absent where that is the path
    record Known(
            FileId file,
            SourceId source,
            Category category,
            String path,
            long size,
            String sha256,
            @Nullable String external) {}

    /// @param table as the earlier database calls it
    /// @param oldPlace where the file lay, a dataset's name
    /// @param path that was made of it, absent where nothing was
    record OldRow(
            String table,
            String key,
            @Nullable String oldPlace,
            @Nullable String path,
            @Nullable FileId file) {}
}
