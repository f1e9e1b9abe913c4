package researchpaas.ingest.googledrive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What goes wrong between the program and Google, by call and at will, and how often each call was
/// made.
public final class Faults {
    public enum Call {
        FILES_LIST,
        FILES_GET,
        DOWNLOAD,
        EXPORT,
        EXPORT_LINK,
        PERMISSIONS_LIST,
        CHANGES_LIST,
        START_TOKEN,
        DRIVES_GET,
        DRIVES_LIST,
        ABOUT,
        GROUPS_LIST,
        TOKEN
    }

    public enum Fault {
        /// The connection ends before an answer.
        RESET,
        /// No answer, ever.
        BLACK_HOLE,
        /// The whole answer, late.
        SLOW,
        /// A byte now and then.
        DRIP,
        /// Half of the answer, and its length says so.
        TRUNCATED,
        /// The connection ends in the middle of the answer.
        RESET_MID_BODY,
        /// Something that is no answer, with status 200.
        GARBAGE,
        TOO_MANY_REQUESTS,
        /// With `Retry-After: 1`.
        TOO_MANY_REQUESTS_LATER,
        INTERNAL_ERROR,
        SERVICE_UNAVAILABLE,
        USER_RATE_LIMIT,
        RATE_LIMIT,
        DAILY_LIMIT,
        FORBIDDEN,
        NOT_ENABLED,
        UNAUTHORIZED,
        INVALID_GRANT;

        @Nullable DriveRefusal refusal() {
            return switch (this) {
                case RESET, BLACK_HOLE, SLOW, DRIP, TRUNCATED, RESET_MID_BODY, GARBAGE -> null;
                case TOO_MANY_REQUESTS, TOO_MANY_REQUESTS_LATER ->
                        new DriveRefusal(429, "rateLimitExceeded", "Rate Limit Exceeded");
                case INTERNAL_ERROR -> new DriveRefusal(500, "internalError", "Internal Error");
                case SERVICE_UNAVAILABLE -> new DriveRefusal(503, "backendError", "Backend Error");
                case USER_RATE_LIMIT ->
                        new DriveRefusal(403, "userRateLimitExceeded", "User Rate Limit Exceeded");
                case RATE_LIMIT ->
                        new DriveRefusal(403, "rateLimitExceeded", "Rate Limit Exceeded");
                case DAILY_LIMIT ->
                        new DriveRefusal(403, "dailyLimitExceeded", "Daily Limit Exceeded");
                case FORBIDDEN ->
                        new DriveRefusal(
                                403,
                                "insufficientFilePermissions",
                                "The user does not have sufficient permissions for this file.");
                case NOT_ENABLED ->
                        new DriveRefusal(
                                403,
                                "accessNotConfigured",
                                "Google Drive API has not been used in project 123456 before or it"
                                        + " is disabled. Enable it by visiting"
                                        + " https://console.developers.google.com/apis/api/drive.googleapis.com/overview?project=123456"
                                        + " then retry.");
                case UNAUTHORIZED -> new DriveRefusal(401, "authError", "Invalid Credentials");
                case INVALID_GRANT ->
                        new DriveRefusal(
                                400, "invalid_grant", "Token has been expired or revoked.");
            };
        }
    }

    private final Map<Call, List<Fault>> planned = new EnumMap<>(Call.class);
    private final Map<Call, Fault> always = new EnumMap<>(Call.class);
    private final Map<Call, AtomicInteger> calls = new EnumMap<>(Call.class);
    private Runnable meanwhile = () -> {};
    private List<Fault> possible = List.of();
    private double chance;
    private Random random = new Random(0);
    private volatile CountDownLatch held = new CountDownLatch(1);

    /// The next calls of this kind go wrong so, one after the other.
    public synchronized void next(Call call, Fault... faults) {
        planned.computeIfAbsent(call, _ -> new ArrayList<>()).addAll(List.of(faults));
    }

    /// Every call of this kind, until [#clear].
    public synchronized void always(Call call, Fault fault) {
        always.put(call, fault);
    }

    /// Any call, now and then.
    public synchronized void randomly(long seed, double chance, Fault... faults) {
        this.random = new Random(seed);
        this.chance = chance;
        this.possible = List.of(faults);
    }

    /// Ends all faults, those included that hold a call right now.
    public synchronized void clear() {
        planned.clear();
        always.clear();
        chance = 0;
        meanwhile = () -> {};
        held.countDown();
        held = new CountDownLatch(1);
    }

    public synchronized int calls(Call call) {
        AtomicInteger count = calls.get(call);
        return count == null ? 0 : count.get();
    }

    public synchronized int calls() {
        return calls.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /// Done before each call is answered: what happens in Drive meanwhile.
    public synchronized void meanwhile(Runnable work) {
        meanwhile = work;
    }

    @Nullable Fault of(Call call) {
        Runnable work;
        synchronized (this) {
            work = call == Call.TOKEN ? () -> {} : meanwhile;
        }
        work.run();
        return counted(call);
    }

    private synchronized @Nullable Fault counted(Call call) {
        calls.computeIfAbsent(call, _ -> new AtomicInteger()).incrementAndGet();
        List<Fault> next = planned.get(call);
        if (next != null && !next.isEmpty()) {
            return next.removeFirst();
        }
        Fault every = always.get(call);
        if (every != null) {
            return every;
        }
        return chance > 0 && random.nextDouble() < chance
                ? possible.get(random.nextInt(possible.size()))
                : null;
    }

    CountDownLatch held() {
        return held;
    }
}
