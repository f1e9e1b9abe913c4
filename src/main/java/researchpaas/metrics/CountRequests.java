package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import researchpaas.edge.RequestWatch;

/// Under the names that everybody's dashboards know.
@Component
final class CountRequests implements RequestWatch {
    private record Key(String method, String route, int status) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    CountRequests(MeterRegistry registry) {
        this.registry = registry;
        limited("account");
    }

    @Override
    public void ended(Ended request) {
        timers.computeIfAbsent(
                        new Key(method(request), request.route(), request.status()), this::timer)
                .record(request.took());
        if (request.limit() != null) {
            limited(request.limit().toLowerCase(Locale.ROOT)).increment();
        }
    }

    private Counter limited(String limit) {
        return Counter.builder(Names.PREFIX + "requests.limited")
                .description("Requests refused since somebody asked too often, by the limit")
                .tag("limit", limit)
                .register(registry);
    }

    /// Anybody may send any word: without a route it is one of many that nothing answers.
    private static String method(Ended request) {
        return switch (request.method()) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> request.method();
            default -> "other";
        };
    }

    private Timer timer(Key key) {
        return Names.waiting("http.server.requests")
                .description("Requests and how long they took, streams until their end")
                .tag("method", key.method())
                .tag("uri", key.route())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }
}
