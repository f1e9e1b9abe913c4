package researchpaas.document.jdbc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A library whose rows hold what is easily lost on the way: nothing and empty text, quotes,
/// control characters, characters beyond the first plane, the largest numbers, doubles, every byte.
/// Only columns of the first version, so it fills a database of any.
public final class ArchiveFixture {
    private static final int BATCH = 500;

    private ArchiveFixture() {}

    /// @param version of the schema; absent for the newest
    /// @param url a `DATABASE_URL`; absent for SQLite in that folder
    public static void write(
            Path home, @Nullable String url, @Nullable String version, int documents, int passages)
            throws SQLException {
        try (OpenDatabase database = OpenDatabase.open(home, TestLibrary.settings(url, null))) {
            if (version == null) {
                Migrations.run(database);
            } else {
                Migrations.runTo(version, database);
            }
            fill(database.unlimited(), documents, passages);
        }
    }

    /// Brings that database to the newest version and adds a row by the way of the program.
    ///
    /// @return the number that the row was given
    public static long next(Path home, @Nullable String url) {
        try (OpenDatabase database = OpenDatabase.open(home, TestLibrary.settings(url, null))) {
            Migrations.run(database);
            return JdbcClient.create(database.dataSource())
                    .sql(
                            "insert into documents (category, number, origin, change) values ('paper', 900001, 'new', 1) returning id")
                    .query(Long.class)
                    .single();
        }
    }

    private static void fill(DataSource source, int documents, int passages) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            first(connection);
            documents(connection, documents, passages);
            connection.commit();
        }
    }

    private static void first(Connection connection) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("update change_sequence set last = 9007199254740993");
            sql.execute("insert into document_numbers values ('paper', 900000), ('poster', 0)");
            sql.execute("insert into sources (id, name, created_at) values (7, '資料 \"庫\" 😀', 0)");
            sql.execute("insert into access_sets (id, principals) values (3, 'anyone')");
            sql.execute(
                    "insert into access_grants values ('anyone', 3), ('user:a@example.jp', 3), ('USER:b', 3), ('user:Ä', 3)");
            sql.execute(
                    "insert into jobs (id, source, state, planned, unchanged, created_at) values (5, 'x', 'DONE', 0, 0, 1)");
            sql.execute(
                    "insert into job_files (job_id, path, outcome, reason) values (5, 'é.pdf', 'FAILED', 'R')");
            sql.execute(
                    "insert into job_files (job_id, path, outcome, reason_details) values (5, 'Z.pdf', 'FAILED', '')");
        }
    }

    private static void documents(Connection connection, int documents, int passages)
            throws SQLException {
        Random random = new Random(5);
        try (PreparedStatement file =
                        connection.prepareStatement(
                                """
                                insert into files (id, source_id, path, size, modified_at, access_set, state, attempts, gone,
                                                   created_at, updated_at, next_try)
                                values (?, 7, ?, 9223372036854775807, -1, 3, 'PUBLISHED', 0, ?, 0, 0, null)
                                """);
                PreparedStatement document =
                        connection.prepareStatement(
                                "insert into documents (id, category, number, origin, change) values (?, 'paper', ?, ?, ?)");
                PreparedStatement published =
                        connection.prepareStatement(
                                """
                                insert into published_files values
                                    (?, ?, 'aa', 'v1', 'application/pdf', null, 1, ?, 0, ?, '[]', '', '[]', ?, 'ja', 0)
                                """);
                PreparedStatement page =
                        connection.prepareStatement("insert into pages values (?, 1, ?, ?, ?, ?)");
                PreparedStatement passage =
                        connection.prepareStatement(
                                "insert into passages values (?, ?, ?, ?, '', 1, 1, 0, 10, 'en', ?)");
                PreparedStatement vector =
                        connection.prepareStatement("insert into vectors values (?, 'm', ?, 0)")) {
            for (int id = 1; id <= documents; id++) {
                file.setLong(1, id);
                file.setString(2, "papers/" + id + ".pdf");
                file.setBoolean(3, id % 10 == 0);
                file.addBatch();
                document.setLong(1, id);
                document.setLong(2, id);
                document.setString(3, "o" + id);
                document.setLong(4, id);
                document.addBatch();
                published.setLong(1, id);
                published.setLong(2, id);
                published.setInt(3, passages);
                published.setString(4, "It’s a \"title\"\\ \t\n\u0001 深層学習 𠮷 " + id);
                published.setObject(5, id % 2 == 0 ? null : 2000 + id % 25, Types.INTEGER);
                published.addBatch();
                page.setLong(1, id);
                page.setString(2, "");
                page.setDouble(3, 595.276);
                page.setDouble(4, id % 3 == 0 ? 1e-7 : 842);
                page.setBytes(5, everyByte());
                page.addBatch();
                for (int ordinal = 0; ordinal < passages; ordinal++) {
                    long number = (long) (id - 1) * passages + ordinal + 1;
                    passage.setLong(1, number);
                    passage.setLong(2, id);
                    passage.setInt(3, ordinal);
                    passage.setString(4, text(random));
                    passage.setString(5, Long.toHexString(number));
                    passage.addBatch();
                    vector.setString(1, Long.toHexString(number));
                    vector.setBytes(2, vector(random));
                    vector.addBatch();
                }
                if (id % Math.max(1, BATCH / Math.max(1, passages)) == 0 || id == documents) {
                    for (PreparedStatement statement :
                            new PreparedStatement[] {
                                file, document, published, page, passage, vector
                            }) {
                        statement.executeBatch();
                    }
                }
            }
        }
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(600);
        while (text.length() < 500) {
            text.append(Long.toString(random.nextLong(), 36)).append(" 文章 ");
        }
        return text.toString();
    }

    private static byte[] vector(Random random) {
        ByteBuffer bytes = ByteBuffer.allocate(384 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 384; i++) {
            bytes.putFloat(random.nextFloat() - 0.5f);
        }
        return bytes.array();
    }
}
