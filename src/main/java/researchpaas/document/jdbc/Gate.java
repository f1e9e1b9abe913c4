package researchpaas.document.jdbc;

import java.util.Set;
import java.util.stream.Collectors;
import researchpaas.account.Principal;
import researchpaas.account.Reader;

/// The condition that stands in every statement returning content: the file (alias `f`, its
/// published part `pf`) is not hidden, and the reader holds an entry of its access set.
///
/// @param sql needs the parameter `principals`
record Gate(String sql, Set<String> principals) {
    static Gate of(Reader reader) {
        Set<String> principals =
                reader.principals().stream().map(Principal::value).collect(Collectors.toSet());
        return new Gate("(pf.hidden_at is null and " + granted(reader) + ")", principals);
    }

    private static String granted(Reader reader) {
        if (reader.seesEverything()) {
            return "true";
        }
        if (reader.principals().isEmpty()) {
            return "false";
        }
        return "f.access_set in (select access_set from access_grants where principal in (:principals))";
    }
}
