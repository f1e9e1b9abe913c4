package researchpaas.ingest;

import java.util.UUID;

/// Ties what a person sees to what the log says, so that no message of an exception is ever shown.
public final class Incident {
    private Incident() {}

    /// Eight hexadecimal digits.
    public static String newId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
