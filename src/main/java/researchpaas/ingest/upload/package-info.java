/// Uploaded files as a source: listed from the database, written to disk only while they are read.
/// Start at [UploadSource]. Not here: how they come into the database (`ingest.ReceiveUploads`).
@NullMarked
package researchpaas.ingest.upload;

import org.jspecify.annotations.NullMarked;
