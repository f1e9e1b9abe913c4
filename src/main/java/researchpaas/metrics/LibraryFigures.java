package researchpaas.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.Finding;
import researchpaas.operate.Health;
import researchpaas.operate.Reconciliation;
import researchpaas.search.SearchIndex;

/// How the library is, looked at when somebody reads the figures: at most every second, one look at
/// a time, and never waited for longer than a reader has patience. What could not be looked at in
/// time is told as it was, with its age.
@Component
final class LibraryFigures {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final CheckHealth health;
    private final SearchIndex index;
    private final Clock clock;
    private final MultiGauge states;
    private final MultiGauge parts;
    private final MultiGauge latencies;
    private final MultiGauge failed;
    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable CompletableFuture<Void>> looking =
            new AtomicReference<>();
    private volatile Seen seen = Seen.NOTHING;

    LibraryFigures(CheckHealth health, SearchIndex index, Clock clock, MeterRegistry registry) {
        this.health = health;
        this.index = index;
        this.clock = clock;
        this.states = several(registry, "health", "1 for the state in which the whole is, else 0");
        this.parts =
                several(
                        registry,
                        "health.part",
                        "1 healthy, 0.5 degraded, 0 down; a part that nobody asked for is absent");
        this.failed =
                several(registry, "jobs.failed", "Sources whose newest scan failed, by the reason");
        this.latencies =
                several(
                        registry,
                        "health.latency.seconds",
                        "How long a part took to answer, of those that are asked");
        Gauge.builder(Names.PREFIX + "ready", health, one -> one.ready() ? 1 : 0)
                .description("1 when searches answer from the whole library")
                .register(registry);
        gauge(registry, "figures.age.seconds", "Age of what was looked at last", this::age);
        gauge(registry, "index.behind", "Changes that search does not know yet", Seen::behind);
        gauge(registry, "index.documents", "Documents in the search index", Seen::documents);
        gauge(registry, "index.passages", "Passages in the search index", Seen::passages);
        gauge(registry, "jobs.waiting", "Scans that wait", Seen::waiting);
        gauge(registry, "jobs.running", "Scans that run", Seen::running);
        gauge(
                registry,
                "jobs.waiting.oldest.seconds",
                "Age of the oldest scan that waits, 0 without one",
                Seen::oldestWaiting);
        gauge(
                registry,
                "jobs.running.longest.seconds",
                "How long the scan has run that runs longest, 0 without one",
                Seen::longestRunning);
        gauge(
                registry,
                "import.queue",
                "Files that running scans still have before them",
                Seen::queue);
        gauge(
                registry,
                "backup.age.seconds",
                "Age of the library's state in the last proved archive",
                Seen::backupAge);
        gauge(
                registry,
                "reconcile.findings",
                "What the last comparison of database and index found",
                Seen::findings);
    }

    private static MultiGauge several(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(Names.PREFIX + name).description(description).register(registry);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<Seen> value) {
        Gauge.builder(Names.PREFIX + name, this, one -> value.applyAsDouble(one.seen))
                .description(description)
                .register(registry);
    }

    private double age(Seen last) {
        return last.at() == null ? Double.NaN : last.age().toMillis() / 1000.0;
    }

