package researchpaas.operate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.SettingsOf;
import researchpaas.document.DatabaseSetup;
import researchpaas.operate.ArchivePlaces;
import researchpaas.operate.ArchiveStore;
import researchpaas.operate.Backups;
import researchpaas.operate.Backups.Proof;

class CheckBackupsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T06:00:00Z");

    @Test
    void missesBackupsOnlyWhereOthersRelyOnThem() {
        assertThat(look("development", " ", FINE, noProof()).state()).isEqualTo(State.NOT_CHECKED);
        Diagnosis production = look("production", "", FINE, noProof());
        assertThat(production.key()).isEqualTo("backup.off");
        assertThat(production.state()).isEqualTo(State.WARNING);
    }

    @Test
    void saysWhatIsNoPlaceAndWhichOneDoesNotAnswer() {
        assertThat(look("production", "ftp://u:p@host/x", FINE, noProof()))
                .isEqualTo(
                        Diagnosis.wrong(
                                Diagnosis.Topic.BACKUP, "backup.unknown", "ftp://***@host/x"));
        Diagnosis silent = look("production", "silent", FINE, noProof());
        assertThat(silent.key()).isEqualTo("backup.unreachable");
        assertThat(silent.state()).isEqualTo(State.WRONG);
    }

    @Test
    void judgesTheLastProofByItsAgeAndItsPlace() {
        assertThat(key(FINE, noProof())).isEqualTo("backup.never");
        assertThat(key(FINE, proof(Duration.ofHours(47), false))).isEqualTo("backup");
        assertThat(key(FINE, proof(Duration.ofHours(47), true))).isEqualTo("backup.sameDisk");
        Diagnosis old = look("production", "here", FINE, proof(Duration.ofHours(49), false));
        assertThat(old)
                .isEqualTo(Diagnosis.wrong(Diagnosis.Topic.BACKUP, "backup.old", "here", 49L));
    }

    @Test
    void asksNoDatabaseThatHasNoTablesOrIsAway() {
        Backups untouched =
                new Proofs(null) {
                    @Override
                    public Optional<Proof> latest() {
                        throw new AssertionError("not to be asked");
                    }
                };
        assertThat(key(DatabaseSetup.Outcome.NOTE, untouched)).isEqualTo("backup.noRecord");
        Backups away =
                new Proofs(null) {
                    @Override
                    public Optional<Proof> latest() {
                        throw new DataAccessResourceFailureException("away");
                    }
                };
        assertThat(key(FINE, away)).isEqualTo("backup.noRecord");
    }

    private static final DatabaseSetup.Outcome FINE = DatabaseSetup.Outcome.FINE;

    private static String key(DatabaseSetup.Outcome schema, Backups backups) {
        return look("production", "here", schema, backups).key();
    }

    private static Diagnosis look(
            String profile, String to, DatabaseSetup.Outcome schema, Backups backups) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("it", backups));
        ArchivePlaces places =
                place ->
                        place.contains("://")
                                ? Optional.empty()
                                : Optional.of(new Kept(place, place.equals("silent")));
        return new CheckBackups(
                        SettingsOf.environment(Map.of("PAAS_ENVIRONMENT", profile)),
                        new BackupSettings(to, Duration.ofHours(24), 7, Duration.ofMinutes(30)),
                        List.of(places),
                        new Looked(schema),
                        beans.getBeanProvider(Backups.class),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .look()
                .getFirst();
    }

    private static Backups noProof() {
        return new Proofs(null);
    }

    private static Backups proof(Duration age, boolean sameDisk) {
        return new Proofs(new Proof("a", "here", NOW.minus(age), NOW.minus(age), 1, 1, sameDisk));
    }

    private static class Proofs implements Backups {
        private final @Nullable Proof last;

        Proofs(@Nullable Proof last) {
            this.last = last;
        }

        @Override
        public void proved(Proof proof) {
            throw new AssertionError("a check changes nothing");
        }

        @Override
        public Optional<Proof> latest() {
            return Optional.ofNullable(last);
        }
    }

    private record Looked(Outcome schema) implements DatabaseSetup {
        @Override
        public Report prepare() {
            throw new AssertionError("a check changes nothing");
        }

        @Override
        public Report look() {
            return new Report("here", List.of(new Step(Kind.SCHEMA, schema, "16")));
        }
    }

    private record Kept(String place, boolean silent) implements ArchiveStore {
        @Override
        public List<ArchiveStore.Kept> list() {
            if (silent) {
                throw new PlaceUnavailable(place, new IOException("no route"));
            }
            return List.of(new ArchiveStore.Kept("a", 1));
        }

        @Override
        public void save(String name, Content content) {
            throw new AssertionError("a check changes nothing");
        }

        @Override
        public Path fetch(String name, Path folder) {
            throw new AssertionError("a check fetches nothing");
        }

        @Override
        public void delete(String name) {
            throw new AssertionError("a check changes nothing");
        }

        @Override
        public void clearLeftovers() {
            throw new AssertionError("a check changes nothing");
        }

        @Override
        public boolean sharesDiskWith(Path path) {
            return false;
        }
    }
}
