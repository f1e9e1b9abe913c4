package researchpaas.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Handle;

/// What a drive last said of every item below the followed folders, kept in the database. Each
/// method is one transaction: a page is there with the place where to go on, or not at all. An item
/// that a page of a listing changes is unsettled from then on, see [DriveBacklog]; one that it
/// repeats is not. One that the log names always is: what changed may be who sees it.
public interface DriveMirror {
    Optional<Sweep> sweep(SourceId source);

    /// Begins a full listing: every folder is to be listed again, and what is not seen until
    /// [#endSweep] is lost.
    ///
    /// @param rules what the rows follow from, as [Sweep#rules] tells it later
    /// @param roots what is followed from now on, and nothing else
    /// @param cursors of logs that are read from here on; a log that is not named goes on where it
    ///   is
    void beginSweep(
            SourceId source,
            String rules,
            List<Seen> roots,
            Map<Corpus, String> cursors,
            Instant now);

    /// The listing is complete, and the logs were read to their end since it began. Logs of drives
    /// in which nothing lies are read no longer.
    void endSweep(SourceId source);

    /// The next run begins a full listing, whenever the last one was.
    void distrust(SourceId source);

    Map<Corpus, String> cursors(SourceId source);

    /// One more log is read, from here on; one that is read already goes on where it is.
    void follow(SourceId source, Corpus corpus, String cursor);

    /// A shared drive is gone for this account: its log is read no longer, and what lies in it is
    /// lost.
    void leave(SourceId source, Corpus corpus);

    /// The folders whose listing was begun, else some that are to be listed: all of one corpus,
    /// within reach, and at most so many. Absent when every folder is listed.
    Optional<Batch> nextBatch(SourceId source, int most);

    /// A page of the batch's listing.
    ///
    /// @param next the page after it; absent when the batch is listed
    void addListed(SourceId source, Batch batch, List<Seen> page, @Nullable String next);

    /// The batch is listed from its beginning again.
    void listAgain(SourceId source, Batch batch);

    /// Whether [#addChanges] would do anything with these but go on in the log.
    boolean concerns(SourceId source, List<FollowedDrive.Change> changes);

    /// A page of the log. What is neither known, nor in a known folder, nor waited for by a
    /// shortcut is none of ours.
    ///
    /// @param next the cursor after it
    void addChanges(SourceId source, Corpus corpus, List<Changed> page, String next);

    /// Where shortcuts lead that is to be looked at: in a full listing what no folder's listing
    /// showed; and what lies elsewhere, after a change elsewhere that may have been above it, for
    /// such a change stands in no log for what lies below.
    List<Handle> unseenTargets(SourceId source);

    /// The item is gone, or may no longer be seen.
    void gone(SourceId source, String item);

    /// Everything about a source that is no longer followed; should it be followed again, it begins
    /// from nothing.
    void forget(SourceId source);

    /// Something outside of the followed folders that a shortcut leads to.
    void addTarget(SourceId source, Seen target);

    /// @param number 1 for the first
    /// @param done whether it came to its end
    record Sweep(long number, boolean done, Instant startedAt, String rules) {}

    /// @param pageToken absent for the first page
    record Batch(Corpus corpus, List<Handle> folders, @Nullable String pageToken) {
        public Batch {
            folders = List.copyOf(folders);
        }
    }

    /// @param audience absent where it is to be asked for
    record Seen(DriveItem item, @Nullable Audience audience) {}

    /// @param seen absent when the item is gone or in the bin
    record Changed(String id, @Nullable Seen seen) {}

    /// Who may see an item, as the drive told or refused to tell.
    ///
    /// @param told false where the drive does not tell this account
    /// @param until a grant ends then; absent where none does
    record Audience(boolean told, long accessSet, @Nullable Instant until) {}
}
