package researchpaas.ingest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DrivePlaces.Way;

/// What of a [DriveMirror] the library is not in line with yet. It is worked off in any order and
/// piece by piece; what was done twice is done once.
public interface DriveBacklog {
    /// Folders whose access is to be asked for, some at a time.
    List<Row> folders(SourceId source, int most);

    /// @return whether it differs from what was known; then everything in the folder is to be asked
    ///   for, too
    boolean folderSettled(SourceId source, String folder, Audience audience);

    /// Of the files that anybody can find now, those that are not settled, some at a time, in the
    /// order of their ids: who may no longer see one must not wait for others to be read.
    ///
    /// @param after the id of the last one before; empty for the first
    List<Row> visible(SourceId source, String after, int most);

    /// Files and shortcuts, some at a time, in the order of their ids.
    ///
    /// @param after the id of the last one before; empty for the first
    List<Row> files(SourceId source, String after, int most);

    /// What was learnt of a file that is not settled yet.
    void heard(SourceId source, String item, Audience audience);

    /// The library is in line with the item.
    void settled(SourceId source, String item);

    /// The library is rid of the item; nothing of it is kept here.
    void drop(SourceId source, String item);

    Amount amount(SourceId source);

    /// Whether anything is unsettled, or [#remember] would find something; writes nothing.
    boolean hasWork(SourceId source, Instant now, String readerVersion);

    /// Unsettles what time brings back: files whose next try is due, files that another version of
    /// the readers refused, grants that ended.
    void remember(SourceId source, Instant now, String readerVersion);

    /// @param way absent where it lies outside of what is followed
    /// @param audience absent where it is to be asked for
    /// @param lost deleted, in the bin, or no longer to be seen
    record Row(DriveItem item, @Nullable Way way, @Nullable Audience audience, boolean lost) {}

    /// Files only.
    record Amount(int files, long bytes, int unsettled, long unsettledBytes) {}
}
