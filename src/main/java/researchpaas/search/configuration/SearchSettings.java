package researchpaas.search.configuration;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param provider the engine (`VECTOR_SEARCH_PROVIDER`): lucene or qdrant; chroma is the earlier
///   system's
/// @param model the embedding model (`EMBEDDING_MODEL`)
@Validated
@ConfigurationProperties("research-paas.search")
record SearchSettings(
        @DefaultValue("lucene") String provider,
        @DefaultValue("all-MiniLM-L6-v2") @NotBlank String model) {}
