package researchpaas.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.account.AccountId;
import researchpaas.account.Principal;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.source.DriveConnection.Login;
import researchpaas.source.DriveConnection.Root;

/// What [DriveConnections] promises. Each test starts without any.
public interface DriveConnectionsContract {
    Visibility MIRROR = new Visibility.Mirrored(Set.of(new Principal("domain:u.ac.jp")), true);
    Visibility ALL = new Visibility.Fixed(Set.of(Principal.ANYONE, new Principal("role:faculty")));
    Root PAPERS = new Root("1AbC", "論文 / papers");
    Root SHARED = new Root("0DeF", "Shared");

    DriveConnections connections();

    /// Of a person who has one.
    AccountId account();

    @Test
    default void keepsWhatWasChosen() {
        DriveConnection department =
                connections()
                        .add(
                                "学科",
                                new Login.ServiceAccount(),
                                null,
                                List.of(SHARED, PAPERS),
                                MIRROR);
        Login.Consent consent = new Login.Consent("a@u.ac.jp", Instant.ofEpochMilli(5));
        DriveConnection mine = connections().add("My Drive", consent, account(), List.of(), null);

        assertThat(connections().all()).containsExactly(department, mine);
        assertThat(connections().find(department.id())).contains(department);
        assertThat(connections().find(mine.id() + 100)).isEmpty();
        assertThat(department.roots()).containsExactly(SHARED, PAPERS);
        assertThat(department.visibility()).isEqualTo(MIRROR);
        assertThat(department.isFollowed()).isTrue();
        assertThat(mine.login()).isEqualTo(consent);
        assertThat(mine.owner()).isEqualTo(account());
        assertThat(mine.isFollowed()).isFalse();
        assertThat(mine.source()).startsWith("drive:").isNotEqualTo(department.source());
    }

    @Test
    default void changesWhatMayChange() {
        DriveConnection before =
                connections().add("a", new Login.ServiceAccount(), null, List.of(PAPERS), MIRROR);

        connections().change(before.id(), "b", List.of(SHARED), ALL);

        DriveConnection after = connections().find(before.id()).orElseThrow();
        assertThat(after.label()).isEqualTo("b");
        assertThat(after.roots()).containsExactly(SHARED);
        assertThat(after.visibility()).isEqualTo(ALL);
        assertThat(after.source()).isEqualTo(before.source());
    }

    @Test
    default void knowsWhoAgreedLast() {
        DriveConnection mine =
                connections()
                        .add(
                                "a",
                                new Login.Consent("a@u.ac.jp", Instant.EPOCH),
                                account(),
                                List.of(),
                                null);

        connections().agreedAgain(mine.id(), "b@u.ac.jp", Instant.ofEpochMilli(9));

        assertThat(connections().find(mine.id()).orElseThrow().login())
                .isEqualTo(new Login.Consent("b@u.ac.jp", Instant.ofEpochMilli(9)));
    }

    @Test
    default void followsNoneThatLeavesAndForgetsIt() {
        DriveConnection gone =
                connections().add("a", new Login.ServiceAccount(), null, List.of(PAPERS), MIRROR);
        connections().leave(gone.id());
        connections().change(gone.id(), "b", List.of(SHARED), ALL);

        DriveConnection leaving = connections().find(gone.id()).orElseThrow();
        assertThat(leaving.isFollowed()).isFalse();
        assertThat(leaving.label()).isEqualTo("a");
        assertThat(leaving.roots()).containsExactly(PAPERS);

        connections().remove(gone.id());
        connections().remove(gone.id());
        assertThat(connections().all()).isEmpty();
    }
}
