package researchpaas.ingest;

import java.util.Set;
import researchpaas.account.Principal;

/// @param visibleTo who may see uploaded files
/// @param maxTotalBytes how much all of them may have together
public record UploadRules(Set<Principal> visibleTo, long maxTotalBytes) {
    public UploadRules {
        visibleTo = Set.copyOf(visibleTo);
    }
}
