package researchpaas.operate;

import java.time.Instant;
import java.util.Optional;

/// Which archives of this installation were proved: restored into another database and found equal.
public interface Backups {
    void proved(Proof proof);

    /// The last archive by the moment that it shows.
    Optional<Proof> latest();

    /// @param name the archive's
    /// @param place where it is kept
    /// @param created the moment that it shows
    /// @param sameDisk whether it lies on the database's own disk
    record Proof(
            String name,
            String place,
            Instant created,
            Instant provedAt,
            long rows,
            long bytes,
            boolean sameDisk) {}
}
