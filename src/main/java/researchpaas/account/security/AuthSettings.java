package researchpaas.account.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param jwtSecret signs access tokens; empty for one that lasts as long as the program runs
/// @param tokenLifetime of an access token
/// @param metricsToken with which a monitoring system reads figures and nothing else; empty for
///   none
@ConfigurationProperties("research-paas.auth")
record AuthSettings(
        @DefaultValue("") String jwtSecret,
        @DefaultValue("15m") Duration tokenLifetime,
        @DefaultValue("") String metricsToken) {
    @Override
    public String toString() {
        return "AuthSettings[jwtSecret=***, tokenLifetime=%s, metricsToken=***]"
                .formatted(tokenLifetime);
    }
}
