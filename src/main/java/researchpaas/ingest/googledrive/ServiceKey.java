package researchpaas.ingest.googledrive;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveAccounts.Login;

/// Turns what is configured, or what a person agreed to, into credentials of Google's library. The
/// token endpoint is the configured one, whatever a key file says.
final class ServiceKey {
    static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";

    private static final long LONGEST = 64 << 10;

    private final GoogleDriveSettings settings;
    private final HttpTransportFactory transport;

    ServiceKey(GoogleDriveSettings settings, HttpTransportFactory transport) {
        this.settings = settings;
        this.transport = transport;
    }

    /// Reads the key anew, so that a replaced file counts.
    GoogleCredentials credentials(Login login) throws IOException {
        return switch (login) {
            case Login.ServiceAccount() -> serviceAccount(settings.subject(), DRIVE);
            case Login.Consent(String refreshToken, _) ->
                    UserCredentials.newBuilder()
                            .setClientId(settings.clientId())
                            .setClientSecret(settings.clientSecret())
                            .setRefreshToken(refreshToken)
                            .setTokenServerUri(settings.tokenUrl())
                            .setHttpTransportFactory(transport)
                            .build();
        };
    }

    GoogleCredentials serviceAccount(String subject, String scope) throws IOException {
        ServiceAccountCredentials.Builder key =
                key().toBuilder()
                        .setScopes(List.of(scope))
                        .setTokenServerUri(settings.tokenUrl())
                        // tries are counted in one place
                        .setDefaultRetriesEnabled(false);
        if (!subject.isBlank()) {
            key.setServiceAccountUser(subject.strip());
        }
        return key.build();
    }

    @Nullable String address() {
        try {
            return settings.hasKey() ? key().getClientEmail() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private ServiceAccountCredentials key() throws IOException {
        try (InputStream in = open()) {
            byte[] bytes = in.readNBytes((int) LONGEST);
            return ServiceAccountCredentials.fromStream(new ByteArrayInputStream(bytes), transport);
        } catch (IOException | IllegalArgumentException e) {
            // its message may hold a piece of the key
            throw new Unusable();
        }
    }

    private InputStream open() throws IOException {
        if (!settings.credentialsJson().isBlank()) {
            return new ByteArrayInputStream(
                    settings.credentialsJson().getBytes(StandardCharsets.UTF_8));
        }
        if (settings.credentialsPath() == null) {
            throw new IOException("No key is configured");
        }
        return Files.newInputStream(settings.credentialsPath());
    }

    /// There is no key, or it is none.
    static final class Unusable extends IOException {
        Unusable() {
            super("The key of the service account cannot be used");
        }
    }
}
