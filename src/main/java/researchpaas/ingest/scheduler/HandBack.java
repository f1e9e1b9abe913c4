package researchpaas.ingest.scheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.ingest.IngestLibrary;

/// At the program's end jobs stop at their next file and go back into the queue, where another
/// instance, or the next start, finds them at once: first of all, while all that they need is still
/// there. What takes longer than one waits here is broken off, and read again as a whole.
@Component
final class HandBack implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HandBack.class);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration LOOKS = Duration.ofMillis(20);

    private final ObjectProvider<Scheduler> scheduler;
    private final ObjectProvider<IngestLibrary> ingest;
    private volatile boolean running;

    HandBack(ObjectProvider<Scheduler> scheduler, ObjectProvider<IngestLibrary> ingest) {
        this.scheduler = scheduler;
        this.ingest = ingest;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable done) {
        running = false;
        ingest.getObject().endSoon();
        Scheduler jobs = scheduler.getIfAvailable();
        if (jobs == null) {
            done.run();
            return;
        }
        jobs.pause();
        Thread.ofVirtual()
                .name("hand-back")
                .start(() -> {
                    try {
                        await(jobs);
                    } finally {
                        done.run();
                    }
                });
    }

    private static void await(Scheduler jobs) {
        long begin = System.nanoTime();
        try {
            while (!jobs.getCurrentlyExecuting().isEmpty()) {
                if (System.nanoTime() - begin > LONGEST.toNanos()) {
                    log.atWarn()
                            .addKeyValue("jobs", jobs.getCurrentlyExecuting().size())
                            .log("Jobs are broken off at the program's end");
                    return;
                }
                Thread.sleep(LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }
}
