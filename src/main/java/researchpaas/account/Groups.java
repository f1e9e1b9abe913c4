package researchpaas.account;

import java.util.Set;

/// Which groups a person is a member of.
public interface Groups {
    /// The addresses of the groups that hold this address. What cannot be resolved is left out: an
    /// unknown group grants nothing.
    Set<Address> groupsOf(Address member);
}
