package researchpaas.ingest;

import java.util.List;

/// Which drives are followed now. People connect and disconnect them while the program runs, so
/// this is asked anew for each poll and each job; it asks no drive. Several beans may stand side by
/// side, each with other drives.
public interface FollowedDrives {
    /// Each under a name of its own.
    List<FollowedDrive> drives();
}
