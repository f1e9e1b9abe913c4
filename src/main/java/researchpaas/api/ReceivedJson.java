package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.ReceiveUploads.Received;

/// @param detail only when no file was accepted: why the first was not
@Schema(name = "Received")
record ReceivedJson(
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(
                        description =
                                "Only when every file was refused: the first one's reason as a sentence.")
                @Nullable String detail,
        @Schema(description = "In the order of the form.") List<FileJson> files,
        @Schema(
                        description =
                                "The import of what was accepted, for administrators; null when there was nothing new. Others ask for each upload's own state.")
                @Nullable JobJson job) {

    @Schema(name = "ReceivedFile")
    record FileJson(
            String name,
            @Schema(
                            allowableValues = {"accepted", "known", "refused"},
                            description =
                                    "known: the same bytes were uploaded before; id is that upload's.")
                    String outcome,
            @Nullable Long id,
            @Schema(description = "Where to ask how far its import is.") @Nullable String url,
            @Nullable String reason,
            @Nullable String message) {

        static FileJson of(Received received, Function<Reason, String> sentence) {
            return switch (received) {
                case Received.Kept kept -> of("accepted", kept.name(), kept.upload().id());
                case Received.Known known -> of("known", known.name(), known.upload().id());
                case Received.Refused refused ->
                        new FileJson(
                                refused.name(),
                                "refused",
                                null,
                                null,
                                refused.reason().code().name(),
                                sentence.apply(refused.reason()));
            };
        }

        private static FileJson of(String outcome, String name, long id) {
            return new FileJson(name, outcome, id, "/documents/uploads/" + id, null, null);
        }
    }
}
