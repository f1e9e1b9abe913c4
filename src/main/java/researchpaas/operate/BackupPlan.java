package researchpaas.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import researchpaas.operate.Backups.Proof;

/// What the operator wants of the backups that start by themselves.
///
/// @param to a folder or `s3://bucket/prefix`; blank for none
/// @param every the pause between two
/// @param keep how many archives stay, at least 1
public record BackupPlan(String to, Duration every, int keep) {
    /// One may fail, or the program be off for a while.
    private static final int PATIENCE = 2;

    public boolean isOn() {
        return !to.isBlank();
    }

    /// What there is to say about the last proved archive.
    ///
    /// @param last absent when nothing was ever proved
    Standing standing(Optional<Proof> last, Instant now) {
        if (!isOn()) {
            return Standing.OFF;
        }
        if (last.isEmpty()) {
            return Standing.NEVER;
        }
        Proof proof = last.get();
        if (proof.created().plus(every.multipliedBy(PATIENCE)).isBefore(now)) {
            return Standing.OLD;
        }
        return proof.sameDisk() ? Standing.SAME_DISK : Standing.FINE;
    }

    /// Each but the first two has a sentence in the bundles, `health.backup.NAME`.
    public enum Standing {
        /// Nobody asked for backups.
        OFF,
        FINE,
        /// None was ever proved.
        NEVER,
        /// The last proved one is older than two of them should be apart.
        OLD,
        /// The disk that holds the database holds the archives too.
        SAME_DISK;

        /// Whether somebody should do something.
        boolean isBad() {
            return this != OFF && this != FINE;
        }
    }
}
