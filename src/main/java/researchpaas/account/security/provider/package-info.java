/// The conversation with the sign-in provider: Google, or any other that speaks OpenID Connect.
///
/// Imports Spring Security's OAuth 2 client and its Nimbus decoder. Start at [Provider]. Not here:
/// who of those whom the provider vouches for may come in (`account`), and what a sign-in leads to
/// (`account.security`).
@NullMarked
package researchpaas.account.security.provider;

import org.jspecify.annotations.NullMarked;
