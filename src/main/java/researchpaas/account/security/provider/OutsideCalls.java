package researchpaas.account.security.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/// How the provider is called: no redirect is followed, nothing takes longer than a reader waits,
/// and no answer is longer than an answer of a provider is.
final class OutsideCalls {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 1 << 20;

    private OutsideCalls() {}

    static ClientHttpRequestFactory requests() {
        return requests(DEADLINE);
    }

    static ClientHttpRequestFactory requests(Duration deadline) {
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .connectTimeout(CONNECT)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build());
        // covers the body too: its stream is closed then
        requests.setReadTimeout(deadline);
        return requests;
    }

    static ClientHttpRequestInterceptor limited() {
        return (request, body, execution) -> new Limited(execution.execute(request, body));
    }

    private record Limited(ClientHttpResponse response) implements ClientHttpResponse {
        @Override
        public InputStream getBody() throws IOException {
            return new LimitedStream(response.getBody());
        }

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return response.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return response.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return response.getHeaders();
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private static final class LimitedStream extends FilterInputStream {
        private int left = LONGEST_ANSWER;

        LimitedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                count(1);
            }
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("The provider's answer is too long");
            }
        }
    }
}
