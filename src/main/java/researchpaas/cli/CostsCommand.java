package researchpaas.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import researchpaas.operate.EstimateCosts;
import researchpaas.operate.EstimateCosts.Estimate;
import researchpaas.operate.EstimateCosts.Line;
import researchpaas.operate.EstimateCosts.Wanted;
import researchpaas.operate.LibrarySize;
import researchpaas.operate.LibrarySize.Encoding;
import researchpaas.operate.PriceList;
import researchpaas.operate.PriceList.UnusablePrice;
import researchpaas.operate.Waiting;
import tools.jackson.databind.json.JsonMapper;

/// How much memory and disk a library of that size needs, how long searches wait, and what it
/// costs. Needs no library, no settings and no network.
@Command(name = "costs", mixinStandardHelpOptions = true, sortOptions = false)
final class CostsCommand implements Callable<Integer> {
    private static final String READ_ON = "read-on";

    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--documents", paramLabel = "N", defaultValue = "2000")
    private long documents;

    @Option(names = "--passages", paramLabel = "N")
    private @Nullable Long passages;

    @Option(names = "--dimension", paramLabel = "N", defaultValue = "384")
    private int dimension;

    @Option(names = "--encoding", paramLabel = "ENCODING", defaultValue = "int8")
    private String encoding = "int8";

    @Option(names = "--new-documents", paramLabel = "N", defaultValue = "20")
    private long newDocuments;

    @Option(names = "--readers", paramLabel = "N", defaultValue = "50")
    private int readers;

    @Option(names = "--searches-a-day", paramLabel = "N", defaultValue = "10")
    private double searches;

    @Option(names = "--questions-a-day", paramLabel = "N", defaultValue = "0")
    private double questions;

    @Option(names = "--model", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean model = true;

    @Option(names = "--tokens-read", paramLabel = "N", defaultValue = "7500")
    private int tokensRead;

    @Option(names = "--tokens-written", paramLabel = "N", defaultValue = "1500")
    private int tokensWritten;

    @Option(names = "--vectors-by-service")
    private boolean vectorsByService;

    @Option(names = "--qdrant")
    private boolean qdrant;

    @Option(names = "--copies", paramLabel = "N", defaultValue = "1")
    private int copies;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1")
    private int nodes;

    @Option(names = "--postgres")
    private boolean postgres;

    @Option(names = "--instances", paramLabel = "N", defaultValue = "1")
    private int instances;

    @Option(names = "--prices", paramLabel = "FILE")
    private @Nullable Path file;

    @Option(names = "--price", paramLabel = "KEY=VALUE")
    private Map<String, String> prices = Map.of();

    @Option(names = "--json")
    private boolean json;

    CostsCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> list = prices();
        String readOn = Objects.requireNonNullElse(list.remove(READ_ON), "");
        Wanted wanted = wanted();
        try {
            Estimate estimate = new EstimateCosts(PriceList.read(list)).estimate(wanted);
            if (json) {
                spec.commandLine().getOut().println(json(wanted, estimate, readOn));
            } else {
                print(wanted, estimate, readOn);
            }
            return ExitCode.OK;
        } catch (UnusablePrice e) {
            throw new CommandFailed(messages.text("costs.price", String.valueOf(e.getMessage())));
        }
    }

    private Wanted wanted() {
        LibrarySize size =
                new LibrarySize(
                        passages != null ? passages : documents * LibrarySize.PASSAGES_A_DOCUMENT,
                        dimension,
                        encoding());
        boolean sound =
                size.passages() > 0
                        && size.passages() <= 1_000_000_000
                        && dimension > 0
                        && dimension <= 10_000
                        && newDocuments >= 0
                        && readers >= 0
                        && searches >= 0
                        && questions >= 0
                        && tokensRead >= 0
                        && tokensWritten >= 0
                        && copies > 0
                        && nodes >= copies
                        && instances > 0;
        if (!sound) {
            throw new ParameterException(spec.commandLine(), messages.text("costs.number"));
        }
        return new Wanted(
                size,
                newDocuments,
                readers,
                searches,
                questions,
                model ? tokensRead : 0,
                model ? tokensWritten : 0,
                vectorsByService,
                qdrant,
                // one instance alone can use a file
                postgres || instances > 1,
                instances);
    }

    private Encoding encoding() {
        for (Encoding one : Encoding.values()) {
            if (one.name().equalsIgnoreCase(encoding)) {
                return one;
            }
        }
        throw new ParameterException(spec.commandLine(), messages.text("costs.encoding", encoding));
    }

