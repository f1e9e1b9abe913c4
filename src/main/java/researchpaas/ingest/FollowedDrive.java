package researchpaas.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;
import researchpaas.ingest.DocumentSource.LocalCopy;

/// Folders of a drive on the web, followed by its log of changes. One for each connection; it keeps
/// no state between calls, what was learnt is kept by the caller.
///
/// Every method but [#name] and [#rules] asks the drive, a bounded number of times, with bounded
/// waits, and throws [DriveTrouble] when no answer can be had. What passes by itself (a rate limit,
/// a broken line) has been tried again before that.
public interface FollowedDrive {
    /// The most folders that [#children] takes at once.
    int FOLDERS_AT_ONCE = 25;

    /// Names the source in the ledger for ever, for example `drive:department`.
    String name();

    Rules rules();

    /// Where the log of changes stands now: what happens after this call comes behind it.
    String startCursor(Corpus corpus);

    /// One page of what lies immediately in these folders, without what is in the bin. A page may
    /// be short or empty while there are more. Pages of one listing are not one moment: what moves
    /// meanwhile may be missing or come twice, and stands in the log of changes.
    ///
    /// @param folders 1 to [#FOLDERS_AT_ONCE], all of this corpus
    /// @param pageToken of the page before; absent for the first
    /// @throws DriveTrouble CURSOR_REFUSED when the page token is too old: begin again without one
    ItemPage children(Corpus corpus, List<Handle> folders, @Nullable String pageToken);

    /// One page of the log of changes, oldest first. It tells what an item is now, not what was
    /// done to it. A page may be empty while there are more, and one cursor may be asked again and
    /// again.
    ///
    /// @throws DriveTrouble CURSOR_REFUSED when only a full listing helps
    ChangePage changes(Corpus corpus, String cursor);

    /// The item as it is now, one in the bin too. Absent when there is none, or when it may not be
    /// seen; which of the two is not told.
    Optional<DriveItem> item(Handle item);

    /// Who may see the item, all pages together; asked only where [DriveItem#maySeePermissions].
    ///
    /// @throws FileGone when it is no longer there or may no longer be seen
    Grants permissions(DriveItem item);

    /// The item's bytes on disk until the copy is closed: as they are, or exported into the format
    /// that [DriveItem#exportedAs] names. Whole, and equal to the item's checksum where it has one.
    /// The copy's name on disk ends as the item's name does, or as the format of the export.
    ///
    /// @throws FileGone when it is no longer there or may no longer be seen
    /// @throws DriveTrouble for this item alone: TOO_LARGE_TO_EXPORT, DOWNLOAD_FORBIDDEN
    LocalCopy fetch(DriveItem item);

    /// What somebody configured.
    ///
    /// @param roots ids of folders or shared drives; at least one
    /// @param poll how often the log of changes is read
    /// @param maxFileBytes a larger file is refused unread, with a reason; [#fetch] is not asked
    ///   for it
    record Rules(List<String> roots, Visibility visibility, Duration poll, long maxFileBytes) {
        public Rules {
            roots = List.copyOf(roots);
            if (roots.isEmpty()) {
                throw new IllegalArgumentException("A drive is followed from at least one folder");
            }
        }
    }

    sealed interface Visibility {
        /// Whoever may see it on the drive.
        ///
        /// @param otherwise where the drive does not tell who may see a file; empty is nobody
        /// @param linkShares whether everybody may see what everybody who has the link may see
        record Mirrored(Set<Principal> otherwise, boolean linkShares) implements Visibility {
            public Mirrored {
                otherwise = Set.copyOf(otherwise);
            }
        }

        /// Everybody named here may see every file, whoever may on the drive.
        record Fixed(Set<Principal> principals) implements Visibility {
            public Fixed {
                principals = Set.copyOf(principals);
            }
        }
    }

    /// What has a log of changes of its own: a shared drive, or all that the connected account sees
    /// elsewhere.
    ///
    /// @param driveId of the shared drive; absent for the account's own log
    record Corpus(@Nullable String driveId) {}

    /// What is needed to ask for an item.
    ///
    /// @param resourceKey for items that are shared by link only
    record Handle(String id, @Nullable String resourceKey) {}

    /// @param next absent after the last page
    record ItemPage(List<DriveItem> items, @Nullable String next) {
        public ItemPage {
            items = List.copyOf(items);
        }
    }

    /// @param next where to go on: the next page, or, after the last one, what happens later
    /// @param more whether there is more at once
    record ChangePage(List<Change> changes, String next, boolean more) {
        public ChangePage {
            changes = List.copyOf(changes);
        }
    }

    /// @param item absent when the item is deleted, or may no longer be seen
    record Change(String id, @Nullable DriveItem item) {}

    sealed interface Grants {
        record Known(Set<Grant> grants) implements Grants {
            public Known {
                grants = Set.copyOf(grants);
            }
        }

        /// The drive does not tell this account.
        record NotAllowed() implements Grants {}
    }
}
