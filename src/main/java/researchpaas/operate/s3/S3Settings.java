package researchpaas.operate.s3;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param endpoint where it answers; empty for Amazon's own (BACKUP_S3_ENDPOINT)
/// @param region as the provider calls it (BACKUP_S3_REGION)
/// @param pathStyle the bucket in the path and not in the host's name (BACKUP_S3_PATH_STYLE)
/// @param accessKey empty to take what the computer gives (BACKUP_S3_ACCESS_KEY)
/// @param secretKey BACKUP_S3_SECRET_KEY
/// @param attempt how long one try of a request may take
/// @param request how long a request may take with its tries
/// @param download how long fetching a whole archive may take
@Validated
@ConfigurationProperties("research-paas.backup.s3")
record S3Settings(
        @NotNull @DefaultValue("") String endpoint,
        @NotBlank @DefaultValue("us-east-1") String region,
        @DefaultValue("true") boolean pathStyle,
        @NotNull @DefaultValue("") String accessKey,
        @NotNull @DefaultValue("") String secretKey,
        @NotNull @DefaultValue("60s") Duration attempt,
        @NotNull @DefaultValue("4m") Duration request,
        @NotNull @DefaultValue("6h") Duration download) {

    /// Without the keys.
    @Override
    public String toString() {
        return "S3Settings[endpoint=%s, region=%s, accessKey=***, secretKey=***]"
                .formatted(endpoint, region);
    }
}
