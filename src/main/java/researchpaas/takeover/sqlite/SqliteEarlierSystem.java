package researchpaas.takeover.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.takeover.EarlierSystem;

/// Looks at the file's own header first: SQLite would make an empty database of a missing file and
/// read half of a truncated one.
@Component
class SqliteEarlierSystem implements EarlierSystem {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int PAGE_SIZE_OFFSET = 16;
    private static final int PAGE_COUNT_OFFSET = 28;
    private static final int APPLICATION_ID_OFFSET = 68;

    /// 'RPAS', which our own files bear.
    private static final int OUR_OWN = 0x52504153;

    @Override
    public Opened open(Path file) {
        ByteBuffer header = header(file);
        if (header.limit() < HEADER || !header.slice(0, MAGIC.length).equals(magic())) {
            throw new Unusable(Trouble.NO_DATABASE);
        }
        if (header.getInt(APPLICATION_ID_OFFSET) == OUR_OWN) {
            throw new Unusable(Trouble.OUR_OWN);
        }
        refuseTruncated(file, header);
        refuseInUse(file);
        return connect(file);
    }

    private static ByteBuffer magic() {
        return ByteBuffer.wrap(MAGIC);
    }

    private static ByteBuffer header(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Unusable(Trouble.NOT_READABLE);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(HEADER));
        } catch (IOException e) {
            throw new Unusable(Trouble.NOT_READABLE, e);
        }
    }

    private static void refuseTruncated(Path file, ByteBuffer header) {
        int given = Short.toUnsignedInt(header.getShort(PAGE_SIZE_OFFSET));
        long pageSize = given == 1 ? 65_536 : given;
        long pages = Integer.toUnsignedLong(header.getInt(PAGE_COUNT_OFFSET));
        if (size(file) < pages * pageSize) {
            throw new Unusable(Trouble.TRUNCATED);
        }
    }

    /// What stands in a journal is part of the database, and may only be read by writing.
    private static void refuseInUse(Path file) {
        for (String ending : new String[] {"-journal", "-wal"}) {
            Path journal = file.resolveSibling(file.getFileName() + ending);
            if (Files.exists(journal) && size(journal) > 0) {
                throw new Unusable(Trouble.IN_USE);
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Unusable(Trouble.NOT_READABLE, e);
        }
    }

    private static Opened connect(Path file) {
        String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?immutable=1";
        Connection connection = null;
        try {
            connection = DriverManager.getConnection(url);
            checkWhole(connection);
            return new OpenedDatabase(connection);
        } catch (SQLException e) {
            close(connection);
            throw new Unusable(Trouble.DAMAGED, e);
        } catch (Unusable e) {
            close(connection);
            throw e;
        }
    }

    private static void checkWhole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("pragma quick_check(1)")) {
            if (!found.next() || !found.getString(1).equals("ok")) {
                throw new Unusable(Trouble.DAMAGED);
            }
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }
}
