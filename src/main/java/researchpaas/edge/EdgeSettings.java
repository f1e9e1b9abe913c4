package researchpaas.edge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What stands in front of the doors.
///
/// @param allowedHosts the names that are answered under, beside this computer's own
/// @param trustedProxies networks (CIDR) whose word about the sender and HTTPS counts
/// @param https whether everything but this computer itself must come by HTTPS
/// @param corsOrigins sites whose pages may read answers, by a key and never by cookie
@ConfigurationProperties("research-paas.edge")
record EdgeSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean https,
        @DefaultValue List<String> corsOrigins) {
    EdgeSettings {
        allowedHosts = List.copyOf(allowedHosts);
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }
}
