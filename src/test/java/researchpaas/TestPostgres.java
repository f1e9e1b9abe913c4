package researchpaas;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL server for all tests of this JVM, started by the first that needs it and
/// stopped when the JVM ends; each test has a database of its own.
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /// The `DATABASE_URL` of an empty database.
    public static String emptyDatabase() {
        return create("template0 encoding 'UTF8'");
    }

    /// A copy of that database, to which nobody may be connected.
    public static String copyOf(String url) {
        return create(url.substring(url.lastIndexOf('/') + 1));
    }

    private static String create(String template) {
        String name = "library_" + DATABASES.incrementAndGet();
        execute("create database " + name + " template " + template);
        return url("postgres", "postgres", name);
    }

    /// @param password as it stands in a URL
    public static String url(String user, String password, String database) {
        return "postgres://%s:%s@localhost:%d/%s"
                .formatted(user, password, Server.RUNNING.getPort(), database);
    }

    /// @param url as the methods above give it
    public static Connection connect(String url) throws SQLException {
        String address = url.substring(url.lastIndexOf('@') + 1);
        return DriverManager.getConnection("jdbc:postgresql://" + address, "postgres", "postgres");
    }

    /// As the server's administrator.
    public static void execute(String sql) {
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Started when it is first asked for.
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        // the tests end long before a power cut
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
