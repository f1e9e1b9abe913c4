/// What the library holds: documents, their files, pages and passages, and who may read them.
///
/// The database is the system of record; a search index holds nothing that cannot be rebuilt from
/// [Changes]. Imports the JDK and `account.Reader`. Start at [Document], then [Documents] (reading)
/// and [Publication] (writing). Not here: where files come from (`ingest`), how they are found
/// (`search`).
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "checkup"})
package researchpaas.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
