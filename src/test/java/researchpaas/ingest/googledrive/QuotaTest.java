package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private Instant now = Instant.parse("2026-09-01T00:00:00Z");
    private final Quota quota =
            new Quota(
                    600,
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    });

    @Test
    void aSixthOfAMinutesUnitsIsThereAtOnceAndTheRestComesEvenly() {
        assertThat(quota.take(100)).isZero();
        assertThat(quota.take(10)).isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(quota.take(20)).isEqualTo(Duration.ofSeconds(2));
        now = now.plusSeconds(60);
        assertThat(quota.take(100)).isZero();
        assertThat(quota.take(1)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aMinuteGivesNoMoreThanItsUnits() {
        int used = 0;
        Instant end = now.plusSeconds(60);
        while (now.isBefore(end)) {
            now = now.plus(quota.take(30));
            used += 30;
        }
        assertThat(used).isBetween(600, 600 + 100 + 30);
    }
}
