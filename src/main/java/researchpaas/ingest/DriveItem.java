package researchpaas.ingest;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive.Handle;

/// A file, folder or shortcut of a [FollowedDrive], as the drive tells it.
///
/// @param id for ever
/// @param name as people see it; may hold any character, `/` too, and is not unique in its folder
/// @param parent the folder's id; absent where it may not be seen, and for a shared drive
/// @param size bytes; 0 for what has none of its own (folders, shortcuts, native documents)
/// @param sha256 lower-case hex; binary files only
/// @param md5 lower-case hex; binary files only
/// @param version grows with every change of the item
/// @param modifiedAt as somebody may have set it: nothing follows from it
/// @param trashed in the bin, itself or with a folder above it
/// @param exportedAs ending with its dot, for example `.docx`, of the format that a native document
///   is fetched in; absent for other files, and for native documents that cannot be exported
/// @param target of a shortcut
/// @param driveId of the shared drive that it lies in
/// @param maySeePermissions whether the drive tells who may see it
/// @param grants who may see it, where the listing told already; else [FollowedDrive#permissions]
///   does
/// @param mayDownload false where its owner forbids it
/// @param link to look at it on the drive
public record DriveItem(
        String id,
        String name,
        @Nullable String parent,
        Kind kind,
        String mimeType,
        long size,
        @Nullable String sha256,
        @Nullable String md5,
        long version,
        Instant modifiedAt,
        boolean trashed,
        @Nullable String exportedAs,
        @Nullable Handle target,
        @Nullable String resourceKey,
        @Nullable String driveId,
        boolean maySeePermissions,
        @Nullable Set<Grant> grants,
        boolean mayDownload,
        @Nullable URI link) {
    public DriveItem {
        grants = grants == null ? null : Set.copyOf(grants);
        if ((kind == Kind.SHORTCUT) != (target != null)) {
            throw new IllegalArgumentException("A shortcut, and nothing else, has a target");
        }
    }

    public enum Kind {
        FOLDER,
        /// Bytes that can be downloaded as they are.
        FILE,
        /// A document that exists on the drive only and can at most be exported.
        NATIVE,
        SHORTCUT
    }

    /// Differs when the bytes do, as far as the drive tells: by its checksum, or by the time of the
    /// last edit for what has none.
    String content() {
        if (sha256 != null) {
            return "sha256:" + sha256;
        }
        return md5 != null
                ? "md5:" + md5
                : "edited:"
                        + modifiedAt.toEpochMilli()
                        + Objects.requireNonNullElse(exportedAs, "");
    }

    /// The same item, with the resource key that somebody else told of it.
    DriveItem with(Handle handle) {
        return new DriveItem(
                id,
                name,
                parent,
                kind,
                mimeType,
                size,
                sha256,
                md5,
                version,
                modifiedAt,
                trashed,
                exportedAs,
                target,
                handle.resourceKey(),
                driveId,
                maySeePermissions,
                grants,
                mayDownload,
                link);
    }

    public Handle handle() {
        return new Handle(id, resourceKey);
    }
}
