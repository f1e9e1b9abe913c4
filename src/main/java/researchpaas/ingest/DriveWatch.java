package researchpaas.ingest;

import java.time.Duration;

/// Told of each call to a drive on the web.
public interface DriveWatch {
    /// One try has ended.
    ///
    /// @param method by the service's name for it, `files.list`
    void called(String method, Result result, Duration took);

    /// Units of the service's quota are used.
    ///
    /// @param waited for one's own turn before
    void used(int units, Duration waited);

    enum Result {
        OK,
        /// It failed in a way that may pass, and is tried again.
        AGAIN,
        /// It failed in such a way, and was given up.
        GIVEN_UP,
        /// The service said no.
        REFUSED
    }

    /// For who does not count.
    static DriveWatch none() {
        return new UncountedImports();
    }
}
