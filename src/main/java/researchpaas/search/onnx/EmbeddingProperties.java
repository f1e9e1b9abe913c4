package researchpaas.search.onnx;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param model the built-in model's name (`EMBEDDING_MODEL`), with or without its organisation
/// @param folder another model, see [ModelFolder]; goes before `model`
/// @param models where the built-in model's files are kept
/// @param builtIn where they lie already, as they do in the container's image: nothing is unpacked
@Validated
@ConfigurationProperties("research-paas.embedding")
record EmbeddingProperties(
        @DefaultValue("all-MiniLM-L6-v2") @NotBlank String model,
        @Nullable Path folder,
        @DefaultValue("./var/models") Path models,
        @Nullable Path builtIn) {}
