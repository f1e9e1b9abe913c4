package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import researchpaas.account.Address;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;

class GoogleDirectoryTest {
    private static final String ADMIN = "admin@university.ac.jp";
    private static final Address ONE = new Address("one@university.ac.jp");
    private static final Address LAB = new Address("lab@university.ac.jp");
    private static final Address FACULTY = new Address("faculty@university.ac.jp");

    private final FakeDrive fake = new FakeDrive();
    private final String key = fake.serviceAccount(GoogleDrives.ACCOUNT);
    private Instant now = Instant.now();
    private final GoogleDirectory directory =
            new GoogleDirectory(
                    GoogleDrives.settings(fake, key, ADMIN, Duration.ofSeconds(60)),
                    _ -> Set.of(),
                    new Clock() {
                        @Override
                        public ZoneOffset getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(java.time.ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    },
                    DriveWatch.none());

    @BeforeEach
    void people() {
        fake.delegate(GoogleDrives.ACCOUNT, GoogleDirectory.SCOPE);
        fake.world().group(LAB.value(), ONE.value(), FACULTY.value());
        // groups may lie in each other in a circle
        fake.world().group(FACULTY.value(), LAB.value());
    }

    @AfterEach
    void close() {
        directory.close();
        fake.close();
    }

    @Test
    void tellsTheGroupsThatHoldAPersonByOtherGroupsToo() {
        assertThat(directory.groupsOf(ONE)).containsExactlyInAnyOrder(LAB, FACULTY);
        assertThat(directory.groupsOf(new Address("two@university.ac.jp"))).isEmpty();
    }

    @Test
    void remembersForAWhileAndNoLonger() {
        directory.groupsOf(ONE);
        int calls = fake.faults().calls(Call.GROUPS_LIST);
        directory.groupsOf(ONE);
        assertThat(fake.faults().calls(Call.GROUPS_LIST)).isEqualTo(calls);
        fake.world().group(LAB.value());
        now = now.plusSeconds(60);

        assertThat(directory.groupsOf(ONE)).isEmpty();
    }

    @Test
    void aDirectoryThatDoesNotTellGrantsNothing() {
        fake.faults().always(Call.GROUPS_LIST, Fault.FORBIDDEN);
        assertThat(directory.groupsOf(ONE)).isEmpty();
        fake.faults().clear();
        now = now.plusSeconds(15);

        assertThat(directory.groupsOf(ONE)).containsExactlyInAnyOrder(LAB, FACULTY);
    }

    @Test
    void aRightThatTheDomainDoesNotGiveGrantsNothing() {
        fake.delegate(GoogleDrives.ACCOUNT);

        assertThat(directory.groupsOf(ONE)).isEmpty();
    }
}
