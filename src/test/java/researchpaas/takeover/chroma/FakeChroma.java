package researchpaas.takeover.chroma;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import researchpaas.takeover.ChromaStores.Expected;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers as a running Chroma does, as far as reading one collection goes.
final class FakeChroma implements AutoCloseable {
    private static final String ID = "9ea131e1-ed71-4658-8a42-9c52cdfff3c5";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int version;
    private final Deque<Integer> faults = new ArrayDeque<>();
    private List<Expected> points;
    private String token = "";
    private boolean hangs;
    final List<String> asked = new ArrayList<>();

    /// @param version of the API that it speaks
    FakeChroma(int version, List<Expected> points) throws IOException {
        this.version = version;
        this.points = List.copyOf(points);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The next requests for points are answered with these instead.
    synchronized FakeChroma failing(Integer... statuses) {
        faults.addAll(List.of(statuses));
        return this;
    }

    synchronized FakeChroma wanting(String token) {
        this.token = token;
        return this;
    }

    /// Sends heads of answers and nothing after them.
    synchronized FakeChroma hanging() {
        hangs = true;
        return this;
    }

    synchronized void become(List<Expected> points) {
        this.points = List.copyOf(points);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!token.isEmpty()
                    && !("Bearer " + token)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 403, "{\"error\":\"Forbidden\"}");
                return;
            }
            String root =
                    version == 2
                            ? "/api/v2/tenants/default_tenant/databases/default_database/collections/"
                            : "/api/v1/collections/";
            if (path.equals("/api/v" + version + "/heartbeat")) {
                send(exchange, 200, "{\"nanosecond heartbeat\":1}");
            } else if (path.equals("/api/v" + version + "/version")) {
                send(exchange, 200, version == 2 ? "\"1.5.9\"" : "\"0.4.24\"");
            } else if (path.equals(root + "research_documents")) {
                send(
                        exchange,
                        200,
                        """
                        {"id":"%s","name":"research_documents","dimension":8,"metadata":{"hnsw:space":"cosine"}}
                        """
                                .formatted(ID));
            } else if (path.equals(root + ID + "/count")) {
                send(exchange, 200, Integer.toString(points.size()));
            } else if (path.equals(root + ID + "/get")) {
                get(exchange, JsonMapper.shared().readTree(body));
            } else if (version == 1 && path.startsWith(root)) {
                send(exchange, 500, "{\"error\":\"ValueError('Collection x does not exist.')\"}");
            } else {
                send(exchange, 404, "{\"error\":\"NotFoundError\"}");
            }
        }
    }

    private void get(HttpExchange exchange, JsonNode request) throws IOException {
        if (!faults.isEmpty()) {
            send(exchange, faults.poll(), "{}");
            return;
        }
        if (hangs) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode ids = answer.putArray("ids");
        ArrayNode vectors = answer.putArray("embeddings");
        ArrayNode texts = answer.putArray("documents");
        answer.putNull("uris");
        ArrayNode metadatas = answer.putArray("metadatas");
        int from = Math.min(request.path("offset").asInt(), points.size());
        int to = Math.min(from + request.path("limit").asInt(), points.size());
        for (Expected point : points.subList(from, to)) {
            ids.add(point.id());
            texts.add(point.document());
            metadatas.add(point.metadata());
            ArrayNode vector = vectors.addArray();
            for (float x : point.vector()) {
                // the first version gave the digits of 64 bits, the second those of 32
                if (version == 2) {
                    vector.add(x);
                } else {
                    vector.add((double) x);
                }
            }
        }
        send(exchange, 200, answer.toString());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
