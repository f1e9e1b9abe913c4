package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import researchpaas.search.SearchResult;
import researchpaas.search.SearchResult.Leg;
import researchpaas.search.SearchWatch;

/// The engine is asked for both legs in one request, so the time is that of the whole search.
@Component
@Primary
final class CountSearches implements SearchWatch {
    private final MeterRegistry registry;

    CountSearches(MeterRegistry registry) {
        this.registry = registry;
        for (String by : new String[] {"index", "database"}) {
            for (String found : new String[] {"some", "none"}) {
                timer(by, found);
            }
        }
    }

    @Override
    public void searched(SearchResult result) {
        timer(result.degraded() ? "database" : "index", result.total() > 0 ? "some" : "none")
                .record(result.took());
        count("words", result.words());
        count("meaning", result.meaning());
    }

    private Timer timer(String by, String found) {
        return Names.waiting(Names.PREFIX + "search")
                .description(
                        "Searches; by=\"database\" are those that no index answered, found=\"none\" found nothing")
                .tag("by", by)
                .tag("found", found)
                .register(registry);
    }

    private void count(String leg, Leg became) {
        String outcome =
                switch (became) {
                    case Leg.Used(long found) -> found > 0 ? "some" : "none";
                    case Leg.Unused(Leg.Why why) -> Names.word(why);
                    case Leg.Failed() -> "failed";
                };
        Counter.builder(Names.PREFIX + "search.legs")
                .description("What became of each leg of a search, by words and by meaning")
                .tag("leg", leg)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
