package researchpaas.search;

import java.time.Duration;

/// How far the indexes outside of this program have followed the database, and whose turn it is to
/// write to them: several instances may share one. Each method is one step.
public interface IndexCursors {
    /// The change up to which everything is applied; 0 for an index of which nothing is known.
    long cursor(String index);

    /// Takes the turn to write to an index, or keeps it longer. Nobody else has it until the lease
    /// is over or released.
    ///
    /// @param holder the same for one instance, different for each
    /// @return false while it is somebody else's
    boolean hold(String index, String holder, Duration lease);

    /// Moves the cursor, forwards or back.
    ///
    /// @return false, without a move, when it is not the holder's turn (any more)
    boolean move(String index, String holder, long cursor);

    /// Gives the turn back; nothing when it is somebody else's.
    void release(String index, String holder);

    /// Nothing is known of the index any more.
    void forget(String index);
}
