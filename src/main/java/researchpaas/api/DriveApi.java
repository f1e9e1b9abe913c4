package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;
import researchpaas.source.DriveCalls;
import researchpaas.source.DriveCalls.Answer;
import researchpaas.source.DriveCalls.Folder;
import researchpaas.source.SetUpDrives;
import researchpaas.source.ShowSources.Source;
import researchpaas.source.SourceLedger.Fate;

@RestController
@Tag(
        name = "Google Drive (existing calls)",
        description =
                "The existing system's calls, with real values, for the drives that the service account follows. New programs use Sources.")
class DriveApi {
    /// What the existing system could sync by itself. Here a drive is always followed as a whole.
    private static final Map<String, Boolean> FOLDER_TYPES =
            Map.of("all", true, "datasets", true, "papers", true, "posters", true);

    private final DriveCalls drives;
    private final DescribeJob description;
    private final CurrentReader current;
    private final MessageSource messages;

    DriveApi(
            DriveCalls drives,
            DescribeJob description,
            CurrentReader current,
            MessageSource messages) {
        this.drives = drives;
        this.description = description;
        this.current = current;
        this.messages = messages;
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/sync/google-drive")
    @Operation(
            summary = "Sync Google Drive now",
            description =
                    "Answers at once; the sync goes on as jobs. files_processed and errors are those of each drive's job so far. Every kind of folder is synced, whatever folder_type says.")
    Synced sync(
            @RequestBody(required = false) @Nullable SyncRequest request,
            @Parameter(hidden = true) Locale locale) {
        if (request != null) {
            Parameters.oneOf("folder_type", request.folderType(), FOLDER_TYPES, true);
        }
        Set<String> folders =
                request == null || request.folderIds() == null
                        ? Set.of()
                        : Set.copyOf(request.folderIds());
        List<Job> jobs = drives.sync(current.reader(), folders);
        if (jobs.isEmpty()) {
            throw new NotDone(
                    folders.isEmpty() ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST,
                    folders.isEmpty() ? "drive.none" : "drive.notFollowed");
        }
        return new Synced(
                true,
                messages.getMessage("drive.started", null, locale),
                jobs.stream().mapToInt(DriveApi::processed).sum(),
                errors(jobs, locale),
                jobs.stream()
                        .map(job -> description.describe(job, current.reader(), locale))
                        .toList());
    }

    private static int processed(Job job) {
        return job.count(Outcome.PUBLISHED) + job.count(Outcome.MOVED);
    }

    private List<String> errors(List<Job> jobs, Locale locale) {
        List<String> errors = new ArrayList<>();
        for (Job job : jobs) {
            Reason trouble = job.state() == JobState.FAILED ? job.trouble() : null;
            if (trouble != null) {
                errors.add(description.sentences(locale).apply(trouble));
            }
        }
        return errors;
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/google-drive/status")
    @Operation(
            summary = "How Google Drive is connected",
            description = "enabled is false, with a message, when no drive is followed.")
    DriveStatus status(@Parameter(hidden = true) Locale locale) {
        List<Source> followed = drives.followed(current.reader());
        if (followed.isEmpty()) {
            return DriveStatus.disabled(messages.getMessage("drive.none", null, locale));
        }
        List<FolderJson> folders = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        long files = 0;
        for (Source source : followed) {
            folders.addAll(FolderJson.of(source));
            files += source.count(Fate.READ);
            Job latest = source.latest();
            if (latest != null) {
                errors.addAll(errors(List.of(latest), locale));
            }
        }
        return new DriveStatus(
                true,
                files,
                folders,
                folders.stream().map(FolderJson::id).toList(),
                folders,
                errors.isEmpty() ? null : errors.getFirst());
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/drive/folders")
    @Operation(
            summary = "The folders and shared drives that the service account sees",
            description = "Asks Google Drive; at most about a thousand.")
    Folders folders() {
        if (!drives.isConfigured()) {
            throw new NotDone(HttpStatus.CONFLICT, "sources.refused.NO_KEY");
        }
        try {
            return new Folders(drives.folders().stream().map(FolderJson::of).toList());
        } catch (DriveTrouble e) {
            throw notDone(e.reason());
        }
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/drive/set-folder")
    @Operation(
            summary = "Choose the folders that are followed",
            description =
                    "Files are visible to whoever may see them in Drive; PUT /api/v1/sources/{id} says it otherwise. 409 when GOOGLE_DRIVE_FOLDER_IDS sets other folders.")
    FoldersSet setFolder(@RequestBody(required = false) @Nullable SetFolderRequest request) {
        List<String> ids =
                request == null || request.folderIds() == null ? List.of() : request.folderIds();
        Reader reader = current.reader();
        return switch (drives.setFolders(current.actor(), reader, ids)) {
            case Answer.Done(List<String> folders) ->
                    new FoldersSet(true, folders, folders.getFirst());
            case Answer.Configured() -> throw new NotDone(HttpStatus.CONFLICT, "drive.configured");
            case Answer.NotDone(SetUpDrives.Outcome outcome) -> throw notDone(outcome);
        };
    }

    private static NotDone notDone(SetUpDrives.Outcome outcome) {
        return switch (outcome) {
            case SetUpDrives.Outcome.Refused(SetUpDrives.Why why, String about) ->
                    new NotDone(SourcesApi.status(why), "sources.refused." + why, about);
            case SetUpDrives.Outcome.Troubled(Reason reason) -> notDone(reason);
            case SetUpDrives.Outcome.Done done ->
                    throw new IllegalStateException("Done is no refusal: " + done);
        };
    }

    private static NotDone notDone(Reason reason) {
        return new NotDone(
                HttpStatus.CONFLICT, "reason." + reason.code(), reason.details().toArray());
    }

    @Schema(name = "DriveSyncRequest")
    record SyncRequest(
            @JsonProperty("folder_type")
                    @Schema(allowableValues = {"all", "datasets", "papers", "posters"})
                    @Nullable String folderType,
            @JsonProperty("folder_ids") @Nullable List<String> folderIds) {}

    @Schema(name = "DriveSynced")
    record Synced(
            boolean success,
            String message,
            @JsonProperty("files_processed") int filesProcessed,
            List<String> errors,
            List<JobJson> jobs) {}

    /// @param fileCount whose text is in the library
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DriveStatus")
    record DriveStatus(
            boolean enabled,
            @JsonProperty("file_count") @Nullable Long fileCount,
            @Nullable List<FolderJson> folders,
            @JsonProperty("configured_folder_ids") @Nullable List<String> configuredFolderIds,
            @JsonProperty("selected_folders") @Nullable List<FolderJson> selectedFolders,
            @Schema(description = "What is wrong, and what to do; null when all is well.")
                    @Nullable String message) {
        static DriveStatus disabled(String message) {
            return new DriveStatus(false, null, null, null, null, message);
        }
    }

    @Schema(name = "DriveFolders")
    record Folders(List<FolderJson> folders) {}

    @Schema(name = "DriveFolder")
    record FolderJson(String id, String name, List<String> parents) {
        static FolderJson of(Folder folder) {
            return new FolderJson(folder.id(), folder.name(), folder.parents());
        }

        static List<FolderJson> of(Source source) {
            return SourceJson.of(source, null, null).folders().stream()
                    .map(folder -> new FolderJson(folder.id(), folder.name(), List.of()))
                    .toList();
        }
    }

    @Schema(name = "DriveSetFolderRequest")
    record SetFolderRequest(@JsonProperty("folder_ids") @Nullable List<String> folderIds) {}

    @Schema(name = "DriveFoldersSet")
    record FoldersSet(
            boolean success,
            @JsonProperty("folder_ids") List<String> folderIds,
            @JsonProperty("primary_folder_id") String primaryFolderId) {}
}
