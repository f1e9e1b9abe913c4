package researchpaas.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Role;

/// Tells a reader why he may see a document: which of the entries that he holds open it to him. Who
/// else may see it, and whether it has files that he may not see, is not told.
@Component
public final class ExplainAccess {
    private final Documents documents;
    private final Access access;

    ExplainAccess(Documents documents, Access access) {
        this.documents = documents;
        this.access = access;
    }

    /// Empty for a document that does not exist or that the reader may not see.
    public Optional<Explanation> explain(DocumentKey key, Reader reader) {
        return documents
                .find(key, reader)
                .map(document -> {
                    Map<Principal, Long> granted = access.grants(document.id(), reader);
                    return new Explanation(
                            document.files().size(),
                            granted.entrySet().stream()
                                    .map(grant -> new Because(grant.getKey(), grant.getValue()))
                                    .sorted(WIDEST_FIRST)
                                    .toList(),
                            reader.seesEverything());
                });
    }

    private static final Comparator<Because> WIDEST_FIRST =
            Comparator.comparingLong(Because::files)
                    .reversed()
                    .thenComparing(because -> because.principal().value());

    /// @param files how many the reader sees
    /// @param because what opens them to him
    /// @param everything he is the reader of development without login, to whom all is open
    public record Explanation(long files, List<Because> because, boolean everything) {
        public Explanation {
            because = List.copyOf(because);
        }
    }

    /// @param principal one that the reader holds
    /// @param files how many it opens to him
    public record Because(Principal principal, long files) {
        private static final Set<String> ROLES =
                Arrays.stream(Role.values())
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());

        /// One word for each kind of entry, and one for each role that is known: doors have a
        /// sentence for each.
        public String reason() {
            boolean knownRole = principal.kind().equals("role") && ROLES.contains(principal.name());
            return knownRole ? "role." + principal.name() : principal.kind();
        }
    }
}
