package researchpaas.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call that brought no whole answer.
public final class CallFailed extends IOException {
    private final Why why;

    public CallFailed(Why why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    public enum Why {
        /// Nobody took it: the service has not seen it.
        NOT_REACHED,
        /// The connection broke after that.
        BROKEN,
        TOO_SLOW,
        TOO_MUCH,
        /// The thread was interrupted, and still is.
        CANCELLED
    }
}
