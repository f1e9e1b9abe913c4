/// Archives in a bucket of Amazon S3 or of anything that speaks its protocol.
///
/// Imports `operate`'s root, Spring and Amazon's SDK over the JDK's own connections. Start at
/// [S3Archives]. Not here: what an archive holds (`operate`).
@NullMarked
package researchpaas.operate.s3;

import org.jspecify.annotations.NullMarked;
