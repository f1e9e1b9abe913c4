package researchpaas.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The question of a search as it arrives.
record SearchRequest(
        @Parameter(
                        description =
                                "What to look for: words or a whole question, 1 to 1000 characters.",
                        required = true,
                        schema = @Schema(type = "string", minLength = 1, maxLength = 1000))
                @Nullable String q,
        @Parameter(
                        description = "Search by words, by meaning, or by both.",
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"words", "meaning", "hybrid"},
                                        defaultValue = "hybrid"))
                @Nullable String mode) {
    /// Written out so that it does not have the components' annotations: they are read again at
    /// each request.
    SearchRequest(@Nullable String q, @Nullable String mode) {
        this.q = q;
        this.mode = mode;
    }
}
