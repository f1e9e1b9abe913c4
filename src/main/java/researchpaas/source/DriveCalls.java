package researchpaas.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.FollowedDrive.ItemPage;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs.Job;
import researchpaas.source.SetUpDrives.Choice;
import researchpaas.source.SetUpDrives.Outcome;
import researchpaas.source.ShowSources.Source;

/// What callers of the earlier system know of Google Drive: one account, one choice of folders.
/// Here these are the drives that the service account follows; people's own are none of it.
@Component
public class DriveCalls {
    /// What the choice of folders is called when it comes by the earlier system's call.
    private static final String LABEL = "Google Drive";

    private static final int MOST_PAGES = 10;

    private final ShowSources sources;
    private final SetUpDrives drives;
    private final DriveAccounts accounts;
    private final DriveConnections connections;
    private final IngestLibrary ingest;

    DriveCalls(
            ShowSources sources,
            SetUpDrives drives,
            DriveAccounts accounts,
            DriveConnections connections,
            IngestLibrary ingest) {
        this.sources = sources;
        this.drives = drives;
        this.accounts = accounts;
        this.connections = connections;
        this.ingest = ingest;
    }

    public boolean isConfigured() {
        return accounts.serviceAccount().isPresent();
    }

    /// The drives that this is about.
    public List<Source> followed(Reader reader) {
        return sources.all(reader).stream()
                .filter(source -> source.isDrive() && source.followed())
                .filter(source -> !isPersonal(source.connection()))
                .toList();
    }

    private static boolean isPersonal(@Nullable DriveConnection connection) {
        return connection != null && connection.login() instanceof DriveConnection.Login.Consent;
    }

    /// @param folders only the drives that follow one of these; none for all
    /// @return empty when no drive follows them
    public List<Job> sync(Reader reader, Set<String> folders) {
        return followed(reader).stream()
                .filter(source ->
                        folders.isEmpty() || roots(source).stream().anyMatch(folders::contains))
                .map(source -> ingest.tryAgain(source.name()))
                .toList();
    }

    public static List<String> roots(Source source) {
        return source.rules() == null ? List.of() : source.rules().roots();
    }

    /// Every folder that the service account sees, shared drives among them; a bounded number.
    ///
    /// @throws researchpaas.ingest.DriveTrouble when the drive does not tell
    public List<Folder> folders() {
        Login login = new Login.ServiceAccount();
        List<Folder> found = new ArrayList<>();
        accounts.sharedDrives(login)
                .forEach(drive -> found.add(new Folder(drive.id(), drive.name(), List.of())));
        String next = null;
        int pages = 0;
        do {
            ItemPage page = accounts.folders(login, next);
            page.items().forEach(item -> found.add(folder(item)));
            next = page.next();
        } while (next != null && ++pages < MOST_PAGES);
        return found;
    }

    private static Folder folder(DriveItem item) {
        return new Folder(
                item.id(), item.name(), item.parent() == null ? List.of() : List.of(item.parent()));
    }

    /// Follows these folders instead of those that the last call chose. The call does not say who
    /// sees them: whoever may see a file on the drive, until somebody says otherwise on the page.
    public Answer setFolders(Actor by, Reader reader, List<String> folders) {
        if (!reader.may(Permission.ADMIN)) {
            return new Answer.NotDone(new Outcome.Refused(SetUpDrives.Why.NOT_ALLOWED, ""));
        }
        List<Source> all = followed(reader);
        Set<String> wanted = new HashSet<>(folders);
        for (Source source : all) {
            if (source.connection() == null) {
                return wanted.equals(new HashSet<>(roots(source)))
                        ? new Answer.Done(roots(source))
                        : new Answer.Configured();
            }
        }
        DriveConnection chosen =
                connections.all().stream()
                        .filter(connection -> connection.label().equals(LABEL))
                        .filter(connection -> !connection.leaving() && !isPersonal(connection))
                        .findFirst()
                        .orElse(null);
        Choice choice = new Choice(LABEL, folders, VisibilityChoice.kept(chosen));
        Outcome outcome =
                chosen == null
                        ? drives.add(by, reader, choice)
                        : drives.change(by, reader, chosen.id(), choice);
        return outcome instanceof Outcome.Done(DriveConnection done)
                ? new Answer.Done(done.roots().stream().map(DriveConnection.Root::id).toList())
                : new Answer.NotDone(outcome);
    }

    public sealed interface Answer {
        record Done(List<String> folders) implements Answer {}

        /// The folders are part of the configuration.
        record Configured() implements Answer {}

        record NotDone(Outcome outcome) implements Answer {}
    }

    /// @param parents the folder that it lies in, where that may be seen
    public record Folder(String id, String name, List<String> parents) {}
}
