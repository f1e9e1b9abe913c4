package researchpaas.search.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The line to the server. Each call ends within its patience, its retries included. What is sent
/// here may be sent again: every write leaves the same, however often it arrives.
final class Line implements AutoCloseable {
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /// On the line at once; a question's terms are counted one by one.
    private static final int AT_ONCE = 64;

    private final ManagedChannel channel;
    private final Channel calls;
    private final Failures failures;
    private final Duration asking;
    private final Duration writing;

    /// @param channel closed with the line
    /// @param calls the same, with what each request carries
    Line(
            ManagedChannel channel,
            Channel calls,
            Failures failures,
            Duration asking,
            Duration writing) {
        this.channel = channel;
        this.calls = calls;
        this.failures = failures;
        this.asking = asking;
        this.writing = writing;
    }

    <Q, R> R ask(MethodDescriptor<Q, R> method, Q request) {
        return call(method, List.of(request), asking).getFirst();
    }

    /// All at once.
    ///
    /// @return the answers in the order of the requests
    <Q, R> List<R> askAll(MethodDescriptor<Q, R> method, List<Q> requests) {
        return call(method, requests, asking);
    }

    <Q, R> R write(MethodDescriptor<Q, R> method, Q request) {
        return call(method, List.of(request), writing).getFirst();
    }

    private <Q, R> List<R> call(
            MethodDescriptor<Q, R> method, List<Q> requests, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Map<Integer, Q> open = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            open.put(i, requests.get(i));
        }
        Map<Integer, R> answers = new TreeMap<>();
        for (int tries = 1; !open.isEmpty(); tries++) {
            // a try that hangs leaves time for another one
            long longest = Math.min(patience.toNanos() / 2, end - System.nanoTime());
            StatusRuntimeException failed = round(method, open, answers, longest);
            if (failed != null) {
                if (failed.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                    // the connection may be dead without anybody having told: the next try, or the
                    // next call, gets one of its own, and what is under way on this one goes on
                    channel.enterIdle();
                }
                long pause = pause(failed, tries);
                if (tries == MOST_TRIES || System.nanoTime() + pause >= end) {
                    throw failures.of(failed);
                }
                sleep(pause);
                // a server that is back is tried at once
                channel.resetConnectBackoff();
            }
        }
        return List.copyOf(answers.values());
    }

    /// Moves what is answered from the one map to the other.
    ///
    /// @return a failure after which another try makes sense
    private <Q, R> @Nullable StatusRuntimeException round(
            MethodDescriptor<Q, R> method,
            Map<Integer, Q> open,
            Map<Integer, R> answers,
            long nanos) {
        StatusRuntimeException failed = null;
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        List<Integer> numbers = new ArrayList<>(open.keySet());
        for (int from = 0; from < numbers.size() && failed == null; from += AT_ONCE) {
            Map<Integer, ListenableFuture<R>> sent = new LinkedHashMap<>();
            for (int number : numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE))) {
                sent.put(
                        number,
                        ClientCalls.futureUnaryCall(
                                calls.newCall(method, options), open.get(number)));
            }
            try {
                for (Map.Entry<Integer, ListenableFuture<R>> one : sent.entrySet()) {
                    try {
                        answers.put(one.getKey(), one.getValue().get());
                        open.remove(one.getKey());
                    } catch (ExecutionException e) {
                        failed = retriable(e);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failures.interrupted(e);
            } finally {
                sent.values().forEach(future -> future.cancel(true));
            }
        }
        return failed;
    }

    private StatusRuntimeException retriable(ExecutionException e) {
        StatusRuntimeException failed =
                e.getCause() instanceof StatusRuntimeException status
                        ? status
                        : Status.fromThrowable(e).asRuntimeException();
        return switch (failed.getStatus().getCode()) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED -> failed;
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED ->
                    throw failures.of(failed);
        };
    }

    /// What the server asks for, else longer each time, and never the same for several that were
    /// refused together.
    private static long pause(StatusRuntimeException failed, int tries) {
        Metadata trailers = failed.getTrailers();
        String asked = trailers == null ? null : trailers.get(RETRY_AFTER);
        if (asked != null && asked.strip().matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(asked.strip())).toNanos();
        }
        long longest = FIRST_PAUSE.toNanos() << tries;
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
    }

    private void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
