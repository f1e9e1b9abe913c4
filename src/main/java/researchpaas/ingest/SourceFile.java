package researchpaas.ingest;

import java.time.Instant;

/// A file as its source lists it.
///
/// @param path within the source, `/` between the parts; its name in the ledger, as the source
///   writes it
/// @param size bytes
public record SourceFile(String path, long size, Instant modifiedAt) {
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
