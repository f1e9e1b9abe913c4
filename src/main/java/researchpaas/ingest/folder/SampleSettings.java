package researchpaas.ingest.folder;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// @param root where the sample documents lie; `./run` says where
@Validated
@ConfigurationProperties("research-paas.samples")
record SampleSettings(@NotNull Path root) {}
