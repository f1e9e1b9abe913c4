package researchpaas.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveAccounts.SharedDrive;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.ingest.FollowedDrives;
import researchpaas.ingest.ForgetSource;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.DriveConnection.Root;
import researchpaas.source.VisibilityChoice.Read;

/// Adds, changes and takes out drives. An administrator does that with those that the configured
/// key reads; with the drive of a person, that person, and an administrator may take it out. Who
/// sees the files is always said, never guessed.
@Component
public class SetUpDrives {
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_FOLDERS = 20;

    /// An id, or an address that a browser shows.
    private static final Pattern FOLDER =
            Pattern.compile(
                    "(?:https://drive\\.google\\.com/\\S*?(?:/folders/|[?&]id=))?([A-Za-z0-9_-]{5,200})(?:[/?#&]\\S*)?");

    private final DriveConnections connections;
    private final ConnectedDrives connected;
    private final List<FollowedDrives> followed;
    private final DriveAccounts drives;
    private final ConsentTokens tokens;
    private final IngestLibrary ingest;
    private final ForgetSource forget;
    private final Jobs jobs;
    private final AuditLog audit;

    SetUpDrives(
            DriveConnections connections,
            ConnectedDrives connected,
            List<FollowedDrives> followed,
            DriveAccounts drives,
            ConsentTokens tokens,
            IngestLibrary ingest,
            ForgetSource forget,
            Jobs jobs,
            AuditLog audit) {
        this.connections = connections;
        this.connected = connected;
        this.followed = followed;
        this.drives = drives;
        this.tokens = tokens;
        this.ingest = ingest;
        this.forget = forget;
        this.jobs = jobs;
        this.audit = audit;
    }

    /// The address that folders are to be shared with; absent when no usable key is configured.
    public Optional<String> serviceAccount() {
        return drives.serviceAccount();
    }

    /// Follows folders that are shared with the configured key's account.
    public Outcome add(Actor by, Reader reader, Choice choice) {
        if (!reader.may(Permission.ADMIN)) {
            return new Outcome.Refused(Why.NOT_ALLOWED, "");
        }
        if (drives.serviceAccount().isEmpty()) {
            return new Outcome.Refused(Why.NO_KEY, "");
        }
        return switch (check(choice, new DriveAccounts.Login.ServiceAccount(), null)) {
            case Checked.No(Outcome outcome) -> outcome;
            case Checked.Yes(List<Root> roots, Visibility visibility) ->
                    done(
                            by,
                            connections.add(
                                    choice.label().strip(),
                                    new Login.ServiceAccount(),
                                    reader.account(),
                                    roots,
                                    visibility),
                            "added");
        };
    }

    public Outcome change(Actor by, Reader reader, long id, Choice choice) {
        DriveConnection connection = connections.find(id).orElse(null);
        if (connection == null || connection.leaving() || !mayChange(connection, reader)) {
            return new Outcome.Refused(Why.UNKNOWN, "");
        }
        Optional<DriveAccounts.Login> login = connected.login(connection);
        if (login.isEmpty()) {
            return new Outcome.Troubled(Reason.of(Reason.Code.DRIVE_CONSENT_REVOKED));
        }
        return switch (check(choice, login.get(), connection)) {
            case Checked.No(Outcome outcome) -> outcome;
            case Checked.Yes(List<Root> roots, Visibility visibility) -> {
                connections.change(id, choice.label().strip(), roots, visibility);
                yield done(by, connections.find(id).orElse(connection), "changed");
            }
        };
    }

    /// Its files are hidden at once; what is left is cleared away by [#finishLeaving].
    public Outcome remove(Actor by, Reader reader, long id) {
        DriveConnection connection = connections.find(id).orElse(null);
        if (connection == null
                || !(mayChange(connection, reader) || reader.may(Permission.ADMIN))) {
            return new Outcome.Refused(Why.UNKNOWN, "");
        }
        connections.leave(id);
        forget.hide(connection.source());
        active(connection.source()).forEach(job -> jobs.cancel(job.id()));
        revoke(connection);
        record(by, connection, "removed");
        return new Outcome.Done(connection);
    }

    /// Clears away what is being taken out and no scan reads any more. Called from time to time; a
    /// kill loses nothing.
    public void finishLeaving() {
        for (DriveConnection connection : connections.all()) {
            if (connection.leaving()) {
                List<Job> active = active(connection.source());
                active.forEach(job -> jobs.cancel(job.id()));
                if (active.isEmpty()) {
                    forget.forget(connection.source());
                    tokens.forget(connection.source());
                    connections.remove(connection.id());
                }
            }
        }
    }

    /// Whether this reader says what is followed and who sees it. The drive of a person is that
    /// person's, whatever an administrator may do elsewhere.
    public static boolean mayChange(DriveConnection connection, Reader reader) {
        return switch (connection.login()) {
            case Login.ServiceAccount() -> reader.may(Permission.ADMIN);
            case Login.Consent _ ->
                    ShowSources.concerns(reader)
                            && Objects.equals(connection.owner(), reader.account());
        };
    }

