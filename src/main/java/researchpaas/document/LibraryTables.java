package researchpaas.document;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// The library's tables, row by row, as an archive holds them: one JSON object a row, one row a
/// line, ordered by key. Equal content gives equal bytes on every database. What belongs to one
/// installation only (the scheduler's table, leases, the record of backups) is left out.
///
/// Nothing here takes memory in proportion to the library.
public interface LibraryTables {
    /// The schema's versions that this program can make, oldest first.
    List<String> schemas();

    /// The configured library as it is at this moment; others go on writing. Takes no lock, so it
    /// works beside a running server.
    ///
    /// @throws Refused when there is no library
    /// @throws TablesUnavailable when the database cannot be read
    Snapshot snapshot();

    /// The configured database, to be filled at that version of the schema; held until closed.
    ///
    /// @throws Refused when it holds anything, or a server uses it
    Filling fill(String schema);

    /// A new database in that folder, which the caller deletes after closing.
    Scratch scratch(Path folder, String schema);

    /// One moment's view, for one thread.
    interface Snapshot extends AutoCloseable {
        Database.Engine engine();

        String schema();

        /// Each after those that it refers to.
        List<String> tables();

        /// @param out is not closed
        /// @return the number of rows
        long write(String table, OutputStream out);

        @Override
        void close();
    }

    /// Rows on their way into an empty database: all of them or, until [#commit], none.
    interface Filling extends AutoCloseable {
        /// Each after those that it refers to.
        List<String> tables();

        /// @param in lines as [Snapshot#write] gives them
        /// @return the number of rows
        /// @throws Refused when they do not fit the table
        long read(String table, InputStream in);

        /// Keeps the rows; new rows get numbers after the largest.
        void commit();

        /// Forgets what was not committed.
        @Override
        void close();
    }

    /// A database to try an archive on.
    interface Scratch extends Filling {
        /// What was committed.
        Snapshot snapshot();
    }

    /// Nothing was changed; a person can do something about it.
    final class Refused extends RuntimeException {
        private final Why why;
        private final String detail;

        /// @param detail which database or table
        public Refused(Why why, String detail) {
            super(why + " " + detail);
            this.why = why;
            this.detail = detail;
        }

        public Refused(Why why, String detail, Throwable cause) {
            super(why + " " + detail, cause);
            this.why = why;
            this.detail = detail;
        }

        public Why why() {
            return why;
        }

        public String detail() {
            return detail;
        }
    }

    enum Why {
        NO_LIBRARY,
        NOT_EMPTY,
        IN_USE,
        /// The detail says in the reader's language what is wrong and what to do.
        CANNOT_OPEN,
        /// Rows that are none of the table's.
        UNFIT_ROWS
    }

    /// The database cannot be read or written.
    final class TablesUnavailable extends RuntimeException {
        public TablesUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
