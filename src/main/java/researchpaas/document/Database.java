package researchpaas.document;

import java.util.List;
import java.util.Optional;

/// The database itself, as those see it who run the program: which one it is, and what is wrong
/// with it.
public interface Database {
    Engine engine();

    /// Asks the database anew whether it can be reached and, after a write failed, whether it takes
    /// writes again. Takes two seconds at most; empty when nothing is wrong.
    Optional<Trouble> trouble();

    /// A write failed because of the database, and [#trouble] has not found since that writing goes
    /// on. Asks nothing.
    boolean isSuspect();

    /// Whether a call failed because of the database and not because of us.
    ///
    /// @param failure whatever a port threw
    Optional<Trouble> troubleBehind(Throwable failure);

    /// The connections that are kept open, as they are now. Asks nothing.
    List<Pool> pools();

    /// @param name `writer` and `readers`, or `postgresql`
    /// @param waiting how many threads wait for one
    /// @param most how many there may be
    record Pool(String name, int active, int idle, int waiting, int most) {}

    enum Engine {
        SQLITE,
        POSTGRESQL
    }

    /// What a person can do something about. Each has a sentence in the bundles, `database.NAME`.
    enum Trouble {
        /// Nobody answers there.
        UNREACHABLE,
        /// The host's name is not known.
        UNKNOWN_HOST,
        /// It is starting, stopping, or was cut off in the middle.
        INTERRUPTED,
        /// User or password are wrong, or it does not let this user in from here.
        REFUSED,
        /// The server has no database of this name.
        NO_DATABASE,
        /// The user may not do what the program needs.
        NO_RIGHTS,
        /// One of the two wants an encrypted connection and the other does not, or the certificate
        /// is not the expected one.
        NO_TLS,
        /// All connections are taken.
        CROWDED,
        /// It did not answer in time, or somebody else held what was needed.
        SLOW,
        /// The disk is full.
        FULL,
        /// It takes no writes, as a standby or a host's quota does it.
        READ_ONLY,
        /// The stored bytes are not what was written.
        DAMAGED
    }
}
