/// Secrets in the relational database that `document.jdbc` opens, encrypted by Java's own AES.
///
/// Imports `secret`'s root and Spring JDBC. Start at [JdbcSecrets], then [SecretsKeys].
@NullMarked
package researchpaas.secret.jdbc;

import org.jspecify.annotations.NullMarked;
