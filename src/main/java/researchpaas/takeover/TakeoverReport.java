package researchpaas.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierTime.Doubt;
import researchpaas.takeover.Meaning.Refusal;

/// What a takeover did, row by row where something is to be looked at; the proof that nothing is
/// missing.
///
/// @param file the old database's path
/// @param sha256 of its bytes, the same after the takeover as before
/// @param source the ledger's name of it
/// @param zone of the old local times
/// @param visibleTo who may see what was taken over
/// @param dryRun nothing was written
/// @param numbering the last number given in each category
/// @param missing rows of the old database that are not here as they are there
/// @param complete every row is here, equal, and none was refused
public record TakeoverReport(
        String file,
        long bytes,
        String sha256,
        Generation generation,
        String source,
        String zone,
        Set<String> visibleTo,
        boolean dryRun,
        Instant startedAt,
        Instant endedAt,
        List<TableRows> tables,
        List<Refused> refused,
        Times times,
        List<Duplicates> duplicates,
        List<Orphan> orphans,
        Map<String, Long> numbering,
        Files files,
        List<String> missing,
        boolean complete) {
    public TakeoverReport {
        visibleTo = Set.copyOf(visibleTo);
        tables = List.copyOf(tables);
        refused = List.copyOf(refused);
        duplicates = List.copyOf(duplicates);
        orphans = List.copyOf(orphans);
        numbering = Map.copyOf(numbering);
        missing = List.copyOf(missing);
    }

    /// In a dry run what would be written counts as written.
    ///
    /// @param understood false for a table that was kept without a meaning
    /// @param updated rows that were taken over before and differ now
    /// @param unknownColumns columns that were kept without a meaning
    /// @param hashThere SHA-256 over the rows' hashes in the order of their keys, in the old
    ///   database
    /// @param hashHere the same over what is read back; absent in a dry run
    public record TableRows(
            String table,
            boolean understood,
            long read,
            long written,
            long updated,
            long unchanged,
            long refused,
            List<String> unknownColumns,
            String hashThere,
            @Nullable String hashHere) {
        public TableRows {
            unknownColumns = List.copyOf(unknownColumns);
        }
    }

    public record Refused(String table, String key, Refusal reason) {}

    /// @param normalised how many times have an instant in UTC now
    /// @param absent how many rows have none
    public record Times(long normalised, long absent, List<Doubtful> doubtful) {
        public Times {
            doubtful = List.copyOf(doubtful);
        }
    }

    public record Doubtful(String table, String key, String column, String text, Doubt doubt) {}

    /// @param rows `table key` of the rows whose files have the same bytes
    public record Duplicates(String sha256, List<String> rows) {
        public Duplicates {
            rows = List.copyOf(rows);
        }
    }

    /// A row that names another one which is not there. It is kept.
    public record Orphan(String table, String key, String missing) {}

    /// @param searched whether a folder was given
    /// @param found how many of the old files are in it
    /// @param read how many of them have been read wholly
    /// @param awaited how many files of the old system have not been seen here
    /// @param changed old paths of those whose bytes are not those that the old system knew
    /// @param unread old paths with the reason's code
    public record Files(
            boolean searched,
            int found,
            int read,
            int awaited,
            List<String> changed,
            List<Unread> unread) {
        public Files {
            changed = List.copyOf(changed);
            unread = List.copyOf(unread);
        }
    }

    public record Unread(String path, String reason) {}
}
