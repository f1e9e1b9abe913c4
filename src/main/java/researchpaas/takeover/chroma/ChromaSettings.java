package researchpaas.takeover.chroma;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param collection that the earlier system wrote (VECTOR_SEARCH_COLLECTION)
/// @param token that a server may want; empty for none (CHROMA_TOKEN)
/// @param attempt how long one try of a request may take
/// @param whole how long reading a server may take in all (CHROMA_TIMEOUT)
/// @param tries of a request
/// @param firstWait after the first try; it doubles
/// @param page how many points are asked for at once
/// @param largestAnswer what is longer is not read
@Validated
@ConfigurationProperties("research-paas.chroma")
record ChromaSettings(
        @NotBlank @DefaultValue("research_documents") String collection,
        @NotNull @DefaultValue("") String token,
        @NotNull @DefaultValue("30s") Duration attempt,
        @NotNull @DefaultValue("30m") Duration whole,
        @Min(1) @DefaultValue("5") int tries,
        @NotNull @DefaultValue("500ms") Duration firstWait,
        @Min(1) @DefaultValue("200") int page,
        @NotNull @DefaultValue("64MB") DataSize largestAnswer) {

    /// Without the token.
    @Override
    public String toString() {
        return "ChromaSettings[collection=%s, token=***]".formatted(collection);
    }
}
