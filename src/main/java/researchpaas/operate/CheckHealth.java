package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Changes;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.KnownDrives;
import researchpaas.operate.Backups.Proof;
import researchpaas.operate.Health.Figures;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Probe.Told;
import researchpaas.search.ActiveIndex;
import researchpaas.search.IndexFollower;
import researchpaas.takeover.LegacyRows;

/// Asks each part how it is, all at once. A part that does not answer in time counts as down, so
/// this returns within two seconds whatever hangs. What is outside (drives, language models) is not
/// asked: what its last use told is told again.
@Component
public class CheckHealth {
    private static final Duration PATIENCE = Duration.ofMillis(1800);

    /// A database that has not answered by then is asked what is the matter with it, on a
    /// connection of its own.
    private static final Duration SUSPICIOUS = Duration.ofMillis(400);

    private final Database library;
    private final ActiveIndex index;
    private final IndexFollower follower;
    private final BackupPlan plan;
    private final Reconcile reconcile;
    private final LanguageModels writers;
    private final LeaveInOrder leave;
    private final Probe<Long> last;
    private final Probe<Optional<Trouble>> trouble;
    private final Probe<Long> cursor;
    private final Probe<List<Job>> jobs;
    private final Probe<Optional<Proof>> proved;
    private final Probe<Set<String>> drives;
    private final Probe<StateDisk.Space> disk;
    private final Probe<Boolean> nothingTaken;
    private final Map<Name, Part> before = new EnumMap<>(Name.class);

    CheckHealth(
            Database library,
            Changes changes,
            ActiveIndex index,
            IndexFollower follower,
            Jobs jobs,
            Backups backups,
            BackupPlan plan,
            Reconcile reconcile,
            KnownDrives drives,
            LanguageModels writers,
            StateDisk disk,
            LegacyRows legacy,
            LeaveInOrder leave) {
        this.library = library;
        this.index = index;
        this.follower = follower;
        this.plan = plan;
        this.reconcile = reconcile;
        this.writers = writers;
        this.leave = leave;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        this.last = new Probe<>(changes::last, threads);
        this.trouble = new Probe<>(library::trouble, threads);
        this.cursor = new Probe<>(index::cursor, threads);
        this.jobs = new Probe<>(jobs::latestOfEach, threads);
        this.proved = new Probe<>(backups::latest, threads);
        this.drives = new Probe<>(() -> names(drives), threads);
        this.disk = new Probe<>(disk::space, threads);
        this.nothingTaken = new Probe<>(legacy::isEmpty, threads);
    }

    private static Set<String> names(KnownDrives drives) {
        return drives.all().stream().map(FollowedDrive::name).collect(Collectors.toSet());
    }

    public Health check() {
        HealthAnswers answers = ask();
        List<Part> parts = answers.parts().stream().map(this::sinceWhen).toList();
        return new Health(HealthAnswers.status(parts), answers.at(), parts, figures(answers));
    }

    private HealthAnswers ask() {
        var lastTold = last.ask(PATIENCE);
        var troubleTold = trouble(lastTold);
        var cursorTold = cursor.ask(PATIENCE);
        var jobsTold = jobs.ask(PATIENCE);
        var provedTold = proved.ask(PATIENCE);
        var drivesTold = drives.ask(PATIENCE);
        var diskTold = disk.ask(PATIENCE);
        var nothingTold = nothingTaken.ask(PATIENCE);
        return new HealthAnswers(
                Clock.systemUTC().instant(),
                lastTold.join(),
                troubleTold.join(),
                cursorTold.join(),
                follower.trouble().orElse(null),
                follower.isReady(),
                index.meaning(),
                writers.standing(),
                jobsTold.join().or(List.of()),
                provedTold.join(),
                plan,
                drivesTold.join().or(Set.of()),
                diskTold.join(),
                reconcile.status().last(),
                nothingTold.join());
    }

    /// A database that answers is asked only after a write failed.
    private CompletableFuture<Told<Optional<Trouble>>> trouble(CompletableFuture<Told<Long>> last) {
        if (library.isSuspect()) {
            return trouble.ask(PATIENCE);
        }
        return last.copy()
                .completeOnTimeout(new Told.Late<>(), SUSPICIOUS.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(told ->
                        told.isHere()
                                ? CompletableFuture.completedFuture(new Told.Late<>())
                                : trouble.ask(PATIENCE.minus(SUSPICIOUS)));
    }

    private Part sinceWhen(Part now) {
        synchronized (before) {
            Part earlier = before.get(now.name());
            Part told =
                    earlier != null && earlier.state() == now.state()
                            ? now.since(earlier.since())
                            : now;
            before.put(now.name(), told);
            return told;
        }
    }

    private Figures figures(HealthAnswers answers) {
        return new Figures(
                library.engine(),
                index.engine(),
                answers.last() instanceof Told.Here<Long>(Long last, _)
                                && answers.cursor() instanceof Told.Here<Long>(Long cursor, _)
                        ? Math.max(0, last - cursor)
                        : null,
                index.card().id(),
                answers.jobs(),
                answers.proved().or(Optional.empty()).map(Proof::created).orElse(null),
                answers.compared(),
                answers.writes(),
                answers.disk() instanceof Told.Here<StateDisk.Space>(StateDisk.Space space, _)
                        ? space
                        : null);
    }

    /// Whether searches answer from the whole library: true from the moment when the index, after a
    /// start, has applied everything there is. Later imports do not take it back; a file being
    /// imported is not found yet, that is all.
    ///
    /// Asks nobody, and is false again from the moment on that the program is asked to end.
    public Readiness readiness() {
        if (leave.isLeaving()) {
            return Readiness.STOPPING;
        }
        return follower.isReady() ? Readiness.READY : Readiness.CATCHING_UP;
    }

    public boolean ready() {
        return readiness() == Readiness.READY;
    }

    public enum Readiness {
        READY,
        CATCHING_UP,
        STOPPING
    }
}