    /// Looks at everything, unless somebody just has.
    void look() {
        Seen last = seen;
        if (last.at() != null && last.age().compareTo(AT_MOST_EVERY) < 0) {
            return;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = looking.compareAndExchange(null, mine);
        if (running == null) {
            running = mine;
            thread.execute(() -> {
                try {
                    tell(see());
                    mine.complete(null);
                } catch (RuntimeException e) {
                    // it shows in the age of what was seen last
                    mine.completeExceptionally(e);
                } finally {
                    looking.set(null);
                }
            });
        }
        var _ =
                running.copy()
                        .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(_ -> null)
                        .join();
    }

    private Seen see() {
        Health now = health.check();
        return new Seen(clock.instant(), System.nanoTime(), now, size());
    }

    private SearchIndex.@Nullable Size size() {
        try {
            return index.size();
        } catch (SearchIndex.IndexUnavailable e) {
            return null;
        }
    }

    private void tell(Seen now) {
        seen = now;
        Health found = now.health();
        if (found == null) {
            return;
        }
        states.register(oneOf("state", Health.Status.values(), found.status()), true);
        parts.register(parts(found), true);
        latencies.register(latencies(found), true);
        failed.register(failed(now.jobs()), true);
    }

    private static <E extends Enum<E>> List<Row<?>> oneOf(String label, E[] all, E now) {
        List<Row<?>> rows = new ArrayList<>();
        for (E one : all) {
            rows.add(Row.of(Tags.of(label, Names.word(one)), one == now ? 1 : 0));
        }
        return rows;
    }

    private static List<Row<?>> parts(Health found) {
        return found.parts().stream()
                .filter(part -> part.state() != Health.State.OFF)
                .<Row<?>>map(part -> Row.of(tags(part), how(part.state())))
                .toList();
    }

    private static double how(Health.State state) {
        return switch (state) {
            case HEALTHY -> 1;
            case DEGRADED -> 0.5;
            case DOWN -> 0;
            case OFF -> Double.NaN;
        };
    }

    private static List<Row<?>> latencies(Health found) {
        List<Row<?>> rows = new ArrayList<>();
        for (Health.Part part : found.parts()) {
            Duration latency = part.latency();
            if (latency != null) {
                rows.add(Row.of(tags(part), latency.toNanos() / NANOS));
            }
        }
        return rows;
    }

    private static Tags tags(Health.Part part) {
        return Tags.of("part", Names.word(part.name()));
    }

    private static List<Row<?>> failed(List<Job> newest) {
        return newest.stream()
                .filter(job -> job.state() == JobState.FAILED)
                .collect(
                        Collectors.groupingBy(
                                job ->
                                        job.trouble() == null
                                                ? "unknown"
                                                : Names.word(job.trouble().code()),
                                Collectors.counting()))
                .entrySet()
                .stream()
                .<Row<?>>map(one -> Row.of(Tags.of("reason", one.getKey()), one.getValue()))
                .toList();
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }

    /// @param at absent before the first look
    /// @param nanos the same moment for measuring, by a clock that nobody sets
    /// @param size absent while the index does not answer
    private record Seen(
            @Nullable Instant at,
            long nanos,
            @Nullable Health health,
            SearchIndex.@Nullable Size size) {
        static final Seen NOTHING = new Seen(null, 0, null, null);

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }

        /// The newest of each source.
        List<Job> jobs() {
            return health == null ? List.of() : health.figures().jobs();
        }

        double behind() {
            Long behind = health == null ? null : health.figures().behind();
            return behind == null ? Double.NaN : behind;
        }

        double documents() {
            return size == null ? Double.NaN : size.documents();
        }

        double passages() {
            return size == null ? Double.NaN : size.passages();
        }

        double waiting() {
            return in(JobState.WAITING);
        }

        double running() {
            return in(JobState.RUNNING);
        }

        private long in(JobState state) {
            return jobs().stream().filter(job -> job.state() == state).count();
        }

        double oldestWaiting() {
            return jobs().stream()
                    .filter(job -> job.state() == JobState.WAITING)
                    .mapToDouble(job -> since(job.createdAt()))
                    .max()
                    .orElse(0);
        }

        double longestRunning() {
            return jobs().stream()
                    .filter(job -> job.state() == JobState.RUNNING)
                    .mapToDouble(job -> since(job.startedAt()))
                    .max()
                    .orElse(0);
        }

        private double since(@Nullable Instant then) {
            return at == null || then == null ? 0 : seconds(then, at);
        }

        double queue() {
            return jobs().stream()
                    .filter(job -> job.state() == JobState.RUNNING)
                    .mapToInt(job -> Math.max(0, job.planned() - job.done()))
                    .sum();
        }

        double backupAge() {
            Instant proved = health == null ? null : health.figures().provedBackup();
            return at == null || proved == null ? Double.NaN : seconds(proved, at);
        }

        double findings() {
            Reconciliation last = health == null ? null : health.figures().reconciliation();
            return last == null
                    ? Double.NaN
                    : last.findings().stream().mapToLong(Finding::count).sum();
        }
    }
}
