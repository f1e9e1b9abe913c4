package researchpaas.outbound;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import researchpaas.outbound.CallFailed.Why;

/// The way to one service. A call ends at its deadline whatever the service does, and at once when
/// its thread is interrupted; the service then sees its connection closed. No redirect is followed.
/// Safe for several threads at once.
///
/// The JDK's own timeout of a request ends with the headers; here the deadline covers the body.
public final class Line implements AutoCloseable {
    private final ServiceAddress address;
    private final long mostBytes;
    private final HttpClient client;

    /// @param connect for the connection alone
    /// @param mostBytes of an answer
    public Line(ServiceAddress address, Duration connect, long mostBytes) {
        this.address = address;
        this.mostBytes = mostBytes;
        this.client =
                HttpClient.newBuilder()
                        // one broken connection then breaks one call
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connect)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// Reads on the caller's thread. Whatever `reading` leaves unread is not waited for.
    ///
    /// @throws CallFailed when it brings no answer; an answer that says no is one
    public <T> T send(Call call, Deadline until, Reading<T> reading) throws CallFailed {
        HttpResponse<BoundedBody> response = open(request(call), until);
        try (BoundedBody body = response.body()) {
            return reading.read(new Reply(response.statusCode(), response.headers(), body));
        } catch (CallFailed e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(call.path()));
        call.headers().forEach(builder::header);
        String body = call.body();
        return body == null
                ? builder.GET().build()
                : builder.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
    }

    private HttpResponse<BoundedBody> open(HttpRequest request, Deadline until) throws CallFailed {
        if (Thread.currentThread().isInterrupted()) {
            throw new CallFailed(Why.CANCELLED, "The call was cancelled", null);
        }
        CompletableFuture<HttpResponse<BoundedBody>> sent =
                client.sendAsync(request, _ -> new BoundedBody.Arriving(until, mostBytes));
        try {
            return sent.get(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            abandon(sent);
            throw new CallFailed(Why.TOO_SLOW, "The service did not answer in time", e);
        } catch (InterruptedException e) {
            abandon(sent);
            Thread.currentThread().interrupt();
            throw new CallFailed(Why.CANCELLED, "The call was cancelled", e);
        }
    }

    private static void abandon(CompletableFuture<HttpResponse<BoundedBody>> sent) {
        if (!sent.cancel(true)) {
            // it came at the last moment
            var _ = sent.thenAccept(response -> response.body().close());
        }
    }

    /// Without the cause: the JDK's words repeat what the service sent.
    private static CallFailed failed(@Nullable Throwable cause) {
        boolean notReached =
                cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnresolvedAddressException;
        return new CallFailed(
                notReached ? Why.NOT_REACHED : Why.BROKEN,
                (notReached ? "The service cannot be reached" : "The connection broke")
                        + (cause == null ? "" : ": " + cause.getClass().getSimpleName()),
                null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    @FunctionalInterface
    public interface Reading<T> {
        T read(Reply reply) throws IOException;
    }
}
