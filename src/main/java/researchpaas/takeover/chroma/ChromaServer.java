package researchpaas.takeover.chroma;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.EarlierPoints.Store;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A running Chroma, asked page by page. The second version of its API is tried first; what it
/// cannot (up to 0.5) speaks the first.
final class ChromaServer implements Opened {
    private static final String TENANT = "default_tenant";
    private static final String DATABASE = "default_database";

    private final HttpClient http;
    private final URI base;
    private final ChromaSettings settings;
    private final long deadline;
    private final URI collection;
    private final Store store;

    private ChromaServer(HttpClient http, URI base, ChromaSettings settings) {
        this.http = http;
        this.base = base;
        this.settings = settings;
        this.deadline = System.nanoTime() + settings.whole().toNanos();
        boolean second = speaks("/api/v2/heartbeat");
        if (!second && !speaks("/api/v1/heartbeat")) {
            throw new Unusable(Trouble.NO_SERVER);
        }
        String root =
                second
                        ? "/api/v2/tenants/" + TENANT + "/databases/" + DATABASE + "/collections"
                        : "/api/v1/collections";
        JsonNode version = json(get(at(second ? "/api/v2/version" : "/api/v1/version")).body());
        JsonNode found = found(root, second);
        this.collection = at(root + "/" + word(found.path("id").asString("")));
        this.store =
                new Store(
                        base.toString(),
                        "Chroma " + version.asString("?"),
                        settings.collection(),
                        space(found),
                        found.path("dimension").asInt(0),
                        List.of());
    }

    static ChromaServer open(URI base, ChromaSettings settings) {
        HttpClient http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.attempt())
                        .followRedirects(Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        try {
            return new ChromaServer(http, base, settings);
        } catch (Unusable e) {
            http.shutdownNow();
            throw e;
        }
    }

    private boolean speaks(String heartbeat) {
        return get(at(heartbeat)).statusCode() == 200;
    }

    private JsonNode found(String root, boolean second) {
        String name = root + "/" + word(settings.collection());
        HttpResponse<byte[]> answer =
                get(at(second ? name : name + "?tenant=" + TENANT + "&database=" + DATABASE));
        // the first version says of a missing one that the request or itself is at fault
        boolean missing =
                answer.statusCode() == 404
                        || new String(answer.body(), StandardCharsets.UTF_8)
                                .contains("does not exist");
        if (missing) {
            throw new Unusable(Trouble.NO_COLLECTION);
        }
        return json(whole(answer));
    }

    private static String space(JsonNode collection) {
        JsonNode configured = collection.path("configuration_json");
        String said = collection.path("metadata").path("hnsw:space").asString("");
        if (said.isEmpty()) {
            said = configured.path("hnsw").path("space").asString("");
        }
        if (said.isEmpty()) {
            said = configured.path("hnsw_configuration").path("space").asString("");
        }
        return said.isEmpty() ? "l2" : said;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void points(int batch, Consumer<List<EarlierPoint>> taker) {
        long there = count();
        Set<String> seen = new HashSet<>();
        List<EarlierPoint> read = new ArrayList<>();
        for (long offset = 0; ; offset += settings.page()) {
            List<EarlierPoint> page = page(offset);
            for (EarlierPoint point : page) {
                if (!seen.add(point.id())) {
                    throw new Unusable(Trouble.IN_USE);
                }
                read.add(point);
                if (read.size() == batch) {
                    taker.accept(List.copyOf(read));
                    read.clear();
                }
            }
            if (page.size() < settings.page()) {
                break;
            }
        }
        if (!read.isEmpty()) {
            taker.accept(List.copyOf(read));
        }
        if (seen.size() != there || count() != there) {
            throw new Unusable(Trouble.IN_USE);
        }
    }

    private long count() {
        JsonNode count = json(whole(get(URI.create(collection + "/count"))));
        if (!count.isIntegralNumber()) {
            throw new Unusable(Trouble.NO_SERVER);
        }
        return count.asLong();
    }

    private List<EarlierPoint> page(long offset) {
        String body =
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "limit",
                                        settings.page(),
                                        "offset",
                                        offset,
                                        "include",
                                        List.of("embeddings", "metadatas", "documents")));
        HttpRequest request =
                request(URI.create(collection + "/get"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return PointPage.read(whole(answer(request)), store.collection());
    }

    private URI at(String path) {
        return URI.create(base + path);
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(settings.attempt());
        if (!settings.token().isBlank()) {
            // a server is set up for one or the other
            request.header("Authorization", "Bearer " + settings.token())
                    .header("X-Chroma-Token", settings.token());
        }
        return request;
    }

    private HttpResponse<byte[]> get(URI address) {
        return answer(request(address).GET().build());
    }

    private static byte[] whole(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new Unusable(Trouble.NO_SERVER);
        }
        return answer.body();
    }

    /// Again after what may pass: no answer, too many requests, a fault of the server's.
    private HttpResponse<byte[]> answer(HttpRequest request) {
        Duration wait = settings.firstWait();
        Exception last = null;
        for (int attempt = 1; attempt <= settings.tries(); attempt++) {
            try {
                HttpResponse<byte[]> answer = once(request);
                int status = answer.statusCode();
                if (status == 401 || status == 403) {
                    throw new Unusable(Trouble.NOT_ALLOWED);
                }
                if ((status != 429 && status < 500) || isFinal(answer)) {
                    return answer;
                }
            } catch (IOException | TimeoutException e) {
                last = e;
            }
            if (attempt < settings.tries()) {
                pause(wait);
                wait = wait.multipliedBy(2);
            }
        }
        throw new Unusable(Trouble.UNREACHABLE, last);
    }

    /// The first version of the API answers so for a collection that is not there.
    private static boolean isFinal(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).contains("does not exist");
    }

    private HttpResponse<byte[]> once(HttpRequest request) throws IOException, TimeoutException {
        long left = Math.min(settings.attempt().toNanos(), deadline - System.nanoTime());
        if (left <= 0) {
            throw new Unusable(Trouble.UNREACHABLE);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request,
                        BodyHandlers.limiting(
                                BodyHandlers.ofByteArray(), settings.largestAnswer().toBytes()));
        try {
            // the request's own limit ends with the answer's head
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable(Trouble.UNREACHABLE, e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException cause(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException io
                && String.valueOf(io.getMessage()).contains("exceeds capacity")) {
            throw new Unusable(Trouble.TOO_LARGE, io);
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private void pause(Duration wait) {
        long left = deadline - System.nanoTime();
        if (left <= wait.toNanos()) {
            throw new Unusable(Trouble.UNREACHABLE);
        }
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unusable(Trouble.UNREACHABLE, e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new Unusable(Trouble.NO_SERVER, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
