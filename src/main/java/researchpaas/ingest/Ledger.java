package researchpaas.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.FileId;

/// What is known of every file of every source. A row stays when its file goes, so that a file
/// which returns keeps its document and number.
public interface Ledger {
    /// The reader version of a file that nobody has read: what is published is what another system
    /// said of it. The file is awaited.
    String AWAITED = "awaited";

    /// The id of the source with this name, made when it is new.
    SourceId source(String name);

    /// The names of all sources that ever had an id.
    Map<SourceId, String> sources();

    /// Every file of the source that is not gone.
    List<Entry> present(SourceId source);

    Optional<Entry> find(FileId file);

    /// The file that its source knows by this id, whether it is gone or not.
    Optional<Entry> known(SourceId source, String externalId);

    /// A row for a path that has none, in state DISCOVERED; a row that was gone at this path comes
    /// back, with its id.
    Entry discover(SourceId source, SourceFile file, long accessSet);

    /// A row for a file that its source knows by an id of its own; other files may bear its path.
    /// One that has a row already keeps it, and comes back in state DISCOVERED when it was gone.
    Entry discover(SourceId source, SourceFile file, External external, long accessSet);

    /// A file that was gone is there again, in the state that it had.
    void returned(FileId file, SourceFile now, long accessSet);

    /// The bytes under this path changed (or are to be read again): back to DISCOVERED with the new
    /// size and time. What is published stays searchable until the new text replaces it.
    void rediscover(FileId file, SourceFile now);

    /// The same for a file that its source knows by an id of its own, which may be another one by
    /// now.
    void rediscover(FileId file, SourceFile now, External external);

    /// The same bytes under another path. The state stays; a published file's document gets a new
    /// change number in the same transaction, since the index holds the file's name.
    void move(FileId file, SourceFile now);

    /// A new access set; the file's document gets a new change number in the same transaction when
    /// it is published.
    void accessChanged(FileId file, long accessSet);

    void fetched(FileId file, String sha256);

    void reached(FileId file, State state);

    /// @param sha256 absent when the file could not be read at all
    void skip(FileId file, Reason reason, @Nullable String sha256, String readerVersion);

    /// @param nextTry absent: only a change of the file or the reader helps
    void fail(
            FileId file,
            Reason reason,
            int attempts,
            @Nullable Instant nextTry,
            String readerVersion);

    /// Every file of the source that failed may be tried at once, those included that waited for a
    /// change only. They keep their count of attempts.
    void tryAgain(SourceId source);

    /// The sizes of the files that are awaited: known from another system by what it said of them,
    /// their bytes not yet seen here. So a scan need not read a file to know that it is none.
    Set<Long> awaitedSizes();

    /// The awaited files with these bytes, the first first.
    List<Entry> awaited(String sha256);

    /// The awaited files that another system knew by this id, the first first.
    List<Entry> awaitedAs(String externalId);

    /// The awaited files of which no bytes are known, with this name in any form of Unicode and
    /// this size or none, the first first.
    List<Entry> awaitedNamed(String name, long size);

    /// Files of the source that are gone and had these bytes, the one that went last first.
    List<Entry> gone(SourceId source, String sha256);

    /// From now on the file is known by this id. Nothing happens where another file of its source
    /// is.
    void knownAs(FileId file, External external);

    /// An awaited file is found: it goes on as this file of this source, in state DISCOVERED, and
    /// so its document keeps its number. What is published stays until the file is read.
    ///
    /// @param external how the source knows it; absent where it does by its path
    /// @return false when somebody else found it first; nothing was changed then
    boolean adopt(
            FileId awaited,
            SourceId source,
            SourceFile found,
            @Nullable External external,
            long accessSet);

    /// The file is gone from its source. (Its document is hidden by `Publication.hide`, in which
    /// order does not matter.)
    void gone(FileId file);

    enum State {
        DISCOVERED,
        FETCHED,
        READ,
        DESCRIBED,
        EMBEDDED,
        PUBLISHED,
        SKIPPED,
        FAILED
    }

    /// How a source knows a file, where it does not by its path.
    ///
    /// @param id for ever
    /// @param content differs when the bytes do
    record External(String id, String content) {}

    /// @param external absent where the source knows its files by their paths
    /// @param size bytes at the last listing
    /// @param sha256 of the bytes that were last read
    /// @param reason with SKIPPED and FAILED
    /// @param readerVersion of the extraction that gave the state
    /// @param published absent when none of the file's text is visible
    record Entry(
            FileId id,
            SourceId source,
            String path,
            @Nullable External external,
            long size,
            Instant modifiedAt,
            long accessSet,
            State state,
            @Nullable String sha256,
            @Nullable Reason reason,
            int attempts,
            @Nullable Instant nextTry,
            @Nullable String readerVersion,
            @Nullable Published published,
            boolean gone) {}

    /// Where a file's visible text came from. It may be older than what was tried last: an import
    /// that broke off leaves it standing.
    ///
    /// @param origin of the document that it belongs to
    record Published(String origin, String sha256, String readerVersion) {}
}
