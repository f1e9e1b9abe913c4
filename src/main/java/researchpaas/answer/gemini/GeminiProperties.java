package researchpaas.answer.gemini;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param apiKey secret (GEMINI_API_KEY)
/// @param model with or without `models/` (GEMINI_MODEL)
/// @param thinkingLevel empty for the model's own (GEMINI_THINKING_LEVEL)
/// @param baseUrl (GEMINI_BASE_URL)
/// @param thinkingTokens added to the most that it may write: its thinking counts into that
/// @param connect patience with a connection
@Validated
@ConfigurationProperties("research-paas.gemini")
record GeminiProperties(
        @NotNull @DefaultValue("") String apiKey,
        @NotNull @DefaultValue("gemini-3.8-flash") String model,
        @NotNull @DefaultValue("low") String thinkingLevel,
        @Nullable URI baseUrl,
        @DefaultValue("4096") @Min(0) @Max(100000) int thinkingTokens,
        @NotNull @DefaultValue("5s") Duration connect) {
    @Override
    public String toString() {
        return "GeminiProperties[model=%s, baseUrl=%s]".formatted(model, baseUrl);
    }
}
