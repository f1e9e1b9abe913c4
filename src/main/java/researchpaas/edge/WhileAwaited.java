package researchpaas.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.MDC;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Does the long work of a request whose answer comes as a whole, and notices when nobody waits for
/// it any more: such a sender is sent nothing that could fail before the end. Only of a POST: see
/// [NoticeLeaving].
///
/// A sender who says that he sends no more (half a close) is taken for one who has left, as proxies
/// do.
public final class WhileAwaited {
    private static final Duration BEAT = Duration.ofMillis(500);

    private WhileAwaited() {}

    /// Nobody is there to be answered.
    public static final class SenderLeft extends RuntimeException {
        /// As proxies log it; nobody is told.
        public static final int STATUS = 499;

        /// Whether something failed only since what was written reaches nobody any more. Told by
        /// type: other connections break with the same words.
        public static boolean isBehind(Throwable failure) {
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .limit(20)
                    .anyMatch(one ->
                            one instanceof ClientAbortException
                                    || one instanceof AsyncRequestNotUsableException
                                    || one instanceof SenderLeft);
        }
    }

    /// @param work done on a thread of its own; whatever it throws is thrown here
    /// @param leave ends the work early; called on this thread, once
    /// @throws SenderLeft when the work was ended early
    public static <T> T run(HttpServletRequest request, Supplier<T> work, Runnable leave) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Thread worker =
                Thread.ofVirtual()
                        .name("awaited")
                        .start(() -> {
                            // another thread, and still the same request
                            MDC.setContextMap(logged);
                            result.completeAsync(work, Runnable::run);
                        });
        if (!isAwaited(request, worker)) {
            leave.run();
            // whatever it holds is let go before the request is over
            result.handle((_, _) -> true).join();
            throw new SenderLeft();
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /// Until the work has ended.
    private static boolean isAwaited(HttpServletRequest request, Thread worker) {
        try {
            while (!worker.join(BEAT)) {
                if (request.getAttribute(NoticeLeaving.HAS_LEFT) instanceof BooleanSupplier hasLeft
                        && hasLeft.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
