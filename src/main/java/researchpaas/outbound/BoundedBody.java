package researchpaas.outbound;

import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import researchpaas.outbound.CallFailed.Why;

/// A body as it arrives, one part in hand at a time. Each read waits until the call's deadline and
/// no longer.
final class BoundedBody extends InputStream {
    private sealed interface Part {}

    private record Bytes(List<ByteBuffer> buffers) implements Part {}

    private record End(@Nullable Throwable trouble) implements Part {}

    private final Arriving arriving;
    private final Deque<ByteBuffer> inHand = new ArrayDeque<>();
    private long read;
    private boolean ended;

    private BoundedBody(Arriving arriving) {
        this.arriving = arriving;
    }

    @Override
    public int read() throws CallFailed {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws CallFailed {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = next();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        read += count;
        if (read > arriving.mostBytes) {
            throw fail(new CallFailed(Why.TOO_MUCH, "The service sends too much", null));
        }
        return count;
    }

    private @Nullable ByteBuffer next() throws CallFailed {
        while (true) {
            ByteBuffer first = inHand.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                inHand.remove();
            } else if (ended) {
                return null;
            } else {
                take();
            }
        }
    }

    private void take() throws CallFailed {
        Part part;
        long remaining = arriving.until.remaining().toNanos();
        try {
            // a thread that was interrupted while it did something else leaves here
            part = arriving.parts.poll(remaining, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fail(new CallFailed(Why.CANCELLED, "The call was cancelled", e));
        }
        if (part == null || remaining == 0) {
            throw fail(new CallFailed(Why.TOO_SLOW, "The service did not end in time", null));
        }
        switch (part) {
            case Bytes(List<ByteBuffer> buffers) -> {
                inHand.addAll(buffers);
                arriving.more();
            }
            case End(Throwable trouble) -> {
                ended = true;
                if (trouble != null) {
                    throw new CallFailed(
                            Why.BROKEN,
                            "The connection broke: " + trouble.getClass().getSimpleName(),
                            null);
                }
            }
        }
    }

    private CallFailed fail(CallFailed failure) {
        close();
        return failure;
    }

    /// Ends the connection unless the body has ended.
    @Override
    public void close() {
        ended = true;
        inHand.clear();
        arriving.cancel();
    }

    /// The side that the JDK's client feeds.
    static final class Arriving implements BodySubscriber<BoundedBody> {
        private final Deadline until;
        private final long mostBytes;
        private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
        private @Nullable Subscription subscription;
        private boolean cancelled;

        Arriving(Deadline until, long mostBytes) {
            this.until = until;
            this.mostBytes = mostBytes;
        }

        @Override
        public CompletionStage<BoundedBody> getBody() {
            return CompletableFuture.completedFuture(new BoundedBody(this));
        }

        @Override
        public void onSubscribe(Subscription given) {
            boolean late;
            synchronized (this) {
                late = cancelled || subscription != null;
                if (!late) {
                    subscription = given;
                }
            }
            if (late) {
                given.cancel();
            } else {
                given.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            parts.add(new Bytes(buffers));
        }

        @Override
        public void onError(Throwable trouble) {
            parts.add(new End(trouble));
        }

        @Override
        public void onComplete() {
            parts.add(new End(null));
        }

        private synchronized @Nullable Subscription given() {
            return subscription;
        }

        private void more() {
            Subscription current = given();
            if (current != null) {
                current.request(1);
            }
        }

        private void cancel() {
            synchronized (this) {
                cancelled = true;
            }
            Subscription current = given();
            if (current != null) {
                current.cancel();
            }
        }
    }
}
