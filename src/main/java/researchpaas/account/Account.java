package researchpaas.account;

/// A person who is known to the library, whether or not that person ever came.
///
/// @param suspended may not come in, whatever the role
public record Account(Address address, Role role, boolean suspended) {}
