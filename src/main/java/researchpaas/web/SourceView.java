package researchpaas.web;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.ingest.Jobs.Job;
import researchpaas.source.DriveConnection;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.SetUpDrives;
import researchpaas.source.ShowSources.Source;
import researchpaas.source.ShowSources.Standing;
import researchpaas.source.SourceLedger.Fate;

/// A source as pages show it.
///
/// @param label what people called it; empty where the name says it
/// @param standing its constant
/// @param trouble why its latest scan failed; empty when it did not
/// @param job the scan that waits or runs
/// @param folders that are followed; empty where there are none to tell
/// @param visible who sees its files; absent where the page need not tell
/// @param account by which the drive knows the person who agreed; empty for other sources
/// @param mine whether this reader connected it
/// @param changeable whether this reader may choose folders and visibility
/// @param removable whether this reader may take it out
record SourceView(
        String id,
        String label,
        SourceName name,
        String standing,
        String tone,
        String trouble,
        @Nullable JobView job,
        @Nullable When scanned,
        List<FateView> fates,
        List<FolderView> folders,
        @Nullable AudienceView visible,
        String account,
        boolean drive,
        boolean followed,
        boolean mine,
        boolean changeable,
        boolean removable) {

    static SourceView of(Source source, Reader reader, String trouble, ZoneId zone) {
        DriveConnection connection = source.connection();
        Job latest = source.latest();
        Job active = latest != null && latest.isActive() ? latest : null;
        boolean changeable =
                connection != null
                        && !connection.leaving()
                        && SetUpDrives.mayChange(connection, reader);
        return new SourceView(
                String.valueOf(source.id().value()),
                connection == null ? "" : connection.label(),
                SourceName.of(source.name()),
                source.standing().name(),
                tone(source.standing()),
                trouble,
                active == null ? null : JobView.of(active, "", "", zone),
                latest == null || active != null ? null : When.of(latest.endedAt(), zone),
                Arrays.stream(Fate.values())
                        .map(fate -> new FateView(fate.name(), source.count(fate)))
                        .toList(),
                FolderView.of(source),
                AudienceView.of(source),
                connection != null && connection.login() instanceof Login.Consent consent
                        ? consent.address()
                        : "",
                source.isDrive(),
                source.followed(),
                connection != null && connection.login() instanceof Login.Consent && changeable,
                changeable,
                connection != null && !connection.leaving());
    }

    /// The class that colours its badge.
    private static String tone(Standing standing) {
        return switch (standing) {
            case FINE -> "done";
            case SCANNING, WAITING, LEAVING, LEFT -> "";
            case TROUBLE, TO_RECONNECT, TO_SET_UP -> "failed";
        };
    }

    public boolean active() {
        return job != null;
    }

    public long files() {
        return fates.stream().mapToLong(FateView::files).sum();
    }

    /// @param fate its constant
    record FateView(String fate, long files) {}

    /// @param name the id, where no name is known
    record FolderView(String name, String link) {
        private static final String PLACE = "https://drive.google.com/drive/folders/";

        static List<FolderView> of(Source source) {
            DriveConnection connection = source.connection();
            if (connection != null) {
                return connection.roots().stream()
                        .map(root -> new FolderView(root.name(), PLACE + root.id()))
                        .toList();
            }
            return source.rules() == null
                    ? List.of()
                    : source.rules().roots().stream()
                            .map(id -> new FolderView(id, PLACE + id))
                            .toList();
        }
    }
}
