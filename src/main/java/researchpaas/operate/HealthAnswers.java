package researchpaas.operate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Database.Trouble;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Reason;
import researchpaas.operate.BackupPlan.Standing;
import researchpaas.operate.Backups.Proof;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;
import researchpaas.operate.Health.Symptom;
import researchpaas.operate.Probe.Told;
import researchpaas.search.MeaningStanding;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// What the parts told, and what is to be thought of it.
///
/// @param last change of the database
/// @param trouble what is the matter with the database; late where there was no cause to ask
/// @param cursor of the index
/// @param following what keeps the index from taking changes; absent while it takes them
/// @param level whether the index was level with the database at some time since the start
/// @param jobs the newest of each source
/// @param proved the newest proved archive
/// @param plan what is wanted of backups
/// @param drives names of those that are followed
/// @param compared the newest comparison; absent when there was none
/// @param nothingTaken whether no row of an earlier system is here
record HealthAnswers(
        Instant at,
        Told<Long> last,
        Told<Optional<Trouble>> trouble,
        Told<Long> cursor,
        SearchIndex.@Nullable Trouble following,
        boolean level,
        MeaningStanding meaning,
        LanguageModels.Standing writes,
        List<Job> jobs,
        Told<Optional<Proof>> proved,
        BackupPlan plan,
        Set<String> drives,
        Told<StateDisk.Space> disk,
        @Nullable Reconciliation compared,
        Told<Boolean> nothingTaken) {

    List<Part> parts() {
        return Stream.of(Name.values()).map(this::part).toList();
    }

    /// Without its database the library cannot be read; all else leaves something of it.
    static Status status(List<Part> parts) {
        Map<Name, State> states = parts.stream().collect(Collectors.toMap(Part::name, Part::state));
        if (states.get(Name.DATABASE) == State.DOWN) {
            return Status.DOWN;
        }
        return states.values().stream().allMatch(s -> s == State.HEALTHY || s == State.OFF)
                ? Status.HEALTHY
                : Status.DEGRADED;
    }

    private Part part(Name name) {
        return switch (name) {
            case DATABASE -> database();
            case INDEX -> index();
            case EMBEDDING_MODEL -> embeddingModel();
            case DRIVE -> drive();
            case LANGUAGE_MODEL -> languageModel();
            case JOBS -> scans();
            case BACKUP -> backup();
            case DISK -> stateDisk();
            case AGREEMENT -> agreement();
            case TAKEOVER -> takeover();
        };
    }

    /// A full disk leaves reading.
    private Part database() {
        Optional<Trouble> known = trouble.or(Optional.empty());
        return last.isHere()
                ? asked(
                        Name.DATABASE,
                        known.isPresent() ? State.DEGRADED : State.HEALTHY,
                        last,
                        known.map(HealthAnswers::symptom).orElse(null))
                : asked(Name.DATABASE, State.DOWN, last, symptom(known.orElse(Trouble.SLOW)));
    }

    private static Symptom symptom(Trouble trouble) {
        return Symptom.of("database." + trouble);
    }

    /// While it is down, words are found in the database.
    private Part index() {
        SearchIndex.Trouble down =
                switch (cursor) {
                    case Told.Here<Long> _ -> null;
                    case Told.Late<Long> _ -> SearchIndex.Trouble.SLOW;
                    case Told.Failed<Long>(RuntimeException why) ->
                            why instanceof IndexUnavailable unavailable
                                    ? unavailable.trouble()
                                    : SearchIndex.Trouble.OTHER;
                };
        if (down != null) {
            return asked(Name.INDEX, State.DOWN, cursor, Symptom.of("health.index." + down));
        }
        if (following != null) {
            return asked(
                    Name.INDEX, State.DEGRADED, cursor, Symptom.of("health.index." + following));
        }
        return level
                ? asked(Name.INDEX, State.HEALTHY, cursor, null)
                : asked(Name.INDEX, State.DEGRADED, cursor, Symptom.of("health.index.CATCHING_UP"));
    }

    private Part embeddingModel() {
        return switch (meaning) {
            case WORKS -> told(Name.EMBEDDING_MODEL, State.HEALTHY, null, at);
            case FAILED, ABSENT ->
                    told(
                            Name.EMBEDDING_MODEL,
                            State.DOWN,
                            Symptom.of("health.model." + meaning),
                            at);
        };
    }

    private Part drive() {
        List<Job> theirs = jobs.stream().filter(job -> drives.contains(job.source())).toList();
        Instant seen =
                theirs.stream()
                        .flatMap(job -> Stream.ofNullable(job.endedAt()))
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return drives.isEmpty()
                ? told(Name.DRIVE, State.OFF, null, null)
                : failed(theirs)
                        .map(job -> told(Name.DRIVE, State.DOWN, symptom(job), seen))
                        .orElseGet(() -> told(Name.DRIVE, State.HEALTHY, null, seen));
    }

    /// The newest one, though other sources were scanned since.
    private static Optional<Job> failed(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.state() == JobState.FAILED)
                .max(Comparator.comparingLong(Job::id));
    }

    private static @Nullable Symptom symptom(Job failed) {
        Reason trouble = failed.trouble();
        return trouble == null ? null : new Symptom("reason." + trouble.code(), trouble.details());
    }

    private Part languageModel() {
        return switch (writes.state()) {
            case NONE -> told(Name.LANGUAGE_MODEL, State.OFF, null, null);
            case READY -> told(Name.LANGUAGE_MODEL, State.HEALTHY, null, writes.used());
            case RESTING, UNKNOWN_MODEL ->
                    told(
                            Name.LANGUAGE_MODEL,
                            State.DOWN,
                            writes.last() == null
                                    ? null
                                    : Symptom.of("answer.operator." + writes.last()),
                            writes.used());
        };
    }

    private Part scans() {
        return failed(jobs)
                .map(job -> told(Name.JOBS, State.DEGRADED, symptom(job), at))
                .orElseGet(() -> told(Name.JOBS, State.HEALTHY, null, at));
    }

    /// While the database does not answer, nothing is known of them.
    private Part backup() {
        if (!plan.isOn()) {
            return told(Name.BACKUP, State.OFF, null, null);
        }
        if (!(proved instanceof Told.Here<Optional<Proof>>(Optional<Proof> proof, _))) {
            return told(Name.BACKUP, State.HEALTHY, null, null);
        }
        Standing standing = plan.standing(proof, at);
        return standing.isBad()
                ? told(Name.BACKUP, State.DEGRADED, Symptom.of("health.backup." + standing), at)
                : told(Name.BACKUP, State.HEALTHY, null, at);
    }

    private Part stateDisk() {
        if (!(disk instanceof Told.Here<StateDisk.Space>(StateDisk.Space space, _))) {
            return asked(Name.DISK, State.DOWN, disk, Symptom.of("health.disk.UNKNOWN"));
        }
        String free = Long.toString(space.freeMegabytes());
        if (space.isFull()) {
            return asked(Name.DISK, State.DOWN, disk, Symptom.of("health.disk.FULL", free));
        }
        return space.isLow()
                ? asked(Name.DISK, State.DEGRADED, disk, Symptom.of("health.disk.LOW", free))
                : asked(Name.DISK, State.HEALTHY, disk, null);
    }

    private Part agreement() {
        if (compared == null) {
            return told(Name.AGREEMENT, State.OFF, null, null);
        }
        long findings = compared.findings().stream().mapToLong(Finding::count).sum();
        return compared.agrees()
                ? told(Name.AGREEMENT, State.HEALTHY, null, compared.at())
                : told(
                        Name.AGREEMENT,
                        State.DEGRADED,
                        Symptom.of("reconcile.found", Long.toString(findings)),
                        compared.at());
    }

    private Part takeover() {
        return nothingTaken.or(true)
                ? told(Name.TAKEOVER, State.OFF, null, null)
                : told(Name.TAKEOVER, State.HEALTHY, null, at);
    }

    private Part asked(Name name, State state, Told<?> told, @Nullable Symptom symptom) {
        return new Part(name, state, told.latency(), symptom, at, at);
    }

    private Part told(Name name, State state, @Nullable Symptom symptom, @Nullable Instant seen) {
        return new Part(name, state, null, symptom, at, seen);
    }
}
