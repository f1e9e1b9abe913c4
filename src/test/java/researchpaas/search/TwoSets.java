package researchpaas.search;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.DocumentId;

/// Access set 1 is for everybody, set 2 for staff, any other for nobody.
public final class TwoSets implements Access {
    public static final long OPEN = 1;
    public static final long STAFF_ONLY = 2;
    public static final Reader STUDENT = Reader.holding("student", Principal.ANYONE);
    public static final Reader STAFF =
            Reader.holding("staff", Principal.ANYONE, new Principal("role:staff"));
    public static final Reader STRANGER = Reader.holding("stranger");

    @Override
    public long idOf(Set<Principal> principals) {
        return principals.contains(Principal.ANYONE) ? OPEN : STAFF_ONLY;
    }

    @Override
    public Map<Principal, Long> grants(DocumentId document, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Visible visibleTo(Reader reader) {
        if (reader.seesEverything()) {
            return new Visible.Everything();
        }
        Set<Long> sets = new HashSet<>();
        if (reader.principals().contains(Principal.ANYONE)) {
            sets.add(OPEN);
        }
        if (reader.principals().contains(new Principal("role:staff"))) {
            sets.add(STAFF_ONLY);
        }
        return new Visible.Only(sets);
    }
}
