package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What every record of cursors promises.
public interface IndexCursorsContract {
    Duration LEASE = Duration.ofSeconds(30);

    IndexCursors cursors();

    void pass(Duration time);

    @Test
    default void anUnknownIndexStandsAtZero() {
        assertThat(cursors().cursor("papers")).isZero();
    }

    @Test
    default void theCursorMovesForwardsAndBackOnTheHoldersTurnOnly() {
        assertThat(cursors().move("papers", "one", 5)).isFalse();
        assertThat(cursors().hold("papers", "one", LEASE)).isTrue();
        assertThat(cursors().move("papers", "one", 5)).isTrue();
        assertThat(cursors().move("papers", "other", 6)).isFalse();
        assertThat(cursors().cursor("papers")).isEqualTo(5);
        assertThat(cursors().cursor("posters")).isZero();
        assertThat(cursors().move("papers", "one", 0)).isTrue();
        assertThat(cursors().cursor("papers")).isZero();
    }

    @Test
    default void oneInstanceHasTheTurnUntilItGivesItBack() {
        assertThat(cursors().hold("papers", "one", LEASE)).isTrue();
        assertThat(cursors().hold("papers", "other", LEASE)).isFalse();
        assertThat(cursors().hold("posters", "other", LEASE)).isTrue();
        cursors().release("papers", "other");
        assertThat(cursors().hold("papers", "other", LEASE)).isFalse();
        cursors().release("papers", "one");
        assertThat(cursors().hold("papers", "other", LEASE)).isTrue();
    }

    /// An instance that died gives nothing back.
    @Test
    default void aTurnEndsWithItsLeaseUnlessItIsKeptLonger() {
        cursors().hold("papers", "one", LEASE);
        pass(Duration.ofSeconds(20));
        assertThat(cursors().hold("papers", "one", LEASE)).isTrue();
        pass(Duration.ofSeconds(20));
        assertThat(cursors().hold("papers", "other", LEASE)).isFalse();
        pass(Duration.ofSeconds(20));
        assertThat(cursors().hold("papers", "other", LEASE)).isTrue();
        assertThat(cursors().move("papers", "one", 9)).isFalse();
    }

    @Test
    default void whatIsForgottenStandsAtZero() {
        cursors().hold("papers", "one", LEASE);
        cursors().move("papers", "one", 5);
        cursors().forget("papers");
        assertThat(cursors().cursor("papers")).isZero();
    }
}
