package researchpaas.answer.openai;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param openai OpenAI itself (OPENAI_…)
/// @param openrouter (OPENROUTER_…)
/// @param compatible whatever else speaks the same, on this machine or another (LLM_…)
@Validated
@ConfigurationProperties("research-paas.chat-completions")
record OpenAiProperties(
        @NotNull @Valid @DefaultValue Service openai,
        @NotNull @Valid @DefaultValue Service openrouter,
        @NotNull @Valid @DefaultValue Service compatible) {

    /// @param apiKey secret (…_API_KEY)
    /// @param model as the service names it (…_MODEL)
    /// @param baseUrl absent for the service's own (…_BASE_URL)
    /// @param thinkingTokens added to the most that a model may write, for services that count its
    ///   thinking into it
    /// @param connect patience with a connection
    record Service(
            @NotNull @DefaultValue("") String apiKey,
            @NotNull @DefaultValue("") String model,
            @Nullable URI baseUrl,
            @DefaultValue("0") @Min(0) @Max(100000) int thinkingTokens,
            @NotNull @DefaultValue("5s") Duration connect) {
        @Override
        public String toString() {
            return "Service[model=%s, baseUrl=%s]".formatted(model, baseUrl);
        }
    }
}
