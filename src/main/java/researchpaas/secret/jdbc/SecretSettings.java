package researchpaas.secret.jdbc;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param key 32 random bytes in base64, several with commas; the first is used for writing
///   (SECRETS_KEY)
@Validated
@ConfigurationProperties("research-paas.secrets")
record SecretSettings(@NotNull @DefaultValue("") String key) {
    /// Without the keys.
    @Override
    public String toString() {
        return "SecretSettings[key=***]";
    }
}
