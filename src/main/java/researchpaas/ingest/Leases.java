package researchpaas.ingest;

import java.time.Duration;

/// Who works on a source now, among all instances on one database. A lease that is not renewed in
/// time is anybody's, so whoever holds one renews it well before.
public interface Leases {
    /// How long a lease holds without being renewed.
    Duration TERM = Duration.ofSeconds(20);

    /// @param run tells this run from every other one, of this instance too
    /// @return whether it is held by this run from now on, for the [#TERM]; false while another one
    ///   holds it. Called again by its holder it begins anew
    boolean hold(String source, String run);

    /// Nothing happens when another run holds it.
    void release(String source, String run);
}
