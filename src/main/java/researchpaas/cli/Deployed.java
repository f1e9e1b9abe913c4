package researchpaas.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// An instance of this program somewhere, by its public doors only. Each request has one try, a
/// deadline that covers its body, and follows no redirect.
final class Deployed implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final int LONGEST_BODY = 8 << 20;

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /// @param base without a path
    Deployed(URI base) {
        this.base = base;
    }

    /// What came back; a body that is no JSON is a missing node.
    record Answer(int status, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JsonMapper.shared().readTree(response.body());
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /// The server did not answer; the reason's key.
    static final class NoAnswer extends Exception {
        private final String why;

        NoAnswer(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    Answer get(String path, Map<String, String> headers) throws NoAnswer {
        return send(request(path, headers).GET().build());
    }

    Answer post(String path, Map<String, String> headers, String type, byte[] body)
            throws NoAnswer {
        return send(
                request(path, headers)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());
    }

    Answer delete(String path, Map<String, String> headers) throws NoAnswer {
        return send(request(path, headers).DELETE().build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (!headers.containsKey("Accept")) {
            request.header("Accept", "application/json");
        }
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest request) throws NoAnswer {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
        try {
            HttpResponse<byte[]> response = sent.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            return new Answer(response.statusCode(), response);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new NoAnswer("slow");
        } catch (ExecutionException e) {
            throw new NoAnswer(why(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("slow");
        }
    }

    private static String why(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof SSLException) {
                return "tls";
            }
            if (one instanceof UnresolvedAddressException) {
                return "unknownHost";
            }
            if (one instanceof ConnectException || one instanceof HttpConnectTimeoutException) {
                return one.getCause() instanceof UnresolvedAddressException
                        ? "unknownHost"
                        : "nobody";
            }
        }
        if (cause instanceof IOException) {
            return "broken";
        }
        throw new IllegalStateException(cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
