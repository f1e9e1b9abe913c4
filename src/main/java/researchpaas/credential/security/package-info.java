/// The web security chain, as far as it asks who somebody is.
///
/// Imports `credential`'s and `account`'s roots and Spring Security.
@NullMarked
package researchpaas.credential.security;

import org.jspecify.annotations.NullMarked;
