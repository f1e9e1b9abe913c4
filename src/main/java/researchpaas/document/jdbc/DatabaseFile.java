package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import researchpaas.document.jdbc.CannotOpenLibrary.Cause;

/// Tells our own SQLite file from one of the system before us, which this version must not write
/// to.
final class DatabaseFile {
    /// Stands in the header of a file that we made: 'RPAS'.
    static final int APPLICATION_ID = 0x52504153;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int APPLICATION_ID_OFFSET = 68;

    private DatabaseFile() {}

    /// Reads only. The header answers for our own files even after a kill in the middle of a
    /// checkpoint.
    ///
    /// @throws CannotOpenLibrary when the file is not ours
    static void refuseForeign(Path file) {
        if (Files.isDirectory(file)) {
            throw new CannotOpenLibrary(Cause.NO_DATABASE, file);
        }
        byte[] header = header(file);
        if (header.length == 0) {
            return; // new
        }
        if (header.length < HEADER || !startsWithMagic(header)) {
            throw new CannotOpenLibrary(Cause.NO_DATABASE, file);
        }
        if (ByteBuffer.wrap(header).getInt(APPLICATION_ID_OFFSET) == APPLICATION_ID) {
            return;
        }
        Set<String> tables = tables(file);
        if (!tables.isEmpty() && !tables.contains("flyway_schema_history")) {
            throw new CannotOpenLibrary(Cause.FOREIGN_DATABASE, file);
        }
    }

    private static byte[] header(Path file) {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startsWithMagic(byte[] header) {
        return ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /// `immutable` leaves not even a lock or a journal beside the file.
    private static Set<String> tables(Path file) {
        String url = "jdbc:sqlite:" + file.toUri() + "?immutable=1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
            Set<String> names = new HashSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new SqliteExceptionTranslator().translate("look into " + file, null, e);
        }
    }
}
