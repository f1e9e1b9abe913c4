package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Changes;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.KnownDrives;
import researchpaas.ingest.Reason;
import researchpaas.operate.BackupPlan.Standing;
import researchpaas.operate.Backups.Proof;
import researchpaas.operate.Health.Drives;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.IndexFollower;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Asks each part how it is. A part that does not answer in time counts as down, so this always
/// returns soon.
@Component
public class CheckHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database library;
    private final Changes changes;
    private final SearchIndex index;
    private final IndexFollower follower;
    private final EmbeddingModel model;
    private final Jobs jobs;
    private final Backups backups;
    private final BackupPlan plan;
    private final Reconcile reconcile;
    private final KnownDrives drives;
    private final LanguageModels writers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CheckHealth(
            Database library,
            Changes changes,
            SearchIndex index,
            IndexFollower follower,
            EmbeddingModel model,
            Jobs jobs,
            Backups backups,
            BackupPlan plan,
            Reconcile reconcile,
            KnownDrives drives,
            LanguageModels writers) {
        this.library = library;
        this.changes = changes;
        this.index = index;
        this.follower = follower;
        this.model = model;
        this.jobs = jobs;
        this.backups = backups;
        this.plan = plan;
        this.reconcile = reconcile;
        this.drives = drives;
        this.writers = writers;
    }

    public Health check() {
        CompletableFuture<Optional<Long>> last = ask(changes::last);
        AtomicReference<SearchIndex.Trouble> told = new AtomicReference<>(SearchIndex.Trouble.SLOW);
        CompletableFuture<Optional<Long>> cursor = ask(() -> cursor(told));
        Optional<List<Job>> latest = ask(jobs::latestOfEach).join();
        State database = latest.isPresent() && last.join().isPresent() ? State.UP : State.DOWN;
        State search = cursor.join().isPresent() ? State.UP : State.DOWN;
        Optional<Proof> proved = proved(database).join();
        Instant now = Clock.systemUTC().instant();
        Standing backup = plan.standing(proved, now);
        Set<String> followed = ask(this::followed).join().orElse(Set.of());
        Optional<Job> job = latest.flatMap(CheckHealth::telling);
        Optional<Trouble> trouble = trouble(database);
        Reconciliation compared = reconcile.status().last();
        LanguageModels.Standing writes = writers.standing();
        return new Health(
                status(database, trouble, search, job, backup, compared, writes),
                now,
                database,
                library.engine(),
                trouble.orElse(null),
                search,
                search == State.DOWN ? told.get() : null,
                index.engine(),
                last.join().flatMap(l -> cursor.join().map(c -> Math.max(0, l - c))).orElse(null),
                model.card().id(),
                job.orElse(null),
                backup,
                proved.map(Proof::created).orElse(null),
                compared,
                drives(followed, latest.orElse(List.of())),
                driveTrouble(followed, latest.orElse(List.of())),
                writes);
    }

    private long cursor(AtomicReference<SearchIndex.Trouble> told) {
        try {
            return index.cursor();
        } catch (IndexUnavailable e) {
            told.set(e.trouble());
            throw e;
        }
    }

    private Set<String> followed() {
        return drives.all().stream().map(FollowedDrive::name).collect(Collectors.toSet());
    }

    private static Drives drives(Set<String> followed, List<Job> latest) {
        List<Job> theirs = latest.stream().filter(job -> followed.contains(job.source())).toList();
        if (followed.isEmpty()) {
            return Drives.NOT_CONFIGURED;
        }
        if (theirs.stream().anyMatch(job -> job.state() == JobState.FAILED)) {
            return Drives.DOWN;
        }
        return theirs.isEmpty() ? Drives.WAITING : Drives.UP;
    }

    private static @Nullable Reason driveTrouble(Set<String> followed, List<Job> latest) {
        return latest.stream()
                .filter(job -> followed.contains(job.source()))
                .filter(job -> job.state() == JobState.FAILED)
                .flatMap(job -> Stream.ofNullable(job.trouble()))
                .findFirst()
                .orElse(null);
    }

    private CompletableFuture<Optional<Proof>> proved(State database) {
        return database == State.UP
                ? ask(backups::latest).thenApply(proof -> proof.flatMap(found -> found))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    /// A database that answers is asked only after a write failed.
    private Optional<Trouble> trouble(State database) {
        if (database == State.UP && !library.isSuspect()) {
            return Optional.empty();
        }
        Optional<Trouble> found = ask(library::trouble).join().flatMap(trouble -> trouble);
        return database == State.DOWN ? found.or(() -> Optional.of(Trouble.SLOW)) : found;
    }

    /// Whether searches answer from the whole library: true from the moment when the index, after a
    /// start, has applied everything there is. Later imports do not take it back; a file being
    /// imported is not found yet, that is all.
    public boolean ready() {
        return follower.isReady();
    }

    /// The newest one that failed, else the newest.
    private static Optional<Job> telling(List<Job> latest) {
        Comparator<Job> age = Comparator.comparingLong(Job::id);
        return latest.stream()
                .filter(job -> job.state() == JobState.FAILED)
                .max(age)
                .or(() -> latest.stream().max(age));
    }

    private static Status status(
            State database,
            Optional<Trouble> trouble,
            State index,
            Optional<Job> latest,
            Standing backup,
            @Nullable Reconciliation compared,
            LanguageModels.Standing writes) {
        if (database == State.DOWN) {
            return Status.DOWN;
        }
        boolean lastScanFailed = latest.filter(job -> job.state() == JobState.FAILED).isPresent();
        boolean disagrees = compared != null && !compared.agrees();
        return trouble.isPresent()
                        || index == State.DOWN
                        || lastScanFailed
                        || backup.isBad()
                        || disagrees
                        || writes.isBad()
                ? Status.DEGRADED
                : Status.HEALTHY;
    }

    private <T> CompletableFuture<Optional<T>> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(() -> Optional.of(question.get()), threads)
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> Optional.empty());
    }
}
