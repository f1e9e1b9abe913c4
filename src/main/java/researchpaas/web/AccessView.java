package researchpaas.web;

import java.util.List;
import researchpaas.document.ExplainAccess.Explanation;

/// Why a reader may see a document.
///
/// @param everything he sees all there is, for want of a sign-in
record AccessView(List<BecauseView> because, boolean everything) {
    static AccessView of(Explanation found) {
        return new AccessView(
                found.because().stream()
                        .map(because ->
                                new BecauseView(
                                        "access." + because.reason(),
                                        because.principal().name(),
                                        because.files() < found.files() ? because.files() : 0))
                        .toList(),
                found.everything());
    }

    /// @param key message key of the sentence
    /// @param who its argument
    /// @param files how many files it opens; 0 for all that are shown
    record BecauseView(String key, String who, long files) {}
}
