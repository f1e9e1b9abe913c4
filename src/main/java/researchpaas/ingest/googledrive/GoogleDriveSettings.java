package researchpaas.ingest.googledrive;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param credentialsJson a service account's key file itself (GOOGLE_DRIVE_CREDENTIALS_JSON)
/// @param credentialsPath where that file lies (GOOGLE_DRIVE_CREDENTIALS_PATH)
/// @param subject in whose name the service account acts; empty for its own (GOOGLE_DRIVE_SUBJECT)
/// @param clientId of the OAuth client that people connect their Drive with
/// @param folderIds folders and shared drives that are followed (GOOGLE_DRIVE_FOLDER_IDS)
/// @param syncInterval how often the change log is read; a bare number is seconds
///   (GOOGLE_DRIVE_SYNC_INTERVAL)
/// @param maxFileSize what is larger is not fetched (GOOGLE_DRIVE_MAX_FILE_SIZE_MB)
/// @param visibleTo `mirror` for whoever may see a file in Drive, else principals
///   (GOOGLE_DRIVE_VISIBLE_TO)
/// @param otherwiseVisibleTo principals for files of which Drive does not tell, with `mirror`
///   (GOOGLE_DRIVE_OTHERWISE_VISIBLE_TO)
/// @param linkShares whether a share by link makes a file visible to everybody
///   (GOOGLE_DRIVE_LINK_SHARES)
/// @param groupsBy the administrator's address in whose name groups are looked up; empty for no
///   look-up (GOOGLE_DRIVE_GROUPS_SUBJECT)
/// @param groupsRemembered how long a person's groups are believed
/// @param rootUrl of Google's APIs
/// @param tokenUrl where access tokens come from
/// @param revokeUrl where a consent is taken back
/// @param attempt how long one try of a call may take; of a download, how long nothing may arrive
/// @param call how long a call may take with its tries
/// @param download how long a file may take with its tries
/// @param tries of a call
/// @param firstWait after the first try; it doubles
/// @param longestWait between two tries
/// @param callsAtOnce by one account
/// @param unitsPerMinute of Google's quota that one account uses at most
/// @param unitsFor a call, by the method's name in Google's reference, for example `files.list`
/// @param unitsOtherwise for a call that is not named
@Validated
@ConfigurationProperties("research-paas.google-drive")
record GoogleDriveSettings(
        @NotNull @DefaultValue("") String credentialsJson,
        @Nullable Path credentialsPath,
        @NotNull @DefaultValue("") String subject,
        @NotNull @DefaultValue("") String clientId,
        @NotNull @DefaultValue("") String clientSecret,
        @NotNull @DefaultValue List<String> folderIds,
        @NotNull @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s") Duration syncInterval,
        @NotNull @DefaultValue("100MB") DataSize maxFileSize,
        @NotNull @DefaultValue("mirror") Set<String> visibleTo,
        @NotNull @DefaultValue Set<String> otherwiseVisibleTo,
        @DefaultValue("false") boolean linkShares,
        @NotNull @DefaultValue("") String groupsBy,
        @NotNull @DefaultValue("60s") Duration groupsRemembered,
        @NotNull @DefaultValue("https://www.googleapis.com/") URI rootUrl,
        @NotNull @DefaultValue("https://oauth2.googleapis.com/token") URI tokenUrl,
        @NotNull @DefaultValue("https://oauth2.googleapis.com/revoke") URI revokeUrl,
        @NotNull @DefaultValue("20s") Duration attempt,
        @NotNull @DefaultValue("90s") Duration call,
        @NotNull @DefaultValue("15m") Duration download,
        @Min(1) @DefaultValue("6") int tries,
        @NotNull @DefaultValue("500ms") Duration firstWait,
        @NotNull @DefaultValue("32s") Duration longestWait,
        @Min(1) @DefaultValue("4") int callsAtOnce,
        @Min(1) @DefaultValue("300000") int unitsPerMinute,
        @NotNull @DefaultValue Map<String, Integer> unitsFor,
        @Min(0) @DefaultValue("100") int unitsOtherwise) {

    boolean hasKey() {
        return !credentialsJson.isBlank()
                || (credentialsPath != null && !credentialsPath.toString().isBlank());
    }

    int units(String method) {
        return unitsFor.getOrDefault(method, unitsOtherwise);
    }

    /// Without keys, secrets and addresses.
    @Override
    public String toString() {
        return "GoogleDriveSettings[rootUrl=%s, folderIds=%d, credentialsJson=***, clientSecret=***]"
                .formatted(rootUrl, folderIds.size());
    }
}
