package researchpaas.ingest;

import java.util.Collections;
import java.util.Set;
import researchpaas.account.Principal;
import researchpaas.account.Reader;

/// @param visibleTo who may see uploaded files
/// @param maxTotalBytes how much all of them may have together
public record UploadRules(Set<Principal> visibleTo, long maxTotalBytes) {
    public UploadRules {
        visibleTo = Set.copyOf(visibleTo);
    }

    /// Whoever may not see uploads may not add to them either: the answer would tell which files
    /// and names are there already.
    boolean areOpenTo(Reader reader) {
        return reader.seesEverything() || !Collections.disjoint(reader.principals(), visibleTo);
    }
}
