package researchpaas.edge;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What stands in front of the doors.
///
/// @param allowedHosts the names that are answered under, beside this computer's own
/// @param trustedProxies networks (CIDR) whose word about the sender and HTTPS counts
/// @param https whether everything but this computer itself must come by HTTPS
/// @param corsOrigins sites whose pages may read answers, by a key and never by cookie
/// @param largestBody of a request that is no form with files; those have their own limit
/// @param slowestBody how much of a body must arrive in a second, on the average
/// @param patience how long a body may take whatever its size
@Validated
@ConfigurationProperties("research-paas.edge")
record EdgeSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean https,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("2KB") DataSize slowestBody,
        @DefaultValue("20s") Duration patience,
        @DefaultValue @Valid LimitSettings limits) {
    EdgeSettings {
        allowedHosts = List.copyOf(allowedHosts);
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
