package researchpaas.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a comparison found.
///
/// @param at when it ended
/// @param documents how many rows of documents were compared, those without a visible file included
/// @param passages how many passages should be found
/// @param findings what is wrong now; empty when everything agrees
/// @param mended what was wrong before it was mended; empty when nothing was, or nobody asked
public record Reconciliation(
        Instant at,
        Duration took,
        long documents,
        long passages,
        List<Finding> findings,
        List<Finding> mended) {
    public Reconciliation {
        findings = List.copyOf(findings);
        mended = List.copyOf(mended);
    }

    public boolean agrees() {
        return findings.isEmpty();
    }
}
