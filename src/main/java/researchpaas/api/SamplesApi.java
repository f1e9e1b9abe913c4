package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.api.ApiErrors.Problem;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.KeepSamples;

@RestController
@Tag(name = "Samples", description = "The sample documents, which only development has.")
class SamplesApi {
    private final KeepSamples samples;
    private final DescribeJob description;
    private final CurrentReader current;
    private final AuditLog audit;

    SamplesApi(
            KeepSamples samples, DescribeJob description, CurrentReader current, AuditLog audit) {
        this.samples = samples;
        this.description = description;
        this.current = current;
        this.audit = audit;
    }

    @Requires(Permission.ADMIN)
    @PutMapping("/samples")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Add the sample documents to the library",
            description = "Answers with the job that loads them. They are followed from then on.")
    @ApiResponse(responseCode = "202", description = "The job waits or runs.")
    @ApiResponse(
            responseCode = "404",
            description = "There are none in this environment.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Problem.class)))
    JobJson add(@Parameter(hidden = true) Locale locale) {
        Job started = samples.add().orElseThrow(NotHere::new);
        record(AuditAction.SYNC_STARTED);
        return description.describe(started, current.reader(), locale);
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/samples")
    @Operation(
            summary = "Remove the sample documents from the library",
            description =
                    "Their text is forgotten, other sources are left alone, and no start brings"
                            + " them back.")
    Removed remove() {
        Removed removed = new Removed(samples.remove());
        record(AuditAction.DELETED);
        return removed;
    }

    private void record(AuditAction action) {
        audit.record(
                AuditEvent.done(
                        action, current.actor(), Subject.of(Subject.Kind.SOURCE, "samples")));
    }

    @Schema(name = "SamplesRemoved")
    record Removed(@Schema(description = "How many files went.") int files) {}
}
