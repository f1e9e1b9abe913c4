package researchpaas.ingest.extract.guard;

import java.io.Serial;
import researchpaas.ingest.Reason;

/// Why a reader gives a file back. Never leaves the child: it becomes a message.
public final class Refusal extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final Reason.Code code;

    public Refusal(Reason.Code code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    public Reason.Code code() {
        return code;
    }
}
