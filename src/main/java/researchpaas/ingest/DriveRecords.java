package researchpaas.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;

/// The database's rows of a drive's items, mirror and ledger side by side, for comparing them with
/// the drive. Only reads.
public interface DriveRecords {
    /// What is known of these items; those that are known nowhere are absent.
    Map<String, Held> held(SourceId source, Collection<String> items);

    /// Ids of the files in the ledger that are not gone, in their order, some at a time.
    ///
    /// @param after the last one before; empty for the first
    List<String> present(SourceId source, String after, int most);

    /// Whether every folder has its place and is settled: else what lies in them is about to be
    /// looked at.
    boolean isAtRest(SourceId source);

    /// @param mirrored absent when the mirror has no row
    /// @param filed absent when the ledger has no row, or the file is gone
    record Held(@Nullable Mirrored mirrored, @Nullable Filed filed) {
        boolean isSettled() {
            return mirrored == null || mirrored.settled();
        }
    }

    /// @param until a grant ends then
    record Mirrored(DriveItem item, boolean lost, boolean settled, @Nullable Instant until) {}

    /// @param content of the bytes that the state is about
    /// @param visible whether its text is to be found
    record Filed(
            FileId file,
            String path,
            String content,
            State state,
            boolean visible,
            Set<Principal> principals) {
        public Filed {
            principals = Set.copyOf(principals);
        }
    }
}
