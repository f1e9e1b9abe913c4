package researchpaas.operate.scheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Kind;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.operate.ArchivePlaces;
import researchpaas.operate.ArchiveStore;
import researchpaas.operate.ArchiveStore.PlaceUnavailable;
import researchpaas.operate.Backups;
import researchpaas.operate.Backups.Proof;

/// Whether backups are asked for, whether their place answers, and how old the last one is that was
/// proved.
@EnableConfigurationProperties(BackupSettings.class)
final class CheckBackups implements Check {
    private final Environment environment;
    private final BackupSettings settings;
    private final List<ArchivePlaces> places;
    private final DatabaseSetup database;
    private final ObjectProvider<Backups> backups;
    private final Clock clock;

    CheckBackups(
            Environment environment,
            BackupSettings settings,
            List<ArchivePlaces> places,
            DatabaseSetup database,
            ObjectProvider<Backups> backups,
            Clock clock) {
        this.environment = environment;
        this.settings = settings;
        this.places = List.copyOf(places);
        this.database = database;
        this.backups = backups;
        this.clock = clock;
    }

    @Override
    public List<Diagnosis> look() {
        String to = settings.to().strip();
        if (to.isEmpty()) {
            boolean development =
                    environment
                            .getProperty("research-paas.environment", "development")
                            .equals("development");
            return List.of(
                    development
                            ? Diagnosis.notChecked(Topic.BACKUP, "backup.off")
                            : Diagnosis.warning(Topic.BACKUP, "backup.off"));
        }
        Optional<ArchiveStore> store =
                places.stream().flatMap(kind -> kind.at(to).stream()).findFirst();
        if (store.isEmpty()) {
            return List.of(Diagnosis.wrong(Topic.BACKUP, "backup.unknown", masked(to)));
        }
        try {
            int kept = store.get().list().size();
            return List.of(proof(store.get().place(), kept));
        } catch (PlaceUnavailable e) {
            return List.of(Diagnosis.wrong(Topic.BACKUP, "backup.unreachable", masked(to)));
        }
    }

    /// A key does not belong into an address; who wrote one there need not read it here.
    private static String masked(String place) {
        return place.replaceFirst("//[^/]*@", "//***@");
    }

    private Diagnosis proof(String place, int kept) {
        // a database without tables has no record
        boolean readable =
                database.look().steps().stream()
                        .anyMatch(step ->
                                step.kind() == Kind.SCHEMA && step.outcome() == Outcome.FINE);
        if (!readable) {
            return Diagnosis.notChecked(Topic.BACKUP, "backup.noRecord", place, kept);
        }
        try {
            return judge(backups.getObject().latest(), place, kept);
        } catch (DataAccessException e) {
            return Diagnosis.notChecked(Topic.BACKUP, "backup.noRecord", place, kept);
        }
    }

    private Diagnosis judge(Optional<Proof> proof, String place, int kept) {
        if (proof.isEmpty()) {
            return Diagnosis.warning(Topic.BACKUP, "backup.never", place);
        }
        Instant created = proof.get().created();
        long hours = Duration.between(created, clock.instant()).toHours();
        if (created.plus(settings.every().multipliedBy(2)).isBefore(clock.instant())) {
            return Diagnosis.wrong(Topic.BACKUP, "backup.old", place, hours);
        }
        return proof.get().sameDisk()
                ? Diagnosis.warning(Topic.BACKUP, "backup.sameDisk", place, hours)
                : Diagnosis.ok(Topic.BACKUP, "backup", place, kept, hours);
    }
}
