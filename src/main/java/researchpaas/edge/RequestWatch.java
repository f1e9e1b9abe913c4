package researchpaas.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Told of each request when it has ended, but for the probes of `/livez` and `/readyz`.
public interface RequestWatch {
    void ended(Ended request);

    /// @param method capital letters, `unknown` for what is none
    /// @param route the pattern that answered, without anything that somebody sent; `none` where
    ///   nothing did
    /// @param took until the last byte, of a stream too
    /// @param limit which limit refused it; absent where none did
    record Ended(String method, String route, int status, Duration took, @Nullable String limit) {}
}
