package researchpaas.ingest.googledrive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.DriveWatch.Result;

/// The calls of one account: so many at once, within the quota, each tried a bounded number of
/// times with growing waits and ended for good at its deadline, whatever the other side does.
final class Calls {
    /// A transfer that brings less in the time of one try has come to a stop.
    private static final long SLOWEST = 1024;

    /// After a cancelled try has been interrupted.
    private static final Duration TO_END = Duration.ofMillis(500);

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final GoogleDriveSettings settings;
    private final Login login;
    private final Quota quota;
    private final Clock clock;
    private final DriveWatch watch;
    private final Semaphore places;

    Calls(GoogleDriveSettings settings, Login login, Quota quota, Clock clock, DriveWatch watch) {
        this.settings = settings;
        this.login = login;
        this.quota = quota;
        this.clock = clock;
        this.watch = watch;
        this.places = new Semaphore(settings.callsAtOnce(), true);
    }

    /// Google refused for good; what that means depends on the call.
    static final class Refused extends Exception {
        private final IOException answer;

        Refused(IOException answer) {
            super(answer);
            this.answer = answer;
        }

        int status() {
            return Troubles.status(answer);
        }

        String reason() {
            return Troubles.reason(answer);
        }
    }

    /// What of a call is not told by its answer.
    ///
    /// @param method by Google's name
    /// @param total how long it may take with its tries
    /// @param arrived bytes so far, where a try may take long as long as some arrive
    record Call(String method, Duration total, @Nullable AtomicLong arrived) {}

    <T> T call(String method, Callable<T> work) throws Refused {
        return call(new Call(method, settings.call(), null), work);
    }

    /// @param work one try; runs in a thread of its own, which is interrupted to end it
    /// @throws Refused for an answer that no further try changes
    /// @throws DriveTrouble when there was none in time
    <T> T call(Call call, Callable<T> work) throws Refused {
        await(places::acquire);
        try {
            return tried(call, work);
        } finally {
            places.release();
        }
    }

    /// Tries that run now, of all accounts.
    static int running() {
        return RUNNING.get();
    }

    DriveTrouble trouble(Refused refused) {
        return Troubles.of(refused.answer, login, null, clock);
    }

    private <T> T tried(Call call, Callable<T> work) throws Refused {
        long end = System.nanoTime() + call.total().toNanos();
        long before = 0;
        for (int tries = 1; ; tries++) {
            int units = settings.units(call.method());
            Duration turn = quota.take(units);
            watch.used(units, turn);
            if (!turn.isZero()) {
                // waiting for one's own quota is not the other side's time
                await(() -> Thread.sleep(turn));
                end += turn.toNanos();
            }
            long begun = System.nanoTime();
            try {
                T answer = once(call, end, work);
                tell(call, Result.OK, begun);
                return answer;
            } catch (IOException e) {
                if (!Troubles.passes(e)) {
                    tell(call, Result.REFUSED, begun);
                    throw new Refused(e);
                }
                if (call.arrived() != null && call.arrived().get() > before) {
                    // it gets on
                    before = call.arrived().get();
                    tries = 1;
                }
                Duration wanted = Troubles.wanted(e, clock);
                Duration wait = wanted == null ? backoff(tries) : wanted;
                if (tries >= settings.tries() || System.nanoTime() + wait.toNanos() >= end) {
                    tell(call, Result.GIVEN_UP, begun);
                    Instant retryAt = wanted == null ? null : clock.instant().plus(wanted);
                    throw Troubles.of(e, login, retryAt, clock);
                }
                tell(call, Result.AGAIN, begun);
                await(() -> Thread.sleep(wait));
            }
        }
    }

    private void tell(Call call, Result result, long begun) {
        watch.called(call.method(), result, Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Up to twice as long after each try, by chance, so that many do not come back at once.
    private Duration backoff(int tries) {
        long most =
                Math.min(
                        settings.longestWait().toMillis(),
                        settings.firstWait().toMillis() << Math.min(tries - 1, 16));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private <T> T once(Call call, long end, Callable<T> work) throws IOException {
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    RUNNING.incrementAndGet();
                    try {
                        return work.call();
                    } finally {
                        RUNNING.decrementAndGet();
                    }
                });
        Thread thread = Thread.ofVirtual().name("google-drive").start(task);
        try {
            while (true) {
                long before = call.arrived() == null ? 0 : call.arrived().get();
                long wait = Math.min(settings.attempt().toNanos(), end - System.nanoTime());
                try {
                    return task.get(Math.max(wait, 0), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    boolean some =
                            call.arrived() != null && call.arrived().get() >= before + SLOWEST;
                    if (!some || System.nanoTime() >= end) {
                        throw new SocketTimeoutException("No answer in time");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw asIo(e);
        } catch (CancellationException | InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriveTrouble(Kind.UNAVAILABLE, e);
        } finally {
            end(task, thread);
        }
    }

    private static IOException asIo(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException broken when isOfJsonReader(broken) ->
                    new IOException("The answer is no JSON of the kind", broken);
            case RuntimeException ours -> throw ours;
            case Error error -> throw error;
            case null, default -> new IOException(e.getCause());
        };
    }

    /// Google's reader of JSON stumbles in various ways over what is none. A virtual machine leaves
    /// the trace out of what is thrown again and again, which in a call only the reader does.
    private static boolean isOfJsonReader(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return (e instanceof IllegalArgumentException || e instanceof NullPointerException)
                && (trace.length == 0
                        || Arrays.stream(trace)
                                .limit(5)
                                .anyMatch(frame ->
                                        frame.getClassName()
                                                .startsWith("com.google.api.client.json")));
    }

    private static void end(FutureTask<?> task, Thread thread) {
        if (!task.isDone()) {
            task.cancel(true);
            try {
                thread.join(TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void await(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriveTrouble(Kind.UNAVAILABLE, new InterruptedIOException("cancelled"));
        }
    }
}
