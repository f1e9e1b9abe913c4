package researchpaas.operate;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.document.Database;

/// The end, told before it comes: from the moment on that the program is asked to end it is no
/// longer ready, and for a while it answers all the same, so that whoever shares out requests sends
/// them elsewhere before nobody takes them here.
@Component
public final class LeaveInOrder implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LeaveInOrder.class);

    private final Farewell farewell;
    private volatile boolean leaving;
    private volatile boolean running;

    LeaveInOrder(Farewell farewell) {
        this.farewell = farewell;
    }

    /// @param drain how long requests are still answered after the program was asked to end
    /// @param database asked for at the end only: a command beside a server opens none
    public record Farewell(Duration drain, Supplier<Database> database) {}

    public boolean isLeaving() {
        return leaving;
    }

    /// The program is asked to end: from now on it is not ready.
    public void told() {
        leaving = true;
        if (running) {
            log.atInfo().log("The program was asked to end");
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /// With a library that only one instance can have open, nobody else could answer.
    @Override
    public void stop(Runnable done) {
        running = false;
        boolean others =
                switch (farewell.database().get().engine()) {
                    case SQLITE -> false;
                    case POSTGRESQL -> true;
                };
        if (!leaving || !others || farewell.drain().isZero()) {
            done.run();
            return;
        }
        Thread.ofVirtual()
                .name("farewell")
                .start(() -> {
                    try {
                        Thread.sleep(farewell.drain());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        done.run();
                    }
                });
    }

    @Override
    public void stop() {
        running = false;
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
