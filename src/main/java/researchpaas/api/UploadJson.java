package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Upload;

@Schema(name = "Upload")
record UploadJson(
        long id,
        @Schema(description = "As it was given.") String name,
        @Schema(description = "Within the source `upload`; the job's reports name it.") String path,
        @Schema(allowableValues = {"dataset", "paper", "poster"}) String kind,
        @Schema(description = "Bytes.") long size,
        String sha256,
        @JsonProperty("uploaded_by") String uploadedBy,
        @JsonProperty("uploaded_at") Instant uploadedAt,
        @Schema(
                        allowableValues = {"waiting", "published", "skipped", "failed"},
                        description = "How far its import is.")
                String state,
        @Schema(description = "A fixed word for programs, for example BROKEN; else null.")
                @Nullable String reason,
        @Schema(description = "The reason as a sentence, in the language asked for; else null.")
                @Nullable String message,
        @Schema(description = "What it is part of, once it is published; else null.")
                @Nullable DocumentJson document,
        String url) {

    /// @param document as the reader may see it
    static UploadJson of(
            Upload upload, @Nullable Document document, Function<Reason, String> sentence) {
        Reason reason = upload.reason();
        return new UploadJson(
                upload.id(),
                upload.name(),
                upload.path(),
                upload.category().word(),
                upload.size(),
                upload.sha256(),
                upload.by(),
                upload.at(),
                upload.stage().name().toLowerCase(Locale.ROOT),
                reason == null ? null : reason.code().name(),
                reason == null ? null : sentence.apply(reason),
                document == null ? null : DocumentJson.of(document),
                "/documents/uploads/" + upload.id());
    }
}
