package researchpaas.ingest.upload;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param visibleTo principals, see `account.Principal` (UPLOADS_VISIBLE_TO)
/// @param maxTotal what all uploads may have together (UPLOADS_MAX_TOTAL_MB)
@Validated
@ConfigurationProperties("research-paas.upload")
record UploadSettings(
        @NotEmpty @DefaultValue("anyone") Set<String> visibleTo,
        @NotNull @DefaultValue("2000MB") DataSize maxTotal) {}
