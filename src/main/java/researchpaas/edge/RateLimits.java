package researchpaas.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/// How often somebody may ask: a bucket for each that refills evenly over a minute. Kept by each
/// instance for itself and forgotten at its end; never more than so many at a time, so that asking
/// from ever new addresses costs no memory. What is pushed out begins again with a full bucket.
final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_BUCKETS = 50_000;

    enum Limit {
        ADDRESS,
        SIGN_IN,
        REFUSED,
        ACCOUNT,
        KEY
    }

    private record Who(Limit limit, String name) {}

    private final LimitSettings settings;
    private final TimeMeter clock;
    private final Cache<Who, Bucket> buckets;

    RateLimits(LimitSettings settings, TimeMeter clock) {
        this.settings = settings;
        this.clock = clock;
        // an untouched bucket is full again after a minute, so nothing is lost with it
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST_BUCKETS)
                        .expireAfterAccess(MINUTE.multipliedBy(2))
                        .ticker(clock::currentTimeNanos)
                        .build();
    }

    /// Counts one.
    ///
    /// @return empty when it is allowed, else how long to wait for the next
    Optional<Duration> take(Limit limit, String name) {
        int perMinute = settings.perMinute(limit);
        if (perMinute == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = bucket(limit, name).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// As [#take], counting nothing.
    Optional<Duration> look(Limit limit, String name) {
        if (settings.perMinute(limit) == 0) {
            return Optional.empty();
        }
        long wait = bucket(limit, name).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
    }

    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(Limit limit, String name) {
        return buckets.get(new Who(limit, name), who -> full(settings.perMinute(who.limit())));
    }

    private Bucket full(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(clock)
                .build();
    }
}