    private List<Job> active(String source) {
        return jobs.latestOfEach().stream()
                .filter(job -> job.source().equals(source) && job.isActive())
                .toList();
    }

    /// The person may have done that already, and a drive that does not answer now must not keep
    /// anybody from leaving.
    private void revoke(DriveConnection connection) {
        if (connected.login(connection).orElse(null)
                instanceof DriveAccounts.Login.Consent consent) {
            try {
                drives.revoke(consent);
            } catch (DriveTrouble _) {
                // forgotten here in any case; the person's own page of consents shows it
            }
            tokens.forget(connection.source());
        }
    }

    private Outcome done(Actor by, DriveConnection connection, String what) {
        record(by, connection, what);
        ingest.pollAll();
        ingest.start(connection.source());
        return new Outcome.Done(connection);
    }

    private void record(Actor by, DriveConnection connection, String what) {
        audit.record(
                AuditEvent.done(
                                AuditAction.SETTINGS_CHANGED,
                                by,
                                Subject.of(Subject.Kind.SOURCE, connection.source()))
                        .with("what", what));
    }

    private Checked check(Choice choice, DriveAccounts.Login login, @Nullable DriveConnection own) {
        if (choice.label().isBlank() || choice.label().strip().length() > LONGEST_LABEL) {
            return no(Why.LABEL, "");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (String folder : choice.folders()) {
            Matcher matcher = FOLDER.matcher(folder.strip());
            if (!matcher.matches()) {
                return no(Why.NO_FOLDER, folder);
            }
            ids.add(matcher.group(1));
        }
        if (ids.isEmpty() || ids.size() > MOST_FOLDERS) {
            return no(Why.FOLDERS, String.valueOf(MOST_FOLDERS));
        }
        return switch (choice.visibility().read()) {
            case Read.Missing() -> no(Why.VISIBILITY, "");
            case Read.Unknown(String word) -> no(Why.NOBODY, word);
            case Read.Chosen(Visibility visibility) -> look(ids, visibility, login, own);
        };
    }

    private Checked look(
            Set<String> ids,
            Visibility visibility,
            DriveAccounts.Login login,
            @Nullable DriveConnection own) {
        Set<String> others =
                followed.stream()
                        .flatMap(some -> some.drives().stream())
                        .filter(drive -> own == null || !drive.name().equals(own.source()))
                        .flatMap(drive -> drive.rules().roots().stream())
                        .collect(Collectors.toSet());
        List<Root> roots = new ArrayList<>();
        try {
            List<SharedDrive> shared = drives.sharedDrives(login);
            for (String id : ids) {
                if (others.contains(id)) {
                    return no(Why.FOLLOWED, id);
                }
                String name = name(id, shared, login);
                if (name == null) {
                    return new Checked.No(
                            new Outcome.Troubled(Reason.of(Reason.Code.FOLDER_NOT_SHARED, id)));
                }
                if (name.isEmpty()) {
                    return no(Why.NO_FOLDER, id);
                }
                roots.add(new Root(id, name));
            }
        } catch (DriveTrouble e) {
            return new Checked.No(new Outcome.Troubled(e.reason()));
        }
        return new Checked.Yes(roots, visibility);
    }

    /// @return absent when it is not to be seen, empty when it is no folder
    private @Nullable String name(String id, List<SharedDrive> shared, DriveAccounts.Login login) {
        Optional<String> drive =
                shared.stream()
                        .filter(one -> one.id().equals(id))
                        .map(SharedDrive::name)
                        .findFirst();
        if (drive.isPresent()) {
            return drive.get();
        }
        DriveItem item = connected.look(login, id).item(new Handle(id, null)).orElse(null);
        if (item == null || item.trashed()) {
            return null;
        }
        return item.kind() == DriveItem.Kind.FOLDER ? item.name() : "";
    }

    private static Checked no(Why why, String about) {
        return new Checked.No(new Outcome.Refused(why, about));
    }

    private sealed interface Checked {
        record Yes(List<Root> roots, Visibility visibility) implements Checked {}

        record No(Outcome outcome) implements Checked {}
    }

    /// What somebody wants to be followed.
    ///
    /// @param folders ids, or addresses as the browser shows them
    public record Choice(String label, List<String> folders, VisibilityChoice visibility) {
        public Choice {
            folders = List.copyOf(folders);
        }
    }

    public sealed interface Outcome {
        record Done(DriveConnection connection) implements Outcome {}

        /// @param about the word that it is about; empty where there is none
        record Refused(Why why, String about) implements Outcome {}

        /// The drive does not let the library see it.
        record Troubled(Reason reason) implements Outcome {}
    }

    public enum Why {
        NOT_ALLOWED,
        /// There is none, or none that this person may change.
        UNKNOWN,
        /// No usable key is configured.
        NO_KEY,
        /// It needs a name of at most 100 characters.
        LABEL,
        /// It needs at least one folder, and not too many. About: how many.
        FOLDERS,
        /// About: what is no folder.
        NO_FOLDER,
        /// Another source follows it. About: the folder.
        FOLLOWED,
        /// Nobody said who sees the files.
        VISIBILITY,
        /// About: what names nobody.
        NOBODY
    }
}
