package researchpaas.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.DriveConnection.Root;

/// The drives that people set up, kept in the database.
public interface DriveConnections {
    /// Those that are being taken out, too; in the order in which they were added.
    List<DriveConnection> all();

    Optional<DriveConnection> find(long id);

    /// A new one under a source name that no connection has or ever had.
    DriveConnection add(
            String label,
            Login login,
            @Nullable AccountId owner,
            List<Root> roots,
            @Nullable Visibility visibility);

    /// What somebody chose anew. Nothing happens to one that is unknown or being taken out.
    void change(long id, String label, List<Root> roots, Visibility visibility);

    /// The person agreed again.
    void agreedAgain(long id, String address, Instant since);

    /// From now on it is being taken out. Nothing happens when it is unknown.
    void leave(long id);

    /// Forgets it, but for the source's name.
    void remove(long id);
}
