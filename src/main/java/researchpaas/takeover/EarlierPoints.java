package researchpaas.takeover;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The vector store of the earlier system. It is only read; nothing is written to it or beside it.
public interface EarlierPoints {
    /// @param place a folder, or the http(s) address of a running server
    /// @throws Unusable when there is no whole store
    Opened open(String place);

    interface Opened extends AutoCloseable {
        Store store();

        /// Every point once, in the store's own order (mostly that in which it got them), a batch
        /// at a time. May be called again.
        ///
        /// @throws Unusable when the store cannot be read on, or changed since it was opened
        void points(int batch, Consumer<List<EarlierPoint>> taker);

        @Override
        void close();
    }

    /// @param place as a person may read it, without a password
    /// @param writtenBy what is known of the version
    /// @param space how it compares vectors: `cosine`, `l2`, `ip`
    /// @param dimension of its vectors, 0 where it does not say
    /// @param strays vectors without a row
    record Store(
            String place,
            String writtenBy,
            String collection,
            String space,
            int dimension,
            List<String> strays) {
        public Store {
            strays = List.copyOf(strays);
        }
    }

    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Trouble trouble;

        public Unusable(Trouble trouble, @Nullable Throwable cause) {
            super(trouble.name(), cause);
            this.trouble = trouble;
        }

        public Unusable(Trouble trouble) {
            this(trouble, null);
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /// Each has a sentence in the bundles, `takeover.chroma.trouble.NAME`.
    enum Trouble {
        /// Neither a folder with a store nor an address.
        NO_STORE,
        DAMAGED,
        /// It changes, or whoever wrote to it broke off.
        IN_USE,
        NO_COLLECTION,
        /// Nobody answers, or not in time.
        UNREACHABLE,
        /// The server wants to know who asks.
        NOT_ALLOWED,
        /// Whoever answers is no such server, or of a version that nobody knows.
        NO_SERVER,
        /// Larger than anything that the earlier system wrote.
        TOO_LARGE
    }
}
