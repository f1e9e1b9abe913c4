package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;

@RestController
@Tag(name = "Import", description = "Scan the library's sources and see what became of each file.")
class IngestApi {
    private static final int SHOWN_JOBS = 20;

    private final IngestLibrary ingest;
    private final Jobs jobs;
    private final MessageSource messages;

    IngestApi(IngestLibrary ingest, Jobs jobs, MessageSource messages) {
        this.ingest = ingest;
        this.jobs = jobs;
        this.messages = messages;
    }

    @PostMapping("/documents/ingest")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Start a scan",
            description =
                    "Answers at once; each source's scan goes on as a job, across restarts too. The counts of this answer are those at its start: follow the url of each of jobs.")
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
        List<JobJson> started = ingest.start().stream().map(job -> json(job, locale)).toList();
        return new Started(
                true,
                messages.getMessage("ingest.started", null, locale),
                0,
                0,
                new Details(0, 0, 0, 0),
                started.getFirst(),
                started);
    }

    @GetMapping("/documents/ingest")
    @Operation(summary = "The latest scans, newest first")
    JobList latest(@Parameter(hidden = true) Locale locale) {
        return new JobList(jobs.latest(SHOWN_JOBS).stream().map(job -> json(job, locale)).toList());
    }

    @GetMapping("/documents/ingest/{id}")
    @Operation(summary = "One scan with what became of each file")
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
                files.stream().map(file -> FileJson.of(file, sentence(locale))).toList());
    }

    private JobJson json(Job job, Locale locale) {
        return JobJson.of(job, sentence(locale));
    }

    private Function<Reason, String> sentence(Locale locale) {
        return reason ->
                messages.getMessage(
                        "reason." + reason.code().name(), reason.details().toArray(), locale);
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
                            description =
                                    "A fixed word for programs, for example TOO_LARGE; null when nothing was wrong.")
                    @Nullable String reason,
            @Schema(
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
