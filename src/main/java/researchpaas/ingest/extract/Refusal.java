package researchpaas.ingest.extract;

import java.io.Serial;
import researchpaas.ingest.Reason;

/// Why a reader gives a file back. Never leaves the child: it becomes a message.
final class Refusal extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final Reason.Code code;

    Refusal(Reason.Code code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    Reason.Code code() {
        return code;
    }
}
