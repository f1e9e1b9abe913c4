package researchpaas.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A lease on a source that is renewed until it is closed, by a thread of its own, for reading one
/// file may take longer than the lease holds.
final class HeldSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeldSource.class);
    private static final Duration RENEW = Leases.TERM.dividedBy(4);

    private final Leases leases;
    private final String source;
    private final String run;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Lock renewing = new ReentrantLock();
    private volatile boolean lost;

    private HeldSource(Leases leases, String source, String run, Duration every) {
        this.leases = leases;
        this.source = source;
        this.run = run;
        this.every = every;
    }

    /// Absent while another run holds it.
    static Optional<HeldSource> of(Leases leases, String source) {
        return of(leases, source, RENEW);
    }

    /// @param every how often it is renewed
    static Optional<HeldSource> of(Leases leases, String source, Duration every) {
        String run = UUID.randomUUID().toString();
        if (!leases.hold(source, run)) {
            return Optional.empty();
        }
        HeldSource held = new HeldSource(leases, source, run, every);
        Thread.ofVirtual().name("lease-" + source).start(held::renew);
        return Optional.of(held);
    }

    /// Another run may have it by now.
    boolean isLost() {
        return lost;
    }

    private void renew() {
        Instant end = Instant.now().plus(Leases.TERM);
        try {
            while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                Instant next = Instant.now().plus(Leases.TERM);
                if (!holds()) {
                    lost |= !Instant.now().isBefore(end);
                } else {
                    end = next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Never after the release: the source would be held for nobody.
    private boolean holds() {
        renewing.lock();
        try {
            if (closed.getCount() == 0) {
                return true;
            }
            boolean holds = leases.hold(source, run);
            lost |= !holds;
            return holds;
        } catch (RuntimeException e) {
            // the database may be back before the lease ends
            log.atWarn().addKeyValue("source", source).setCause(e).log("A lease was not renewed");
            return false;
        } finally {
            renewing.unlock();
        }
    }

    @Override
    public void close() {
        renewing.lock();
        try {
            closed.countDown();
            if (!lost) {
                leases.release(source, run);
            }
        } finally {
            renewing.unlock();
        }
    }
}
