/// Google Drive by Google's own client. [GoogleDrive] asks, [Calls] bounds each call in time, tries
/// and quota, [Download] brings files to disk, [Troubles] says what Google's errors mean. Start at
/// [GoogleDrive]. Not here: what follows from what Drive tells (`ingest`), and who connects a
/// drive.
@NullMarked
package researchpaas.ingest.googledrive;

import org.jspecify.annotations.NullMarked;
