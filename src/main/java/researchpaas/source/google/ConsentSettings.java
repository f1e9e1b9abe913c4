package researchpaas.source.google;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The part of Google Drive's settings that a consent needs.
///
/// @param clientId of the OAuth client that people connect their drive with; empty for none
/// @param redirectUri where Google sends people back to; absent for the address that they came to
/// @param authUrl the page where people agree
/// @param tokenUrl where a code becomes a token
/// @param exchange how long that may take
@Validated
@ConfigurationProperties("research-paas.google-drive")
record ConsentSettings(
        @NotNull @DefaultValue("") String clientId,
        @NotNull @DefaultValue("") String clientSecret,
        @Nullable URI redirectUri,
        @NotNull @DefaultValue("https://accounts.google.com/o/oauth2/v2/auth") URI authUrl,
        @NotNull @DefaultValue("https://oauth2.googleapis.com/token") URI tokenUrl,
        @NotNull @DefaultValue("15s") Duration exchange) {

    URI back(URI asked) {
        return redirectUri == null || redirectUri.toString().isBlank() ? asked : redirectUri;
    }

    boolean isComplete() {
        return !clientId.isBlank() && !clientSecret.isBlank();
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "ConsentSettings[authUrl=" + authUrl + ", clientSecret=***]";
    }
}
