package researchpaas.operate.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A bucket of its own on the loopback address: the requests that archives need, as Amazon's
/// reference describes them. It checks no signatures.
final class FakeS3 implements AutoCloseable {
    static final String BUCKET = "test-bucket";

    private final HttpServer server;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The next requests find it overloaded.
    void failNext(int requests) {
        failures.set(requests);
    }

    int openUploads() {
        return uploads.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                send(exchange, 503, error("SlowDown"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/" + BUCKET)) {
                send(exchange, 404, error("NoSuchBucket"));
                return;
            }
            String key = path.replaceFirst("^/" + BUCKET + "/?", "");
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            route(exchange, key, query, body);
        }
    }

    private void route(HttpExchange exchange, String key, String query, byte[] body)
            throws IOException {
        String id = query.replaceFirst("^.*uploadId=([^&]+).*$", "$1");
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (query.startsWith("uploads")) {
                    String fresh = UUID.randomUUID().toString();
                    uploads.put(fresh, new TreeMap<>());
                    send(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                                    .formatted(fresh));
                } else {
                    complete(exchange, key, id);
                }
            }
            case "PUT" -> {
                int number = Integer.parseInt(query.replaceFirst("^.*partNumber=(\\d+).*$", "$1"));
                uploads.get(id).put(number, body);
                exchange.getResponseHeaders().add("ETag", "\"" + number + "\"");
                send(exchange, 200, "");
            }
            case "GET" -> {
                if (!key.isEmpty()) {
                    get(exchange, key);
                } else if (query.contains("uploads")) {
                    send(
                            exchange,
                            200,
                            "<ListMultipartUploadsResult></ListMultipartUploadsResult>");
                } else {
                    list(exchange);
                }
            }
            case "DELETE" -> {
                if (query.contains("uploadId=")) {
                    uploads.remove(id);
                } else {
                    objects.remove(key);
                }
                send(exchange, 204, "");
            }
            default -> send(exchange, 405, error("MethodNotAllowed"));
        }
    }

    private void complete(HttpExchange exchange, String key, String id) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : uploads.remove(id).values()) {
            whole.write(part);
        }
        objects.put(key, whole.toByteArray());
        send(
                exchange,
                200,
                "<CompleteMultipartUploadResult><Key>%s</Key></CompleteMultipartUploadResult>"
                        .formatted(key));
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            send(exchange, 404, error("NoSuchKey"));
            return;
        }
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void list(HttpExchange exchange) throws IOException {
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.forEach((key, bytes) ->
                xml.append(
                        "<Contents><Key>%s</Key><Size>%d</Size></Contents>"
                                .formatted(key, bytes.length)));
        send(exchange, 200, xml.append("</ListBucketResult>").toString());
    }

    private static String error(String code) {
        return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, code);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
