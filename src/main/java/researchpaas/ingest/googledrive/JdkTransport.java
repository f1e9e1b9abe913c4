package researchpaas.ingest.googledrive;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Google's client over the JDK's HTTP client, which an interrupt ends at any moment: while it
/// connects, waits or reads. It follows no redirect by itself and goes to allowed hosts only.
final class JdkTransport extends HttpTransport implements AutoCloseable {
    private static final Set<String> GIVEN_BY_THE_CLIENT =
            Set.of("content-length", "host", "connection", "upgrade", "expect");

    private final HttpClient client;
    private final AllowedHosts hosts;

    JdkTransport(AllowedHosts hosts, Duration connect) {
        this.hosts = hosts;
        this.client =
                HttpClient.newBuilder()
                        // one broken line then breaks one call
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(connect)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
        return new Request(method, hosts.check(url));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final HttpRequest.Builder builder;

        Request(String method, URI uri) {
            this.method = method;
            this.builder = HttpRequest.newBuilder(uri);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!GIVEN_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, value);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            HttpRequest.BodyPublisher body = BodyPublishers.noBody();
            if (getStreamingContent() != null) {
                // forms of some hundred bytes: nothing is ever uploaded
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                getStreamingContent().writeTo(bytes);
                body = BodyPublishers.ofByteArray(bytes.toByteArray());
                if (getContentType() != null) {
                    builder.header("Content-Type", getContentType());
                }
                if (getContentEncoding() != null) {
                    builder.header("Content-Encoding", getContentEncoding());
                }
            }
            try {
                return new Response(
                        client.send(
                                builder.method(method, body).build(),
                                BodyHandlers.ofInputStream()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The call was cancelled");
            }
        }
    }

    private static final class Response extends LowLevelHttpResponse {
        private final HttpResponse<InputStream> response;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();

        Response(HttpResponse<InputStream> response) {
            this.response = response;
            response.headers()
                    .map()
                    .forEach((name, values) ->
                            values.forEach(value -> headers.add(Map.entry(name, value))));
        }

        @Override
        public InputStream getContent() {
            return response.body();
        }

        @Override
        public @Nullable String getContentEncoding() {
            return first("Content-Encoding");
        }

        @Override
        public long getContentLength() {
            return response.headers().firstValueAsLong("Content-Length").orElse(-1);
        }

        @Override
        public @Nullable String getContentType() {
            return first("Content-Type");
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + response.statusCode();
        }

        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        public @Nullable String getReasonPhrase() {
            return null;
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }

        @Override
        public void disconnect() throws IOException {
            response.body().close();
        }

        private @Nullable String first(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }
}
