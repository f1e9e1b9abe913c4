package researchpaas.takeover;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The database of the earlier system. It is only read; nothing is written to it or beside it.
public interface EarlierSystem {
    /// @throws Unusable when it is no whole database at rest
    Opened open(Path file);

    interface Opened extends AutoCloseable {
        /// In the order of their names.
        List<Table> tables();

        /// Every row of the table, in the order of its key, a batch at a time.
        void rows(String table, int batch, Consumer<List<EarlierRow>> taker);

        @Override
        void close();
    }

    /// @param lastId the largest number that the table ever gave, 0 where it gives none
    record Table(String name, List<String> columns, long rows, long lastId) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Trouble trouble;

        public Unusable(Trouble trouble, Throwable cause) {
            super(trouble.name(), cause);
            this.trouble = trouble;
        }

        public Unusable(Trouble trouble) {
            super(trouble.name());
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /// Each has a sentence in the bundles, `takeover.trouble.NAME`.
    enum Trouble {
        /// No file, or none that may be opened.
        NOT_READABLE,
        NO_DATABASE,
        /// Its end is missing.
        TRUNCATED,
        DAMAGED,
        /// A journal lies beside it: somebody writes to it, or broke off.
        IN_USE,
        /// A library of this program.
        OUR_OWN,
        /// Its tables are none of the earlier system.
        UNKNOWN_GENERATION
    }
}
