package researchpaas.operate;

import java.time.Instant;
import java.util.List;
import researchpaas.document.Database;

/// What an archive says it holds.
///
/// @param format the archive's own form, see [#FORMAT]
/// @param program the version that wrote it
/// @param schema the version of the tables
/// @param database where it was read from; it can go into either
/// @param created the moment that it shows
/// @param parts one a table, each after those that it refers to
public record Manifest(
        int format,
        String program,
        String schema,
        Database.Engine database,
        Instant created,
        List<Part> parts) {
    /// The form that this program writes, and the newest that it reads.
    public static final int FORMAT = 1;

    public Manifest {
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /// One file of JSON lines.
    ///
    /// @param sha256 of the unpacked bytes, in hexadecimal
    public record Part(String table, long rows, long bytes, String sha256) {}
}
