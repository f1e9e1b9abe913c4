/// Calls to outside services that are bounded: in time, from the first byte sent to the last one
/// read; in size; in where they go. Knows no service and nothing of ours.
///
/// Imports the JDK. Start at [Line]. Not here: what is asked and what an answer means (the
/// adapters), Google Drive, whose client brings its own way of asking (`ingest.googledrive`).
@NullMarked
@ApplicationModule(allowedDependencies = {})
package researchpaas.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
