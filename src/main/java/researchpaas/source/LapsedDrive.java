package researchpaas.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.FollowedDrive;

/// A drive whose consent is not to be had any more. It is followed all the same, so that its scans
/// say that somebody must agree again, and never that there are no files.
record LapsedDrive(String name, Rules rules) implements FollowedDrive {
    @Override
    public String startCursor(Corpus corpus) {
        throw lapsed();
    }

    @Override
    public ItemPage children(Corpus corpus, List<Handle> folders, @Nullable String pageToken) {
        throw lapsed();
    }

    @Override
    public ChangePage changes(Corpus corpus, String cursor) {
        throw lapsed();
    }

    @Override
    public Optional<DriveItem> item(Handle item) {
        throw lapsed();
    }

    @Override
    public Grants permissions(DriveItem item) {
        throw lapsed();
    }

    @Override
    public LocalCopy fetch(DriveItem item) {
        throw lapsed();
    }

    private static DriveTrouble lapsed() {
        return new DriveTrouble(DriveTrouble.Kind.CONSENT_REVOKED, null);
    }
}
