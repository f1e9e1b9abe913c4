package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentPaceTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

    private final RecentPace pace = new RecentPace(START);

    @Test
    void isUnknownUntilSomethingWasDealtWith() {
        assertThat(pace.at(after(10))).isNull();

        pace.done(500, after(10));
        assertThat(pace.at(after(10))).isEqualTo(new Pace(.1, 50));
    }

    @Test
    void isUnknownInTheFirstSecond() {
        pace.done(500, START);

        assertThat(pace.at(START.plusMillis(999))).isNull();
        assertThat(pace.at(after(1))).isEqualTo(new Pace(1, 500));
    }

    @Test
    void fallsWhileALargeFileIsRead() {
        pace.done(300, after(1));

        assertThat(pace.at(after(2))).isEqualTo(new Pace(.5, 150));
        assertThat(pace.at(after(20))).isEqualTo(new Pace(.05, 15));
    }

    @Test
    void forgetsWhatIsOlderThanItsWindow() {
        for (int second = 1; second <= 40; second++) {
            pace.done(90, after(second));
        }
        pace.done(9_000, after(60));

        // the seconds 31 to 40 and the last file
        assertThat(pace.at(after(60))).isEqualTo(new Pace(11 / 30.0, 9_900 / 30.0));
        assertThat(pace.at(after(90))).isNull();
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }
}
