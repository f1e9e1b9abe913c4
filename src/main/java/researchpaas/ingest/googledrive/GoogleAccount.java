package researchpaas.ingest.googledrive;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.About;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.googledrive.Calls.Call;
import researchpaas.ingest.googledrive.Calls.Refused;

/// One account at Google: its credentials, its quota, and what its calls have in common.
final class GoogleAccount {
    /// Google adds formats every few years.
    private static final Duration FORMATS_HOLD = Duration.ofHours(1);

    private final GoogleDriveSettings settings;
    private final JdkTransport transport;
    private final ServiceKey keys;
    private final Login login;
    private final Calls calls;
    private final Clock clock;
    private volatile @Nullable Signed signed;
    private volatile @Nullable Formats formats;

    private record Signed(Drive drive, GoogleCredentials credentials) {}

    private record Formats(Map<String, List<String>> offered, Instant since) {}

    GoogleAccount(
            GoogleDriveSettings settings,
            JdkTransport transport,
            Login login,
            Clock clock,
            DriveWatch watch) {
        this.settings = settings;
        this.transport = transport;
        this.keys = new ServiceKey(settings, () -> transport);
        this.login = login;
        this.clock = clock;
        this.calls =
                new Calls(
                        settings, login, new Quota(settings.unitsPerMinute(), clock), clock, watch);
    }

    interface Work<T> {
        T with(Drive drive) throws IOException;
    }

    <T> T call(String method, Work<T> work) throws Refused {
        return calls.call(method, () -> signed(work));
    }

    /// A call that may take long as long as something arrives.
    <T> T transfer(String method, AtomicLong arrived, Work<T> work) throws Refused {
        return calls.call(new Call(method, settings.download(), arrived), () -> signed(work));
    }

    DriveTrouble trouble(Refused refused) {
        DriveTrouble trouble = calls.trouble(refused);
        if (trouble.kind() == Kind.KEY_UNUSABLE || trouble.kind() == Kind.SCOPE_MISSING) {
            // somebody may put another key in its place
            signed = null;
        }
        return trouble;
    }

    /// What Google documents can be exported as. Called within a call.
    Map<String, List<String>> exportFormats() throws IOException {
        Formats known = formats;
        Instant now = clock.instant();
        if (known == null || known.since().plus(FORMATS_HOLD).isBefore(now)) {
            About about = signed().drive().about().get().setFields("exportFormats").execute();
            if (about.getExportFormats() == null) {
                throw new IOException("The answer lacks the formats of exports");
            }
            known = new Formats(about.getExportFormats(), now);
            formats = known;
        }
        return known.offered();
    }

    /// Empty when Google exports it in no form that is read here.
    Optional<Items.Format> format(String mimeType) throws Refused {
        return call("about.get", _ -> Optional.ofNullable(Items.format(mimeType, exportFormats())));
    }

    /// A token that ended before its time is replaced here and not by Google's own handler, which
    /// tells nobody when that fails.
    private <T> T signed(Work<T> work) throws IOException {
        Signed known = signed();
        try {
            return work.with(known.drive());
        } catch (HttpResponseException e) {
            if (e.getStatusCode() != 401) {
                throw e;
            }
            known.credentials().refresh();
            throw new Troubles.TokenEnded();
        }
    }

    /// Made when it is first needed, so that a broken key stops no start.
    private Signed signed() throws IOException {
        Signed known = signed;
        if (known == null) {
            GoogleCredentials credentials = keys.credentials(login);
            HttpRequestInitializer signer = new HttpCredentialsAdapter(credentials);
            Drive drive =
                    new Drive.Builder(
                                    transport,
                                    new WholeJson(),
                                    request -> {
                                        signer.initialize(request);
                                        request.setUnsuccessfulResponseHandler(null);
                                        request.setSuppressUserAgentSuffix(true);
                                    })
                            .setRootUrl(settings.rootUrl().toString())
                            .setApplicationName("research-paas")
                            .build();
            known = new Signed(drive, credentials);
            signed = known;
        }
        return known;
    }
}
