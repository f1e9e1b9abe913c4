package researchpaas.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean lost;

    private HeldSource(Leases leases, String source, String run) {
        this.leases = leases;
        this.source = source;
        this.run = run;
    }

    /// Absent while another run holds it.
    static Optional<HeldSource> of(Leases leases, String source) {
        String run = UUID.randomUUID().toString();
        if (!leases.hold(source, run)) {
            return Optional.empty();
        }
        HeldSource held = new HeldSource(leases, source, run);
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
            while (!closed.await(RENEW.toMillis(), TimeUnit.MILLISECONDS)) {
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

    private boolean holds() {
        try {
            boolean holds = leases.hold(source, run);
            lost |= !holds;
            return holds;
        } catch (RuntimeException e) {
            // the database may be back before the lease ends
            log.atWarn().addKeyValue("source", source).setCause(e).log("A lease was not renewed");
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!lost) {
            leases.release(source, run);
        }
    }
}