    /// Those that come with the program, the file's, and each single one; the last counts.
    private Map<String, String> prices() throws IOException {
        Properties list = new Properties();
        try (var in = CostsCommand.class.getResourceAsStream("/prices.properties")) {
            list.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        }
        if (file != null) {
            try (Reader in = Files.newBufferedReader(file)) {
                list.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailed(messages.text("costs.file", file));
            }
        }
        Map<String, String> all = new HashMap<>(prices);
        list.stringPropertyNames().forEach(key -> all.putIfAbsent(key, list.getProperty(key)));
        return all;
    }

    // --- for people

    private void print(Wanted wanted, Estimate estimate, String readOn) {
        PrintWriter out = spec.commandLine().getOut();
        LibrarySize size = wanted.size();
        out.println(
                messages.text(
                        "costs.size",
                        size.passages(),
                        dimension,
                        size.encoding().name().toLowerCase(Locale.ROOT)));
        out.println(messages.text("costs.database", bytes(size.database())));
        if (wanted.qdrant()) {
            out.println(
                    messages.text(
                            "costs.qdrant",
                            nodes,
                            copies,
                            bytes(size.qdrantMemory(copies, nodes)),
                            bytes(size.qdrantDisk(copies, nodes))));
        } else {
            out.println(
                    messages.text(
                            "costs.lucene",
                            bytes(size.luceneDisk()),
                            bytes(size.luceneOftenRead())));
        }
        out.println(messages.text("costs.memory", bytes(estimate.memory())));
        Waiting waiting = estimate.waiting();
        if (waiting != null) {
            out.println(
                    messages.text(
                            "costs.waiting",
                            estimate.peak(),
                            waiting.busy(),
                            waiting.half() * 1e3,
                            waiting.most() * 1e3));
        }
        out.println();
        out.println(messages.text("costs.monthly"));
        estimate.monthly().forEach(line -> out.println("  " + text(line)));
        out.println(
                messages.text(
                        estimate.isComplete() ? "costs.total" : "costs.totalOfKnown",
                        money(estimate.total())));
        if (!estimate.once().isEmpty()) {
            out.println(messages.text("costs.once"));
            estimate.once().forEach(line -> out.println("  " + text(line)));
        }
        out.println();
        out.println(messages.text("costs.prices", readOn));
    }

    private String text(Line line) {
        String what =
                messages.text(
                        "costs.item." + line.item().name(),
                        Objects.requireNonNullElse(line.plan(), messages.text("costs.noPlan")));
        BigDecimal price = line.price();
        BigDecimal amount = line.amount();
        return price == null || amount == null
                ? messages.text("costs.unknown", what, line.quantity().toPlainString())
                : messages.text(
                        "costs.line",
                        what,
                        line.quantity().toPlainString(),
                        price.toPlainString(),
                        money(amount));
    }

    private static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String bytes(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    // --- for programs

    private String json(Wanted wanted, Estimate estimate, String readOn) {
        LibrarySize size = wanted.size();
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("passages", size.passages());
        sizes.put("database_bytes", Math.round(size.database()));
        if (wanted.qdrant()) {
            sizes.put("node_memory_bytes", Math.round(size.qdrantMemory(copies, nodes)));
            sizes.put("node_disk_bytes", Math.round(size.qdrantDisk(copies, nodes)));
        } else {
            sizes.put("index_bytes", Math.round(size.luceneDisk()));
            sizes.put("index_often_read_bytes", Math.round(size.luceneOftenRead()));
        }
        sizes.put("instance_memory_bytes", Math.round(estimate.memory()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sizes", sizes);
        all.put("peak_searches_per_second", estimate.peak());
        Waiting waiting = estimate.waiting();
        if (waiting != null) {
            all.put(
                    "waiting",
                    Map.of(
                            "busy", waiting.busy(),
                            "half_seconds", waiting.half(),
                            "p95_seconds", waiting.most(),
                            "p99_seconds", waiting.nearlyAll()));
        }
        all.put("monthly", lines(estimate.monthly()));
        all.put("once", lines(estimate.once()));
        all.put("total", estimate.total());
        all.put("complete", estimate.isComplete());
        all.put("currency", "USD");
        all.put("prices_read_on", readOn);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static List<Map<String, Object>> lines(List<Line> lines) {
        return lines.stream()
                .map(line -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("item", line.item().name().toLowerCase(Locale.ROOT));
                    if (line.plan() != null) {
                        one.put("plan", line.plan());
                    }
                    one.put("quantity", line.quantity());
                    BigDecimal price = line.price();
                    BigDecimal amount = line.amount();
                    if (price != null && amount != null) {
                        one.put("price", price);
                        one.put("amount", amount);
                    }
                    return one;
                })
                .toList();
    }
}
