package researchpaas.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A question as it arrives.
@Schema(name = "Ask")
record AskRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        minLength = 1,
                        maxLength = 1000,
                        description = "In Japanese or English; it is answered in its language.")
                @Nullable String question,
        @Schema(
                        allowableValues = {"general", "database", "planning"},
                        defaultValue = "general",
                        description = "About a subject, about data, or about what to do.")
                @Nullable String kind,
        @Schema(description = "Another model of the configured service, see /api/models.")
                @Nullable String model,
        @Schema(
                        description =
                                "The conversation that it goes on; what was said there is understood.")
                @Nullable Long conversation,
        @Schema(description = "Whether a new conversation begins with it.", defaultValue = "false")
                @Nullable Boolean keep) {}
