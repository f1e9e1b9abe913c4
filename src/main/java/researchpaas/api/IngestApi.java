package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import researchpaas.account.CheckRight;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.api.ApiErrors.Problem;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;

@RestController
@Tag(name = "Import", description = "Scan the library's sources and see what became of each file.")
class IngestApi {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final int SHOWN_JOBS = 20;

    private final IngestLibrary ingest;
    private final Jobs jobs;
    private final JobStreams streams;
    private final DescribeJob description;
    private final CurrentReader current;
    private final CheckRight rights;
    private final AuditLog audit;
    private final MessageSource messages;

    IngestApi(
            IngestLibrary ingest,
            Jobs jobs,
            JobStreams streams,
            DescribeJob description,
            CurrentReader current,
            CheckRight rights,
            AuditLog audit,
            MessageSource messages) {
        this.ingest = ingest;
        this.jobs = jobs;
        this.streams = streams;
        this.description = description;
        this.current = current;
        this.rights = rights;
        this.audit = audit;
        this.messages = messages;
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/documents/ingest")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Start a scan",
            description =
                    "Answers at once; each source's scan goes on as a job, across restarts too. The counts of this answer are those at its start: follow the url of each of jobs.")
    @ApiResponse(responseCode = "202", description = "The scans wait or run.")
    @ApiResponse(
            responseCode = "400",
            description = "source_path is not empty.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    Started start(
            @RequestParam(name = "source_path", required = false)
                    @Parameter(
                            description =
                                    "Accepted for old callers and must be empty: the folder is part of the configuration (DATA_DIR_PATH).")
                    @Nullable String sourcePath,
            @Parameter(hidden = true) Locale locale) {
        if (!Parameters.clean(sourcePath).isEmpty()) {
            // whoever may call this must not choose what the server reads
            throw new BadParameter("error.sourcePath", "source_path");
        }
        List<Job> scans = ingest.start();
        scans.forEach(this::record);
        List<JobJson> started = scans.stream().map(job -> json(job, locale)).toList();
        return new Started(
                true,
                messages.getMessage("ingest.started", null, locale),
                0,
                0,
                new Details(0, 0, 0, 0),
                started.getFirst(),
                started);
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/documents/ingest")
    @Operation(summary = "The latest scans, newest first")
    JobList latest(@Parameter(hidden = true) Locale locale) {
        return new JobList(jobs.latest(SHOWN_JOBS).stream().map(job -> json(job, locale)).toList());
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/documents/ingest/{id}")
    @Operation(summary = "One scan with what became of each file")
    @ApiResponse(responseCode = "200", description = "The scan as it is now.")
    @ApiResponse(
            responseCode = "400",
            description = "A parameter is out of its range.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such scan.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    JobWithFiles job(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "0", defaultValue = "0")
                    @Nullable String offset,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit,
            @Parameter(hidden = true) Locale locale) {
        Job job = jobs.find(Parameters.id("id", id)).orElseThrow(NotHere::new);
        List<FileReport> files =
                jobs.files(
                        job.id(),
                        Parameters.wholeNumber("offset", offset, 0, 0, Integer.MAX_VALUE),
                        Parameters.wholeNumber("limit", limit, 100, 1, 1000));
        return new JobWithFiles(
                json(job, locale),
                files.stream()
                        .map(file -> FileJson.of(file, description.sentences(locale)))
                        .toList());
    }

    @Requires(Permission.ADMIN)
    @GetMapping(
            path = "/documents/ingest/{id}/events",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "One scan, live",
            description =
                    "Server-Sent Events: the scan as it is now, then again whenever it changed, at most twice a second; a comment as a heartbeat every 5 seconds. Ends with the scan, or after half an hour. A browser would then connect again: close the stream once the state is done or failed. 503 when too many listen already.")
    @ApiResponse(
            responseCode = "200",
            description = "The events; each one's data is the scan.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = JobJson.class)))
    @ApiResponse(
            responseCode = "503",
            description = "Too many listen already: ask for the scan itself from time to time.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such scan.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    ResponseEntity<SseEmitter> events(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @Parameter(hidden = true) Locale locale) {
        Job job = jobs.find(Parameters.id("id", id)).orElseThrow(NotHere::new);
        Reader reader = current.reader();
        BooleanSupplier standing = current.standing();
        SseEmitter events =
                streams.follow(
                        job.id(),
                        () -> standing.getAsBoolean() && rights.stillHas(reader, Permission.ADMIN),
                        now -> description.describe(now, reader, locale));
        // a proxy that gathers what it passes on would make it late
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(events);
    }

    private void record(Job job) {
        audit.record(
                AuditEvent.done(
                        AuditAction.SYNC_STARTED,
                        current.actor(),
                        Subject.of(Subject.Kind.SOURCE, job.source())));
    }

    private JobJson json(Job job, Locale locale) {
        return description.describe(job, current.reader(), locale);
    }

    /// The existing API's answer, with the job.
    @Schema(name = "IngestStarted")
    record Started(
            boolean success,
            String message,
            @JsonProperty("processed_files") int processedFiles,
            @JsonProperty("failed_files") int failedFiles,
            Details details,
            @Schema(description = "The first of jobs, for callers that follow one.") JobJson job,
            @Schema(description = "One scan for each source of the library.") List<JobJson> jobs) {}

    @Schema(name = "IngestDetails")
    record Details(
            int datasets,
            int papers,
            int posters,
            @JsonProperty("execution_time") double executionTime) {}

    @Schema(name = "Jobs")
    record JobList(List<JobJson> jobs) {}

    @Schema(name = "JobWithFiles")
    record JobWithFiles(@JsonUnwrapped JobJson job, List<FileJson> files) {}

    @Schema(name = "FileReport")
    record FileJson(
            String path,
            @Schema(
                            allowableValues = {
                                "published",
                                "unchanged",
                                "moved",
                                "removed",
                                "skipped",
                                "failed"
                            })
                    String outcome,
            @Schema(
                            types = {"string", "null"},
                            description =
                                    "A fixed word for programs, for example TOO_LARGE; null when nothing was wrong.")
                    @Nullable String reason,
            @Schema(
                            types = {"string", "null"},
                            description =
                                    "The reason as a sentence that says what to do, in the language asked for.")
                    @Nullable String message) {

        static FileJson of(FileReport file, Function<Reason, String> sentence) {
            Reason reason = file.reason();
            return new FileJson(
                    file.path(),
                    file.outcome().name().toLowerCase(Locale.ROOT),
                    reason == null ? null : reason.code().name(),
                    reason == null ? null : sentence.apply(reason));
        }
    }
}
