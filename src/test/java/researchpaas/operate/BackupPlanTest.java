package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import researchpaas.operate.BackupPlan.Standing;
import researchpaas.operate.Backups.Proof;

class BackupPlanTest {
    private static final Instant SAVED = Instant.parse("2026-04-01T00:00:00Z");

    private final BackupPlan daily = new BackupPlan("/archives", Duration.ofDays(1), 7);

    @Test
    void saysNothingWhereNobodyAsksForBackups() {
        BackupPlan none = new BackupPlan(" ", Duration.ofDays(1), 7);

        assertThat(none.standing(Optional.empty(), SAVED)).isEqualTo(Standing.OFF);
        assertThat(Standing.OFF.isBad()).isFalse();
    }

    @Test
    void isFineUntilTwoOfThemAreMissing() {
        assertThat(daily.standing(proof(false), SAVED.plus(Duration.ofHours(48))))
                .isEqualTo(Standing.FINE);
        assertThat(daily.standing(proof(false), SAVED.plus(Duration.ofHours(49))))
                .isEqualTo(Standing.OLD);
        assertThat(daily.standing(Optional.empty(), SAVED)).isEqualTo(Standing.NEVER);
    }

    @Test
    void warnsOfOneDiskForBoth() {
        assertThat(daily.standing(proof(true), SAVED)).isEqualTo(Standing.SAME_DISK);
        assertThat(Standing.SAME_DISK.isBad()).isTrue();
    }

    private static Optional<Proof> proof(boolean sameDisk) {
        return Optional.of(new Proof("a.zip", "/archives", SAVED, SAVED, 1, 1, sameDisk));
    }
}
