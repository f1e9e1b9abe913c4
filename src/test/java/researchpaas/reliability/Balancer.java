package researchpaas.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// Shares out requests as hosts do: asks each instance from time to time whether it is ready, sends
/// requests to those that said so in turns, and tries none a second time.
final class Balancer implements AutoCloseable {
    static final String SEARCH = "/documents/search?q=measurement&limit=3";

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Instance> instances = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread asking;
    private volatile boolean over;

    Balancer(int many) {
        for (int i = 0; i < many; i++) {
            instances.add(new Instance());
        }
        asking = Thread.ofVirtual().start(this::ask);
    }

    private static final class Instance {
        final AtomicLong answered = new AtomicLong();
        volatile int port;
        volatile boolean ready;
        volatile boolean stopping;
    }

    void serve(int instance, int port) {
        instances.get(instance).stopping = false;
        instances.get(instance).port = port;
    }

    boolean isReady(int instance) {
        return instances.get(instance).ready;
    }

    boolean sawStopping(int instance) {
        return instances.get(instance).stopping;
    }

    long answered(int instance) {
        return instances.get(instance).answered.get();
    }

    long answered() {
        return instances.stream().mapToLong(instance -> instance.answered.get()).sum();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    void forget() {
        failures.clear();
        instances.forEach(instance -> instance.answered.set(0));
    }

    private void ask() {
        while (!over) {
            instances.stream().filter(instance -> instance.port > 0).forEach(this::ask);
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void ask(Instance instance) {
        try {
            HttpResponse<String> answer = get(instance.port, "/readyz");
            instance.ready = answer.statusCode() == 200;
            instance.stopping |= answer.body().contains("stopping");
        } catch (IOException e) {
            instance.ready = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void send(String path) {
        Optional<Instance> chosen = next();
        if (chosen.isEmpty()) {
            failures.add("no instance is ready");
            return;
        }
        try {
            HttpResponse<String> answer = get(chosen.get().port, path);
            if (answer.statusCode() == 200) {
                chosen.get().answered.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instance> next() {
        List<Instance> ready = instances.stream().filter(instance -> instance.ready).toList();
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(ready.get(Math.floorMod(turn.incrementAndGet(), ready.size())));
    }

    /// Whether each instance finds so many documents.
    boolean findsEverywhere(int documents) throws IOException, InterruptedException {
        for (Instance instance : instances) {
            String body = get(instance.port, "/statistics").body();
            if (JsonMapper.shared().readTree(body).path("total_documents").asInt() < documents) {
                return false;
            }
        }
        return true;
    }

    private HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Accept", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        over = true;
        asking.interrupt();
        http.close();
    }
}
