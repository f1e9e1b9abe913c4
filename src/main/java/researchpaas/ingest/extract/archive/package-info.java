/// Archives (ZIP, TAR, GZIP, 7-Zip), only where a source asks for them: the pages of the files
/// inside, one after the other, and a page that names what was not read.
///
/// Imports `reader`, `letters`, `guard`, commons-compress. Start at [ArchiveReader]. It is given
/// the readers of the files inside, so it knows none of them. Not here: limits (`guard`).
@NullMarked
package researchpaas.ingest.extract.archive;

import org.jspecify.annotations.NullMarked;
