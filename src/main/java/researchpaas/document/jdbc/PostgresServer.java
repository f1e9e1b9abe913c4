package researchpaas.document.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import researchpaas.document.Database.Trouble;
import researchpaas.document.jdbc.CannotOpenLibrary.Cause;

/// What the program needs of a server, looked up over one connection before anything is written.
///
/// @param version as `server_version_num` gives it
/// @param mayCreate whether this user may make tables in the schema
/// @param prepared whether somebody has made ours there already
record PostgresServer(
        int version,
        String versionName,
        String encoding,
        String timeZone,
        String schema,
        boolean takesWrites,
        boolean mayCreate,
        boolean prepared) {
    /// The oldest release that its makers still mend.
    static final int OLDEST = 14;

    private static final int MAJOR = 10_000;
    private static final Set<Trouble> PASSING = Set.of(Trouble.UNREACHABLE, Trouble.INTERRUPTED);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Waits for a server that is only just starting.
    ///
    /// @throws CannotOpenLibrary when it cannot be reached or cannot be used
    static PostgresServer await(PostgresUrl url, DatabaseSettings settings) {
        Instant end = InstantSource.system().instant().plus(settings.startPatience());
        while (true) {
            try {
                PostgresServer server = ask(url, settings.connectTimeout());
                server.require(url);
                return server;
            } catch (SQLException e) {
                Trouble trouble = PostgresErrors.classify(e).orElse(Trouble.UNREACHABLE);
                if (!PASSING.contains(trouble) || InstantSource.system().instant().isAfter(end)) {
                    throw CannotOpenLibrary.because(trouble, url.place());
                }
                pause(trouble, url);
            }
        }
    }

    private static void pause(Trouble trouble, PostgresUrl url) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotOpenLibrary.because(trouble, url.place());
        }
    }

    static PostgresServer ask(PostgresUrl url, Duration patience) throws SQLException {
        try (Connection connection =
                        PostgresLibrary.driver(url, patience, patience).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select current_setting('server_version_num')::int as version,
                                       current_setting('server_version') as version_name,
                                       current_setting('server_encoding') as encoding,
                                       current_setting('TimeZone') as time_zone,
                                       coalesce(current_schema(), '') as schema,
                                       not pg_is_in_recovery()
                                           and current_setting('default_transaction_read_only') = 'off' as writes,
                                       current_schema() is not null
                                           and has_schema_privilege(current_schema(), 'CREATE') as creates,
                                       to_regclass('flyway_schema_history') is not null as prepared
                                """)) {
            row.next();
            return new PostgresServer(
                    row.getInt("version"),
                    row.getString("version_name"),
                    row.getString("encoding"),
                    row.getString("time_zone"),
                    row.getString("schema"),
                    row.getBoolean("writes"),
                    row.getBoolean("creates"),
                    row.getBoolean("prepared"));
        }
    }

    /// What protects a connection: `TLSv1.3`, or `no TLS`.
    static String encryption(PostgresUrl url) throws SQLException {
        Duration patience = Duration.ofSeconds(5);
        try (Connection connection =
                        PostgresLibrary.driver(url, patience, patience).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select coalesce(version, 'no TLS') from pg_stat_ssl where pid = pg_backend_pid()")) {
            return row.next() ? row.getString(1) : "?";
        }
    }

    boolean isRecentEnough() {
        return version / MAJOR >= OLDEST;
    }

    boolean isUnicode() {
        return encoding.equals("UTF8");
    }

    private void require(PostgresUrl url) {
        if (!isRecentEnough()) {
            throw new CannotOpenLibrary(
                    Cause.OLD_SERVER, url.place(), versionName, Integer.toString(OLDEST));
        }
        if (!isUnicode()) {
            throw new CannotOpenLibrary(
                    Cause.WRONG_ENCODING, url.place(), encoding, url.database());
        }
        if (!takesWrites) {
            throw CannotOpenLibrary.because(Trouble.READ_ONLY, url.place());
        }
        if (!mayCreate && !prepared) {
            throw CannotOpenLibrary.because(Trouble.NO_RIGHTS, url.place());
        }
    }
}
