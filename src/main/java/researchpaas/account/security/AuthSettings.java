package researchpaas.account.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param jwtSecret signs access tokens; empty for one that lasts as long as the program runs
/// @param tokenLifetime of an access token
@ConfigurationProperties("research-paas.auth")
record AuthSettings(
        @DefaultValue("") String jwtSecret, @DefaultValue("15m") Duration tokenLifetime) {
    @Override
    public String toString() {
        return "AuthSettings[jwtSecret=***, tokenLifetime=%s]".formatted(tokenLifetime);
    }
}
