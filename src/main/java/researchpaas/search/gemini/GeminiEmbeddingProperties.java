package researchpaas.search.gemini;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param wanted the model that the settings ask for, whoever's it is (EMBEDDING_MODEL)
/// @param dimension of the vectors where `wanted` does not say it (GEMINI_EMBEDDING_DIMENSION)
/// @param apiKey secret (GEMINI_API_KEY)
/// @param baseUrl (GEMINI_BASE_URL)
/// @param patience with the vectors of a batch of passages, tries included
/// @param queryPatience with a question's: somebody waits
/// @param connect patience with a connection
@Validated
@ConfigurationProperties("research-paas.gemini-embedding")
record GeminiEmbeddingProperties(
        @NotNull @DefaultValue("") String wanted,
        @DefaultValue("768") int dimension,
        @NotNull @DefaultValue("") String apiKey,
        @Nullable URI baseUrl,
        @NotNull @DefaultValue("90s") Duration patience,
        @NotNull @DefaultValue("4s") Duration queryPatience,
        @NotNull @DefaultValue("5s") Duration connect) {
    @Override
    public String toString() {
        return "GeminiEmbeddingProperties[wanted=%s, dimension=%d, baseUrl=%s]"
                .formatted(wanted, dimension, baseUrl);
    }
}
