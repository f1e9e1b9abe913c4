package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Outcome;
import researchpaas.audit.Subject;

@RestController
@Tag(name = "Audit", description = "Who did what, and what was refused. For administrators.")
class AuditApi {
    private static final Logger log = LoggerFactory.getLogger(AuditApi.class);
    private static final Map<String, Outcome> OUTCOMES =
            Map.of("ok", Outcome.OK, "refused", Outcome.REFUSED);

    private final AuditLog audit;
    private final CurrentReader current;

    AuditApi(AuditLog audit, CurrentReader current) {
        this.audit = audit;
        this.current = current;
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/audit")
    @Operation(
            summary = "The log of what was done, newest first",
            description = "The next page: before = the id of the last entry of this one.")
    Entries entries(
            @RequestParam(required = false)
                    @Schema(description = "A constant, for example ROLE_CHANGED.")
                    @Nullable String action,
            @RequestParam(required = false) @Schema(allowableValues = {"ok", "refused"})
                    @Nullable String outcome,
            @RequestParam(required = false)
                    @Schema(
                            type = "integer",
                            description =
                                    "The number of a person who did it, or to whom it was done.")
                    @Nullable String person,
            @RequestParam(required = false)
                    @Schema(format = "date-time", description = "Inclusive.")
                    @Nullable String from,
            @RequestParam(required = false)
                    @Schema(format = "date-time", description = "Exclusive.")
                    @Nullable String until,
            @RequestParam(required = false) @Schema(type = "integer", minimum = "1")
                    @Nullable String before,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit) {
        int most = Parameters.wholeNumber("limit", limit, 100, 1, 1000);
        List<AuditEntry> found =
                audit.find(
                        filter(action, outcome, person, from, until),
                        before == null || before.isBlank() ? null : Parameters.id("before", before),
                        most);
        return new Entries(
                found.stream().map(EntryJson::of).toList(),
                found.size() < most ? null : found.getLast().id());
    }

    /// Written as it is read, so that no length of the log takes more memory.
    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/audit/export")
    @Operation(
            summary = "The whole log, or what a choice leaves of it, oldest first",
            description = "Is itself recorded. In the table (csv) no cell is a formula.")
    @ApiResponse(
            responseCode = "200",
            description = "One entry a line.",
            content = {
                @Content(mediaType = "application/x-ndjson"),
                @Content(mediaType = "text/csv")
            })
    void export(
            @RequestParam(required = false)
                    @Schema(
                            allowableValues = {"jsonl", "csv"},
                            defaultValue = "jsonl")
                    @Nullable String format,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Schema(allowableValues = {"ok", "refused"})
                    @Nullable String outcome,
            @RequestParam(required = false) @Schema(type = "integer") @Nullable String person,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String from,
            @RequestParam(required = false) @Schema(format = "date-time") @Nullable String until,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = filter(action, outcome, person, from, until);
        AuditLines.Form form =
                Parameters.oneOf("format", format, AuditLines.FORMS, AuditLines.Form.JSONL);
        audit.record(exported(filter, form));
        response.setContentType(form.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit." + form.ending() + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (AuditLines lines = AuditLines.to(response.getOutputStream(), form)) {
            audit.export(filter, lines::write);
        } catch (UncheckedIOException wentAway) {
            log.debug("Whoever asked for the export went away");
        }
    }

    private AuditEvent exported(AuditFilter filter, AuditLines.Form form) {
        AuditEvent event =
                AuditEvent.done(
                                AuditAction.EXPORTED,
                                current.actor(),
                                Subject.the(Subject.Kind.AUDIT))
                        .with("format", form.ending());
        return filter.equals(AuditFilter.everything()) ? event : event.with("choice", "part");
    }

    private static AuditFilter filter(
            @Nullable String action,
            @Nullable String outcome,
            @Nullable String person,
            @Nullable String from,
            @Nullable String until) {
        return new AuditFilter(
                action(action),
                Parameters.present(outcome)
                        ? Parameters.oneOf("outcome", outcome, OUTCOMES, Outcome.OK)
                        : null,
                person == null || person.isBlank() ? null : Parameters.id("person", person),
                Parameters.time("from", from),
                Parameters.time("until", until));
    }

    private static @Nullable AuditAction action(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return Arrays.stream(AuditAction.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadParameter(
                                "error.choice",
                                "action",
                                String.join(
                                        ", ",
                                        Arrays.stream(AuditAction.values())
                                                .map(AuditAction::name)
                                                .toList())));
    }

    @Schema(name = "AuditEntries")
    record Entries(
            List<EntryJson> entries,
            @Schema(description = "For before; null on the last page.") @Nullable Long next) {}

    /// @param actor the account's number; absent for whoever has none
    @Schema(name = "AuditEntry")
    record EntryJson(
            long id,
            Instant at,
            String action,
            @Schema(allowableValues = {"ok", "refused"}) String outcome,
            @Schema(description = "The number of the person who did it.") @Nullable Long actor,
            @Schema(allowableValues = {"session", "token", "key", "operator", "local", "none"})
                    String means,
            @JsonProperty("subject_kind") String subjectKind,
            @JsonProperty("subject_id") String subjectId,
            @Schema(description = "The id of the HTTP request, as the log shows it.")
                    @Nullable String request,
            Map<String, String> details) {
        static EntryJson of(AuditEntry entry) {
            AuditEvent event = entry.event();
            return new EntryJson(
                    entry.id(),
                    entry.at(),
                    event.action().name(),
                    word(event.outcome()),
                    event.actor().account(),
                    word(event.actor().means()),
                    word(event.subject().kind()),
                    event.subject().id(),
                    event.request(),
                    event.details());
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
