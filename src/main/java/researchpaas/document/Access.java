package researchpaas.document;

import java.util.Map;
import java.util.Set;
import researchpaas.account.Principal;
import researchpaas.account.Reader;

/// Access sets: each file points at one, the index stores its id, and a reader is resolved to the
/// ids that he may see.
public interface Access {
    /// The id of the set with exactly these principals, made when it is new. An empty set grants
    /// nothing to anybody.
    long idOf(Set<Principal> principals);

    Visible visibleTo(Reader reader);

    /// Of the entries that the reader holds, those that open files of the document to him, and how
    /// many each opens. Entries that he does not hold are never told.
    Map<Principal, Long> grants(DocumentId document, Reader reader);

    /// What a reader may see.
    sealed interface Visible {
        /// Only for the local reader of development without login.
        record Everything() implements Visible {}

        /// @param accessSets may be empty: nothing is visible
        record Only(Set<Long> accessSets) implements Visible {
            public Only {
                accessSets = Set.copyOf(accessSets);
            }
        }
    }
}
