package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.api.SourceJson.LineJson;
import researchpaas.document.FileId;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.DriveConnection;
import researchpaas.source.SetUpDrives;
import researchpaas.source.SetUpDrives.Choice;
import researchpaas.source.SetUpDrives.Outcome;
import researchpaas.source.ShowSources;
import researchpaas.source.ShowSources.Source;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.TryAgain;
import researchpaas.source.VisibilityChoice;
import researchpaas.source.VisibilityChoice.Kind;

@RestController
@Tag(
        name = "Sources",
        description =
                "Where the library's files come from, and what became of each. Administrators see all; others who may share, the drives that they connected.")
class SourcesApi {
    private static final String MIRROR = "mirror";
    private static final Map<String, Fate> FATES =
            Arrays.stream(Fate.values()).collect(Collectors.toMap(Fate::word, Function.identity()));

    private final ShowSources sources;
    private final SetUpDrives drives;
    private final TryAgain again;
    private final DescribeJob description;
    private final CurrentReader current;

    SourcesApi(
            ShowSources sources,
            SetUpDrives drives,
            TryAgain again,
            DescribeJob description,
            CurrentReader current) {
        this.sources = sources;
        this.drives = drives;
        this.again = again;
        this.description = description;
        this.current = current;
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/sources")
    @Operation(summary = "Every source and how it is")
    SourceList all(@Parameter(hidden = true) Locale locale) {
        Reader reader = reader();
        return new SourceList(
                sources.all(reader).stream().map(source -> json(source, reader, locale)).toList());
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/sources/{id}")
    @Operation(summary = "One source")
    SourceJson one(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @Parameter(hidden = true) Locale locale) {
        return json(find(id), reader(), locale);
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/sources/{id}/files")
    @Operation(
            summary = "The ledger: what became of each file",
            description = "In the order of the paths. total counts the files in this state.")
    FileList files(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(allowableValues = {"read", "waiting", "skipped", "failed"})
                    @Nullable String state,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "0", defaultValue = "0")
                    @Nullable String offset,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit,
            @Parameter(hidden = true) Locale locale) {
        Source source = find(id);
        Fate fate = fate(state);
        Function<Reason, String> sentences = description.sentences(locale);
        return new FileList(
                sources
                        .files(
                                source.id(),
                                fate,
                                Parameters.wholeNumber("offset", offset, 0, 0, Integer.MAX_VALUE),
                                Parameters.wholeNumber("limit", limit, 100, 1, 1000))
                        .stream()
                        .map(line -> LineJson.of(line, sentence(line.reason(), sentences)))
                        .toList(),
                fate == null ? source.files() : source.count(fate));
    }

    @Requires(Permission.READ)
    @PostMapping("/api/v1/sources/{id}/scan")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Scan a source, and try all again that failed",
            description = "Answers at once; the scan is the job of the answer.")
    SourceJson scan(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @Parameter(hidden = true) Locale locale) {
        if (!again.all(current.actor(), reader(), new SourceId(Parameters.id("id", id)))) {
            throw new NotHere();
        }
        return one(id, locale);
    }

    @Requires(Permission.READ)
    @PostMapping("/api/v1/sources/{id}/files/{file}/try-again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Try one file again that failed or was skipped",
            description = "404, too, when there is nothing to try.")
    SourceJson tryAgain(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @PathVariable @Schema(type = "integer", minimum = "1") String file,
            @Parameter(hidden = true) Locale locale) {
        if (!again.one(
                current.actor(),
                reader(),
                new SourceId(Parameters.id("id", id)),
                new FileId(Parameters.id("file", file)))) {
            throw new NotHere();
        }
        return one(id, locale);
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/v1/sources")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Follow Google Drive folders that are shared with the service account",
            description =
                    "Asks the drive for each folder. A person's own drive is connected on the page /sources, since the person must agree at Google.")
    @ApiResponse(responseCode = "201", description = "It is followed; its first scan waits.")
    SourceJson add(
            @RequestParam(required = false) @Schema(description = "What people call it.")
                    @Nullable String label,
            @RequestParam(required = false)
                    @Schema(
                            description =
                                    "Id or address of a folder or shared drive; may be repeated.")
                    @Nullable List<String> folder,
            @RequestParam(name = "visible_to", required = false)
                    @Schema(
                            description =
                                    "mirror, or principals separated by commas. There is no default.")
                    @Nullable String visibleTo,
            @RequestParam(name = "otherwise_visible_to", required = false)
                    @Schema(
                            description =
                                    "With mirror: principals who see files of which the drive does not tell.")
                    @Nullable String otherwise,
            @RequestParam(name = "link_shares", required = false)
                    @Schema(type = "boolean", defaultValue = "false")
                    @Nullable String linkShares,
            @Parameter(hidden = true) Locale locale) {
        Choice choice = choice(label, folder, visibleTo, otherwise, linkShares);
        return answer(drives.add(current.actor(), reader(), choice), locale);
    }

    @Requires(Permission.READ)
    @PutMapping("/api/v1/sources/{id}")
    @Operation(summary = "Choose folders and visibility anew")
    SourceJson change(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable List<String> folder,
            @RequestParam(name = "visible_to", required = false) @Nullable String visibleTo,
            @RequestParam(name = "otherwise_visible_to", required = false)
                    @Nullable String otherwise,
            @RequestParam(name = "link_shares", required = false)
                    @Schema(type = "boolean", defaultValue = "false")
                    @Nullable String linkShares,
            @Parameter(hidden = true) Locale locale) {
        Choice choice = choice(label, folder, visibleTo, otherwise, linkShares);
        return answer(
                drives.change(current.actor(), reader(), connection(id).id(), choice), locale);
    }

    @Requires(Permission.READ)
    @DeleteMapping("/api/v1/sources/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a drive out of the library",
            description =
                    "Its documents are hidden at once. A person's consent is revoked at Google. Sources of the configuration are taken out there.")
    void remove(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        if (drives.remove(current.actor(), reader(), connection(id).id())
                instanceof Outcome.Refused) {
            throw new NotHere();
        }
    }

    private static Choice choice(
            @Nullable String label,
            @Nullable List<String> folders,
            @Nullable String visibleTo,
            @Nullable String otherwise,
            @Nullable String linkShares) {
        String visible = Parameters.clean(visibleTo);
        boolean mirror = visible.equals(MIRROR);
        Kind kind = visible.isEmpty() ? null : mirror ? Kind.MIRRORED : Kind.FIXED;
        return new Choice(
                Parameters.clean(label),
                folders == null ? List.of() : folders,
                new VisibilityChoice(
                        kind,
                        mirror ? Parameters.clean(otherwise) : visible,
                        Parameters.flag("link_shares", linkShares)));
    }

    private SourceJson answer(Outcome outcome, Locale locale) {
        return switch (outcome) {
            case Outcome.Done(DriveConnection connection) -> {
                Reader reader = reader();
                yield sources.all(reader).stream()
                        .filter(source -> source.name().equals(connection.source()))
                        .findFirst()
                        .map(source -> json(source, reader, locale))
                        .orElseThrow(NotHere::new);
            }
            case Outcome.Refused(SetUpDrives.Why why, String about) ->
                    throw new NotDone(status(why), "sources.refused." + why, about);
            case Outcome.Troubled(Reason reason) ->
                    throw new NotDone(
                            HttpStatus.CONFLICT,
                            "reason." + reason.code(),
                            reason.details().toArray());
        };
    }

    static HttpStatus status(SetUpDrives.Why why) {
        return switch (why) {
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case NO_KEY, FOLLOWED -> HttpStatus.CONFLICT;
            case LABEL, FOLDERS, NO_FOLDER, VISIBILITY, NOBODY -> HttpStatus.BAD_REQUEST;
        };
    }

    private DriveConnection connection(String id) {
        DriveConnection connection = find(id).connection();
        if (connection == null) {
            throw new NotHere();
        }
        return connection;
    }

    private static @Nullable Fate fate(@Nullable String state) {
        return Parameters.setOf("state", state == null ? null : List.of(state), FATES).stream()
                .findFirst()
                .orElse(null);
    }

    private Source find(String id) {
        return sources.find(new SourceId(Parameters.id("id", id)), reader())
                .orElseThrow(NotHere::new);
    }

    private Reader reader() {
        Reader reader = current.reader();
        if (!ShowSources.concerns(reader)) {
            throw new NotHere();
        }
        return reader;
    }

    private SourceJson json(Source source, Reader reader, Locale locale) {
        Job latest = source.latest();
        Reason trouble =
                latest != null && latest.state() == JobState.FAILED ? latest.trouble() : null;
        return SourceJson.of(
                source,
                sentence(trouble, description.sentences(locale)),
                latest == null ? null : description.describe(latest, reader, locale));
    }

    private static @Nullable String sentence(
            @Nullable Reason reason, Function<Reason, String> sentences) {
        return reason == null ? null : sentences.apply(reason);
    }

    @Schema(name = "Sources")
    record SourceList(List<SourceJson> sources) {}

    @Schema(name = "SourceFiles")
    record FileList(List<LineJson> files, long total) {}
}
