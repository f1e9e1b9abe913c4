package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveWatch;

class CallsTest {
    private final Clock clock = Clock.systemUTC();

    /// Once compiled code had met garbage often enough, its exceptions came without a trace, were
    /// taken for a fault of ours and broke the scan.
    @Test
    void whatTheReaderOfJsonThrowsIsNoFaultOfOursEvenWithoutATrace() throws Exception {
        try (FakeDrive fake = new FakeDrive()) {
            GoogleDriveSettings settings =
                    GoogleDrives.settings(
                            fake,
                            fake.serviceAccount(GoogleDrives.ACCOUNT),
                            "",
                            Duration.ofSeconds(5));
            Calls calls =
                    new Calls(
                            settings,
                            new Login.ServiceAccount(),
                            new Quota(settings.unitsPerMinute(), clock),
                            clock,
                            DriveWatch.none());
            AtomicInteger tries = new AtomicInteger();

            assertThatThrownBy(() ->
                            calls.call(
                                    "files.list",
                                    () -> {
                                        tries.incrementAndGet();
                                        NullPointerException hot = new NullPointerException();
                                        hot.setStackTrace(new StackTraceElement[0]);
                                        throw hot;
                                    }))
                    .isInstanceOf(DriveTrouble.class);
            assertThat(tries).hasValueGreaterThan(1);
        }
    }
}
