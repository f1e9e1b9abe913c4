package researchpaas.ingest.googledrive;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import researchpaas.account.Address;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;

/// The service account's key, whether Google takes it, and whether each folder is shared with it.
@EnableConfigurationProperties(GoogleDriveSettings.class)
final class CheckGoogleDrive implements Check {
    private static final Login LOGIN = new Login.ServiceAccount();

    private final GoogleDriveSettings settings;
    private final Clock clock;

    CheckGoogleDrive(GoogleDriveSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Diagnosis> look() {
        List<String> folders =
                settings.folderIds().stream()
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList();
        if (!settings.hasKey()) {
            return List.of(
                    folders.isEmpty() && settings.groupsBy().isBlank()
                            ? Diagnosis.notChecked(Topic.DRIVE, "drive.off")
                            : Diagnosis.wrong(Topic.DRIVE, "drive.noKey"));
        }
        GoogleDriveAccounts accounts = new GoogleDriveAccounts(settings, clock, DriveWatch.none());
        try {
            return look(accounts, folders);
        } finally {
            accounts.close();
        }
    }

    private List<Diagnosis> look(GoogleDriveAccounts accounts, List<String> folders) {
        Optional<String> address = accounts.serviceAccount();
        if (address.isEmpty()) {
            return List.of(Diagnosis.wrong(Topic.DRIVE, "drive.KEY_UNUSABLE", ""));
        }
        List<Diagnosis> found = new ArrayList<>();
        try {
            found.add(Diagnosis.ok(Topic.DRIVE, "drive.account", accounts.addressOf(LOGIN)));
            if (folders.isEmpty()) {
                found.add(Diagnosis.notChecked(Topic.DRIVE, "drive.noFolders"));
            }
            for (String folder : folders) {
                found.add(folder(accounts, folder, address.get()));
            }
        } catch (DriveTrouble e) {
            found.add(trouble(e));
        }
        if (!settings.groupsBy().isBlank()) {
            found.add(groups());
        }
        return found;
    }

    private static Diagnosis folder(GoogleDriveAccounts accounts, String id, String address) {
        Rules rules =
                new Rules(List.of(id), new Visibility.Fixed(Set.of()), Duration.ofMinutes(1), 1);
        FollowedDrive drive = accounts.open("doctor", LOGIN, rules);
        Optional<DriveItem> item = drive.item(new Handle(id, null));
        if (item.isEmpty()) {
            return Diagnosis.wrong(Topic.DRIVE, "drive.ROOT_NOT_SHARED", id, address);
        }
        return item.get().kind() == DriveItem.Kind.FOLDER && !item.get().trashed()
                ? Diagnosis.ok(Topic.DRIVE, "drive.folder", id)
                : Diagnosis.wrong(Topic.DRIVE, "drive.noFolder", id);
    }

    /// The administrator himself is somebody whom the directory must know.
    private Diagnosis groups() {
        Optional<Address> administrator = Address.parse(settings.groupsBy());
        if (administrator.isEmpty()) {
            return Diagnosis.wrong(Topic.DRIVE, "drive.groupsAddress");
        }
        GoogleDirectory directory =
                new GoogleDirectory(settings, _ -> Set.of(), clock, DriveWatch.none());
        try {
            directory.immediate(administrator.get());
            return Diagnosis.ok(Topic.DRIVE, "drive.groups");
        } catch (DriveTrouble e) {
            return Diagnosis.wrong(
                    Topic.DRIVE, "drive.groupsRefused", e.kind(), GoogleDirectory.SCOPE);
        } finally {
            directory.close();
        }
    }

    private static Diagnosis trouble(DriveTrouble e) {
        String about = e.about() == null ? "?" : e.about();
        return switch (e.kind()) {
            case API_NOT_ENABLED, KEY_UNUSABLE, SCOPE_MISSING, QUOTA_EXHAUSTED ->
                    Diagnosis.wrong(Topic.DRIVE, "drive." + e.kind(), about, ServiceKey.DRIVE);
            // no file is asked for: it is the account that may not
            case DOWNLOAD_FORBIDDEN ->
                    Diagnosis.wrong(Topic.DRIVE, "drive.SCOPE_MISSING", about, ServiceKey.DRIVE);
            case ROOT_NOT_SHARED,
                    CURSOR_REFUSED,
                    CONSENT_REVOKED,
                    CONSENT_TESTING_EXPIRED,
                    TOO_LARGE_TO_EXPORT,
                    UNAVAILABLE ->
                    Diagnosis.warning(Topic.DRIVE, "drive.UNAVAILABLE");
        };
    }
}
