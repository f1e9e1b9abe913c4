/// Titles, authors, abstracts and keywords out of a document's own text, without a language model.
///
/// Pure functions over pages: no files, no database, no clock. Imports `document` only. Start at
/// [DescribeDocument]; [FrontPage] is what all of it looks at first. Not here: reading files
/// (`ingest`).
@NullMarked
@ApplicationModule(allowedDependencies = "document")
package researchpaas.describe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
