package researchpaas.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import researchpaas.ingest.Incident;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;

/// Follows jobs for those who listen, each stream in a virtual thread of its own. However many
/// listen to a job, the database is asked for it once a beat. A listener who went away is noticed
/// at the next event or heartbeat.
@Component
class JobStreams {
    private static final Logger log = LoggerFactory.getLogger(JobStreams.class);

    /// How many streams there are at most; a page that gets none asks from time to time instead.
    static final int MOST = 64;

    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /// How long a listener whose right was taken away is still told that nothing changed.
    private static final Duration LOOKS = Duration.ofSeconds(1);

    /// A browser connects again by itself.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Jobs jobs;
    private final Semaphore free = new Semaphore(MOST);
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private volatile boolean closing;

    JobStreams(Jobs jobs) {
        this.jobs = jobs;
    }

    /// Sends the job as it is now, then each change, and ends with the job.
    ///
    /// @param permitted asked before each event and from time to time; the stream ends when the
    ///   listener lost his right
    /// @throws TooManyStreams when the bound is reached
    SseEmitter follow(long id, BooleanSupplier permitted, Function<Job, JobJson> json) {
        if (!free.tryAcquire()) {
            throw new TooManyStreams();
        }
        // the stream's own end, not a time-out of the web server, bounds it
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual()
                .name("job-stream-" + id)
                .start(() -> {
                    try {
                        send(id, permitted, json, emitter);
                    } finally {
                        free.release();
                    }
                });
        return emitter;
    }

    int open() {
        return MOST - free.availablePermits();
    }

    /// Else an orderly end would wait for the listeners.
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    private void send(
            long id, BooleanSupplier permitted, Function<Job, JobJson> json, SseEmitter emitter) {
        try {
            sendAll(id, permitted, json, emitter);
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            // the listener went away: Spring tells it in one of these ways
            log.debug("A listener went away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("incident", Incident.newId())
                    .setCause(e)
                    .log("A stream of a job's progress broke");
            emitter.complete();
        }
    }

    private void sendAll(
            long id, BooleanSupplier permitted, Function<Job, JobJson> json, SseEmitter emitter)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long lastSent = start;
        long lastLooked = start;
        Job last = null;
        while (!closing && System.nanoTime() - start < LONGEST.toNanos()) {
            Job job = now(id).orElse(null);
            if (job == null) {
                return;
            }
            boolean news = !job.equals(last);
            boolean beat = System.nanoTime() - lastSent >= HEARTBEAT.toNanos();
            if (news || System.nanoTime() - lastLooked >= LOOKS.toNanos()) {
                if (!permitted.getAsBoolean()) {
                    return;
                }
                lastLooked = System.nanoTime();
            }
            if (news) {
                emitter.send(
                        SseEmitter.event()
                                .reconnectTime(2_000)
                                .data(json.apply(job), MediaType.APPLICATION_JSON));
                last = job;
                lastSent = System.nanoTime();
            } else if (beat) {
                emitter.send(SseEmitter.event().comment("still here"));
                lastSent = System.nanoTime();
            }
            if (!job.isActive()) {
                seen.remove(id);
                return;
            }
            Thread.sleep(BEAT);
        }
    }

    private Optional<Job> now(long id) {
        Seen latest =
                seen.compute(
                        id,
                        (_, before) ->
                                before != null && before.isRecent()
                                        ? before
                                        : new Seen(jobs.find(id).orElse(null), System.nanoTime()));
        return Optional.ofNullable(latest.job());
    }

    private record Seen(@Nullable Job job, long at) {
        /// A little less than a beat, so that each stream finds news at each of its beats.
        boolean isRecent() {
            return System.nanoTime() - at < BEAT.toNanos() * 4 / 5;
        }
    }

    static final class TooManyStreams extends RuntimeException {}
}
