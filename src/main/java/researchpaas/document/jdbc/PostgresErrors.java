package researchpaas.document.jdbc;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Database.Trouble;

/// What a person can do about an error of PostgreSQL, by its SQL state.
final class PostgresErrors {
    /// The pool's word, without any state, for a connection that was lost: a rollback that comes
    /// upon it hides the error that told more.
    private static final String CUT_OFF = "Connection is closed";

    private PostgresErrors() {}

    static Optional<Trouble> classify(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            return CUT_OFF.equals(e.getMessage())
                    ? Optional.of(Trouble.INTERRUPTED)
                    : Optional.empty();
        }
        return Optional.ofNullable(trouble(state, e));
    }

    private static @Nullable Trouble trouble(String state, SQLException e) {
        return switch (state) {
            case "08001", "08004", "08006" -> noConnection(state, e);
            case "28000", "28P01" -> speaksOfTls(e) ? Trouble.NO_TLS : Trouble.REFUSED;
            case "3D000" -> Trouble.NO_DATABASE;
            case "42501" -> Trouble.NO_RIGHTS;
            case "53100" -> Trouble.FULL;
            case "25006" -> Trouble.READ_ONLY;
            case "57014", "55P03", "25P03", "40001", "40P01" -> Trouble.SLOW;
            default -> byClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static @Nullable Trouble byClass(String group) {
        return switch (group) {
            case "08", "57" -> Trouble.INTERRUPTED;
            case "53" -> Trouble.CROWDED;
            case "58", "XX" -> Trouble.DAMAGED;
            default -> null;
        };
    }

    private static Trouble noConnection(String state, SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Trouble.UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return Trouble.NO_TLS;
            }
        }
        return switch (state) {
            case "08001" -> Trouble.UNREACHABLE;
            case "08004" -> speaksOfTls(e) ? Trouble.NO_TLS : Trouble.REFUSED;
            default -> speaksOfTls(e) ? Trouble.NO_TLS : Trouble.INTERRUPTED;
        };
    }

    /// Driver and server give these cases no state of their own; the abbreviation stays in every
    /// language.
    private static boolean speaksOfTls(SQLException e) {
        String message = e.getMessage();
        return message != null
                && (message.contains("SSL")
                        || message.contains("TLS")
                        || message.contains("no encryption"));
    }
}
