package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;

class CheckGoogleDriveTest {
    private static final String OWNER = "owner@university.ac.jp";

    private final FakeDrive fake = new FakeDrive();
    private final String key = fake.serviceAccount(GoogleDrives.ACCOUNT);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void tellsWhichFolderIsNotShared() {
        String shared = fake.world().folder(fake.world().myDrive(OWNER), "Papers");
        String kept = fake.world().folder(fake.world().myDrive(OWNER), "Private");
        String file = fake.world().text(shared, "a.txt", "A lamp.");
        fake.world().share(shared, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));

        List<Diagnosis> found =
                look(
                        Map.of(
                                "GOOGLE_DRIVE_FOLDER_IDS",
                                shared + ", " + kept + "," + file + ",nonsense"));

        assertThat(keys(found))
                .containsExactly(
                        "drive.account",
                        "drive.folder",
                        "drive.ROOT_NOT_SHARED",
                        "drive.noFolder",
                        "drive.ROOT_NOT_SHARED");
        assertThat(found.get(2).values()).containsExactly(kept, GoogleDrives.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ENABLED, drive.API_NOT_ENABLED",
        "FORBIDDEN, drive.SCOPE_MISSING",
        "DAILY_LIMIT, drive.QUOTA_EXHAUSTED",
        "INTERNAL_ERROR, drive.UNAVAILABLE"
    })
    void tellsWhyGoogleSaysNo(Fault fault, String expected) {
        fake.faults().always(Call.ABOUT, fault);

        assertThat(keys(look(Map.of("GOOGLE_DRIVE_FOLDER_IDS", "x")))).containsExactly(expected);
    }

    @Test
    void tellsOfAKeyThatIsNoneOrWasDeleted() {
        assertThat(keys(look(Map.of("GOOGLE_DRIVE_CREDENTIALS_JSON", "{}"))))
                .containsExactly("drive.KEY_UNUSABLE");
        fake.forgetServiceAccount(GoogleDrives.ACCOUNT);
        assertThat(keys(look(Map.of()))).containsExactly("drive.KEY_UNUSABLE");
    }

    @Test
    void tellsOfAMissingKeyOnlyWhereOneIsNeeded() {
        assertThat(
                        keys(
                                look(
                                        Map.of(
                                                "GOOGLE_DRIVE_CREDENTIALS_JSON", "",
                                                "GOOGLE_DRIVE_FOLDER_IDS", "x"))))
                .containsExactly("drive.noKey");
        assertThat(keys(look(Map.of("GOOGLE_DRIVE_CREDENTIALS_JSON", ""))))
                .containsExactly("drive.off");
    }

    @Test
    void asksTheDirectoryWhereItIsToTellGroups() {
        Map<String, String> groups = Map.of("GOOGLE_DRIVE_GROUPS_SUBJECT", OWNER);
        fake.delegate(GoogleDrives.ACCOUNT);
        assertThat(keys(look(groups)))
                .containsExactly("drive.account", "drive.noFolders", "drive.groupsRefused");

        fake.delegate(GoogleDrives.ACCOUNT, GoogleDirectory.SCOPE);
        assertThat(keys(look(groups)))
                .containsExactly("drive.account", "drive.noFolders", "drive.groups");
    }

    private List<Diagnosis> look(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>();
        variables.put("GOOGLE_DRIVE_CREDENTIALS_JSON", key);
        variables.put("GOOGLE_API_ROOT_URL", fake.rootUrl());
        variables.put("GOOGLE_TOKEN_URL", fake.tokenUrl());
        // as doctor sets it
        variables.put("RESEARCHPAAS_GOOGLEDRIVE_TRIES", "2");
        variables.putAll(changed);
        GoogleDriveSettings settings =
                SettingsOf.bound(
                        variables, "research-paas.google-drive", GoogleDriveSettings.class);
        return new CheckGoogleDrive(settings, Clock.systemUTC()).look();
    }

    private static List<String> keys(List<Diagnosis> found) {
        return found.stream().map(Diagnosis::key).toList();
    }
}
