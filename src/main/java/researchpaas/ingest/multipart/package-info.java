/// Reads `multipart/form-data` as it arrives. Imports Commons FileUpload. Start at
/// [MultipartFormReader]. Not here: what becomes of the parts (`ingest.ReceiveUploads`).
@NullMarked
package researchpaas.ingest.multipart;

import org.jspecify.annotations.NullMarked;
