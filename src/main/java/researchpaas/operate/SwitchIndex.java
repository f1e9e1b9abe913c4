package researchpaas.operate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.Leases;
import researchpaas.ingest.TextExtractor.Closed;
import researchpaas.operate.BuildIndex.Step;
import researchpaas.search.ActiveIndex;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexChoices.Standing;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Moves the library to another search engine or embedding model. What is wanted stands in the
/// database, so whichever instance is there takes it up, after a crash too; one at a time works on
/// it.
@Component
public final class SwitchIndex implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SwitchIndex.class);
    private static final String LEASE = "index:switch";
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final ActiveIndex active;
    private final IndexChoices choices;
    private final BuildIndex build;
    private final Leases leases;
    private final SwitchReports reports;
    private final AuditLog audit;
    private final String run = UUID.randomUUID().toString();
    private final Semaphore asked = new Semaphore(0);
    private volatile @Nullable Thread worker;
    private volatile boolean broke;

    SwitchIndex(
            ActiveIndex active,
            IndexChoices choices,
            BuildIndex build,
            Leases leases,
            SwitchReports reports,
            AuditLog audit) {
        this.active = active;
        this.choices = choices;
        this.build = build;
        this.leases = leases;
        this.reports = reports;
        this.audit = audit;
    }

    // --- what people ask for

    /// What became of a request.
    public sealed interface Asked {
        /// It is under way, or done where it is a small thing.
        record Accepted(Choice index) implements Asked {}

        record Refused(Why why) implements Asked {}
    }

    public enum Why {
        UNKNOWN_ENGINE,
        UNKNOWN_MODEL,
        SERVES_ALREADY,
        ANOTHER_IS_BUILT,
        NO_PREVIOUS,
        NOTHING_IS_BUILT
    }

    /// Begins to move the library. Asking again for what is under way changes nothing.
    ///
    /// @param engine absent for the one that serves
    /// @param model absent for the one whose vectors are searched
    public Asked begin(@Nullable String engine, @Nullable String model, Actor by) {
        Choice serves = standing().active();
        String name = engine == null ? serves.engine() : engine;
        if (!active.engines().contains(name)) {
            return new Asked.Refused(Why.UNKNOWN_ENGINE);
        }
        Optional<EmbeddingModel> found = active.model(model == null ? serves.model() : model);
        return found.map(EmbeddingModel::card)
                .map(card -> begin(new Choice(name, card.id(), card.dimension()), by))
                .orElseGet(() -> new Asked.Refused(Why.UNKNOWN_MODEL));
    }

    /// Begins to move the library back to the index that served before.
    public Asked back(Actor by) {
        Choice previous = standing().previous();
        return previous == null ? new Asked.Refused(Why.NO_PREVIOUS) : begin(previous, by);
    }

    private Asked begin(Choice next, Actor by) {
        Choice serves = standing().active();
        if (next.equals(serves)) {
            return new Asked.Refused(Why.SERVES_ALREADY);
        }
        // before it begins, so that nobody takes the former one for its own
        reports.forget();
        if (!choices.build(next, !next.model().equals(serves.model()))) {
            return new Asked.Refused(Why.ANOTHER_IS_BUILT);
        }
        record(next, by, "build");
        asked.release();
        return new Asked.Accepted(next);
    }

    /// Ends what is under way. What was built stays where it is; another request goes on with it.
    public Asked giveUp(Actor by) {
        Choice building = standing().building();
        if (building == null) {
            return new Asked.Refused(Why.NOTHING_IS_BUILT);
        }
        choices.giveUp();
        active.look();
        record(building, by, "give up");
        return new Asked.Accepted(building);
    }

    /// Deletes the index that served before.
    ///
    /// @throws IndexUnavailable when its engine does not answer; the library does without it all
    ///   the same
    public Asked forget(Actor by) {
        Choice previous = standing().previous();
        if (previous == null) {
            return new Asked.Refused(Why.NO_PREVIOUS);
        }
        choices.forget();
        record(previous, by, "forget");
        active.look();
        active.discard(previous);
        return new Asked.Accepted(previous);
    }

    private void record(Choice index, Actor by, String what) {
        audit.record(
                AuditEvent.done(
                                AuditAction.SETTINGS_CHANGED,
                                by,
                                Subject.of(
                                        Subject.Kind.INDEX, index.engine() + "/" + index.model()))
                        .with("change", what));
    }

    // --- what is told

    /// @param serves what this instance searches
    /// @param standing what the database says
    /// @param step of what this instance works on; absent where it does not
    /// @param broke the newest try broke off, for example since an engine did not answer; it is
    ///   tried again
    /// @param last the newest report, whichever instance made it; absent while a move is under way
    public record Status(
            Choice serves,
            Choice configured,
            Standing standing,
            @Nullable Step step,
            boolean broke,
            List<String> held,
            List<String> engines,
            List<String> models,
            @Nullable SwitchReport last) {}

    public Status status() {
        return new Status(
                active.current(),
                active.configured(),
                standing(),
                build.step().orElse(null),
                broke || build.isWaiting(),
                active.held(),
                active.engines(),
                active.models(),
                reports.newest().orElse(null));
    }

    /// What is being built.
    public Optional<Choice> building() {
        return choices.standing().map(Standing::building);
    }

    /// How far it is, where this instance works on it.
    public Optional<Step> step() {
        return build.step();
    }

    private Standing standing() {
        return choices.standing().orElseThrow();
    }

    // --- the work

    @Override
    public synchronized void start() {
        if (worker == null) {
            Thread thread = Thread.ofVirtual().name("index-switch").unstarted(this::work);
            worker = thread;
            thread.start();
        }
    }

    /// What is under way is taken up by the next start. Not by an interrupt, which closes the files
    /// and connections that a thread is reading from.
    @Override
    public void stop() {
        Thread ending = worker;
        worker = null;
        asked.release();
        if (ending != null) {
            try {
                ending.join(LONGEST_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void work() {
        while (isWorking()) {
            try {
                workOnce();
                broke = false;
            } catch (InterruptedException | Closed e) {
                return;
            } catch (RuntimeException e) {
                if (isWorking()) {
                    broke = true;
                    log.atWarn().setCause(e).log("The switch of the search index is tried again.");
                }
            }
            try {
                if (asked.tryAcquire(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    asked.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isWorking() {
        return worker == Thread.currentThread();
    }

    private void workOnce() throws InterruptedException {
        Choice building = building().orElse(null);
        if (building == null || !leases.hold(LEASE, run)) {
            return;
        }
        Semaphore done = new Semaphore(0);
        AtomicBoolean held = new AtomicBoolean(true);
        Thread renewing =
                Thread.ofVirtual().name("index-switch-lease").start(() -> renewUntil(done, held));
        try {
            build.build(building, () -> held.get() && isWorking()).ifPresent(reports::keep);
        } finally {
            done.release();
            renewing.join();
            leases.release(LEASE, run);
        }
    }

    /// A database that is away for a moment must not end the renewing: another instance would begin
    /// beside this one. Where one has begun, this one ends.
    private void renewUntil(Semaphore done, AtomicBoolean held) {
        try {
            while (!done.tryAcquire(Leases.TERM.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                try {
                    held.set(leases.hold(LEASE, run));
                } catch (RuntimeException e) {
                    log.atWarn().setCause(e).log("The lease of the switch could not be renewed.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
