package researchpaas.operate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What providers ask, in dollars a month or for a million tokens. Prices change: each may be given
/// anew, and one that nobody publishes is absent.
///
/// @param web plans for the program, the cheapest first; `postgres` likewise
/// @param rates what is paid by the piece; those of [#RATES] that are known
public record PriceList(List<Plan> web, List<Plan> postgres, Map<String, BigDecimal> rates) {
    static final String DISK = "disk.gb";
    static final String POSTGRES_STORAGE = "postgres.gb";
    static final String QDRANT_MEMORY = "qdrant.gb";
    static final String MODEL_READS = "model.read";
    static final String MODEL_WRITES = "model.written";
    static final String VECTORS = "vectors.read";
    private static final Set<String> RATES =
            Set.of(DISK, POSTGRES_STORAGE, QDRANT_MEMORY, MODEL_READS, MODEL_WRITES, VECTORS);
    private static final String WEB_PLAN = "web.";
    private static final String POSTGRES_PLAN = "postgres.plan.";

    public PriceList {
        web = List.copyOf(web);
        postgres = List.copyOf(postgres);
        rates = Map.copyOf(rates);
    }

    /// @param bytes of memory
    public record Plan(String name, BigDecimal price, double cores, double bytes) {}

    /// It is none of the list, or its value is no price. The message is the key.
    public static final class UnusablePrice extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusablePrice(String key) {
            super(key);
        }
    }

    /// @param entries `web.NAME` and `postgres.plan.NAME` with price, cores and megabytes; each of
    ///   the rates with a price or nothing
    /// @throws UnusablePrice at the first that cannot be used
    public static PriceList read(Map<String, String> entries) {
        List<Plan> web = new ArrayList<>();
        List<Plan> postgres = new ArrayList<>();
        Map<String, BigDecimal> rates = new HashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(WEB_PLAN)) {
                web.add(plan(key, key.substring(WEB_PLAN.length()), value));
            } else if (key.startsWith(POSTGRES_PLAN)) {
                postgres.add(plan(key, key.substring(POSTGRES_PLAN.length()), value));
            } else if (!RATES.contains(key)) {
                throw new UnusablePrice(key);
            } else if (!value.isBlank()) {
                rates.put(key, price(key, value));
            }
        });
        web.sort(Comparator.comparing(Plan::price));
        postgres.sort(Comparator.comparing(Plan::price));
        return new PriceList(web, postgres, rates);
    }

    private static Plan plan(String key, String name, String value) {
        String[] parts = value.strip().split("\\s+", -1);
        if (parts.length != 3) {
            throw new UnusablePrice(key);
        }
        return new Plan(
                name,
                price(key, parts[0]),
                price(key, parts[1]).doubleValue(),
                price(key, parts[2]).doubleValue() * 1e6);
    }

    private static BigDecimal price(String key, String value) {
        try {
            BigDecimal price = new BigDecimal(value.strip());
            if (price.signum() >= 0 && price.precision() - price.scale() < 10) {
                return price;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UnusablePrice(key);
    }

    @Nullable BigDecimal rate(String key) {
        return rates.get(key);
    }
}
