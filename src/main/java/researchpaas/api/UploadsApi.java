package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.ingest.ManageUploads;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.ReceiveUploads;
import researchpaas.ingest.ReceiveUploads.Receipt;
import researchpaas.ingest.ReceiveUploads.Received;
import researchpaas.ingest.ReceiveUploads.Room;
import researchpaas.ingest.Upload;

@RestController
@Tag(name = "Upload", description = "Put files into the library, and take them out again.")
class UploadsApi {
    private static final Set<Code> TOO_MUCH = EnumSet.of(Code.TOO_LARGE, Code.UPLOADS_FULL);

    private final ReceiveUploads receive;
    private final ManageUploads uploads;
    private final Documents documents;
    private final CurrentReader current;
    private final AuditLog audit;
    private final DescribeJob describe;

    UploadsApi(
            ReceiveUploads receive,
            ManageUploads uploads,
            Documents documents,
            CurrentReader current,
            AuditLog audit,
            DescribeJob describe) {
        this.receive = receive;
        this.uploads = uploads;
        this.documents = documents;
        this.current = current;
        this.audit = audit;
        this.describe = describe;
    }

    @Requires(Permission.WRITE)
    @PostMapping(path = "/documents/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Upload files",
            description =
                    "Answers when the files have arrived; their import goes on as a job. Each file has an outcome of its own.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = Form.class))))
    @ApiResponse(responseCode = "202", description = "At least one file was accepted or known")
    @ApiResponse(responseCode = "400", description = "No file, or none of a type that is read")
    @ApiResponse(responseCode = "413", description = "Too large, or no room left")
    ResponseEntity<ReceivedJson> upload(
            HttpServletRequest request, @Parameter(hidden = true) Locale locale)
            throws IOException {
        Receipt receipt =
                receive.receive(
                        Objects.requireNonNullElse(request.getContentType(), ""),
                        request.getInputStream(),
                        current.reader());
        if (receipt.files().isEmpty()) {
            throw new BadParameter("error.noFile");
        }
        receipt.files().forEach(this::record);
        Function<Reason, String> sentence = describe.sentences(locale);
        Reason refusal = refusal(receipt);
        return ResponseEntity.status(status(refusal))
                .body(
                        new ReceivedJson(
                                refusal == null ? null : sentence.apply(refusal),
                                receipt.files().stream()
                                        .map(file -> ReceivedJson.FileJson.of(file, sentence))
                                        .toList(),
                                receipt.job() == null || !current.reader().may(Permission.ADMIN)
                                        ? null
                                        : describe.describe(
                                                receipt.job(), current.reader(), locale)));
    }

    /// The first file's reason when every one was refused.
    private static @Nullable Reason refusal(Receipt receipt) {
        List<Reason> reasons =
                receipt.files().stream()
                        .filter(Received.Refused.class::isInstance)
                        .map(Received.Refused.class::cast)
                        .map(Received.Refused::reason)
                        .toList();
        return reasons.size() == receipt.files().size() ? reasons.getFirst() : null;
    }

    private static HttpStatus status(@Nullable Reason refusal) {
        if (refusal == null) {
            return HttpStatus.ACCEPTED;
        }
        return TOO_MUCH.contains(refusal.code())
                ? HttpStatus.CONTENT_TOO_LARGE
                : HttpStatus.BAD_REQUEST;
    }

    @Requires(Permission.WRITE)
    @GetMapping("/documents/uploads")
    @Operation(summary = "The uploads, newest first, and how much room is left")
    UploadList list(
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "0", defaultValue = "0")
                    @Nullable String offset,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit,
            @Parameter(hidden = true) Locale locale) {
        List<Upload> found =
                uploads.latest(
                        current.reader(),
                        Parameters.wholeNumber("offset", offset, 0, 0, Integer.MAX_VALUE),
                        Parameters.wholeNumber("limit", limit, 100, 1, 1000));
        return new UploadList(json(found, locale), RoomJson.of(receive.room(current.reader())));
    }

    @Requires(Permission.WRITE)
    @GetMapping("/documents/uploads/{id}")
    @Operation(summary = "One upload, and how far its import is")
    UploadJson one(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @Parameter(hidden = true) Locale locale) {
        Upload upload =
                uploads.find(Parameters.id("id", id), current.reader()).orElseThrow(NotHere::new);
        return json(List.of(upload), locale).getFirst();
    }

    @Requires(Permission.WRITE)
    @DeleteMapping("/documents/uploads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an upload out of the library, with its text")
    void remove(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        long upload = Parameters.id("id", id);
        if (!uploads.remove(upload, current.reader())) {
            throw new NotHere();
        }
        record(AuditAction.DELETED, upload);
    }

    private void record(Received received) {
        if (received instanceof Received.Kept kept) {
            record(AuditAction.UPLOADED, kept.upload().id());
        }
    }

    private void record(AuditAction action, long upload) {
        audit.record(
                AuditEvent.done(action, current.actor(), Subject.of(Subject.Kind.UPLOAD, upload)));
    }

    private List<UploadJson> json(List<Upload> found, Locale locale) {
        Map<DocumentId, Document> visible = visible(found, current.reader());
        Function<Reason, String> sentence = describe.sentences(locale);
        return found.stream()
                .map(upload -> UploadJson.of(upload, visible.get(upload.document()), sentence))
                .toList();
    }

    private Map<DocumentId, Document> visible(List<Upload> found, Reader reader) {
        if (!reader.may(Permission.READ)) {
            // a key that only puts files in
            return Map.of();
        }
        List<DocumentId> ids =
                found.stream().map(Upload::document).filter(Objects::nonNull).distinct().toList();
        return documents.findAll(ids, reader).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    /// The form's fields, for the description only: it is read as it arrives.
    @Schema(name = "UploadForm")
    record Form(
            @ArraySchema(schema = @Schema(type = "string", format = "binary")) List<String> file,
            @Schema(
                            allowableValues = {"dataset", "paper", "poster"},
                            description = "Counts for all files; without it a file's name tells.")
                    @Nullable String kind,
            @Schema(description = "With kind=dataset: the dataset that the files belong to.")
                    @Nullable String dataset) {}

    @Schema(name = "Uploads")
    record UploadList(List<UploadJson> uploads, RoomJson room) {}

    @Schema(name = "UploadRoom")
    record RoomJson(
            @JsonProperty("max_file_bytes") long maxFileBytes,
            @JsonProperty("max_total_bytes") long maxTotalBytes,
            @JsonProperty("used_bytes") long usedBytes,
            @Schema(description = "Of the files that are read.") List<String> endings) {
        static RoomJson of(Room room) {
            return new RoomJson(
                    room.maxFileBytes(), room.maxTotalBytes(), room.usedBytes(), room.endings());
        }
    }
}
