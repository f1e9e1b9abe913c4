package researchpaas.ingest.googledrive;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.unit.DataSize;
import researchpaas.ingest.DriveAccounts;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;

/// The Google adapter against a [FakeDrive], with waits that suit a test.
public final class GoogleDrives implements AutoCloseable {
    public static final String ACCOUNT = "library@library-test.iam.gserviceaccount.com";

    /// Generous: what it is for does not come up in most tests.
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final GoogleDriveAccounts accounts;

    public GoogleDrives(FakeDrive fake) {
        this(fake, fake.serviceAccount(ACCOUNT), "");
    }

    GoogleDrives(FakeDrive fake, String key, String subject) {
        this(settings(fake, key, subject, DEADLINE));
    }

    GoogleDrives(GoogleDriveSettings settings) {
        this.accounts = new GoogleDriveAccounts(settings, Clock.systemUTC(), DriveWatch.none());
    }

    /// Gives up soon.
    static GoogleDrives hurried(FakeDrive fake, Duration deadline) {
        return new GoogleDrives(settings(fake, fake.serviceAccount(ACCOUNT), "", deadline));
    }

    static GoogleDriveSettings settings(
            FakeDrive fake, String key, String subject, Duration deadline) {
        return new GoogleDriveSettings(
                key,
                (Path) null,
                subject,
                "client",
                "secret",
                List.of(),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(20),
                Set.of("mirror"),
                Set.of(),
                false,
                subject,
                Duration.ofSeconds(60),
                URI.create(fake.rootUrl()),
                URI.create(fake.tokenUrl()),
                URI.create(fake.rootUrl() + "revoke"),
                deadline.dividedBy(4),
                deadline,
                deadline,
                6,
                Duration.ofMillis(4),
                Duration.ofMillis(40),
                12,
                100_000_000,
                Map.of(),
                100);
    }

    public DriveAccounts accounts() {
        return accounts;
    }

    /// A drive that the service account follows, mirroring who may see what.
    public FollowedDrive drive(String... roots) {
        return drive(new Login.ServiceAccount(), roots);
    }

    public FollowedDrive followed(String name, String... roots) {
        return accounts.open(name, new Login.ServiceAccount(), rules(roots));
    }

    public FollowedDrive drive(Login login, String... roots) {
        return accounts.open("drive:test", login, rules(roots));
    }

    public static Rules rules(String... roots) {
        return new Rules(
                List.of(roots),
                new Visibility.Mirrored(Set.of(), false),
                Duration.ofSeconds(60),
                20 << 20);
    }

    @Override
    public void close() {
        accounts.close();
    }
}
