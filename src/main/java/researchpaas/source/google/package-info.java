/// Google's consent screen: where people agree that the library reads their drive.
///
/// Start at [GoogleConsentScreen]. Not here: what is read with the consent (`ingest/googledrive`),
/// and signing in (`account/security`), which asks for no drive.
@NullMarked
package researchpaas.source.google;

import org.jspecify.annotations.NullMarked;
