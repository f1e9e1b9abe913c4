import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/// How much memory and disk a library of so many passages needs, on how many nodes, and how long
/// searches wait when so many people search at once: by arithmetic for the first, by simulation for
/// the second. Where the constants come from stands in docs/scaling.md.
///
/// `java tools/scaling/Scale.java --passages 1000000 --encoding bit --searches-per-second 5`
public final class Scale {
    // bytes a passage
    private static final double TEXT_IN_DATABASE = 1_300;
    private static final double WORDS_IN_LUCENE = 1_100;
    private static final double GRAPH_IN_LUCENE = 90;
    private static final double WORDS_IN_QDRANT = 1_600;
    private static final double GRAPH_IN_QDRANT = 144;
    private static final double PAYLOAD_IN_QDRANT = 500;
    private static final double IDS_IN_QDRANT = 60;
    private static final double CORRECTION = 16;
    // megabytes
    private static final double PROGRAM = 290;
    private static final double QDRANT_PROGRAM = 150;

    private enum Encoding {
        FLOAT(32),
        INT8(8),
        BIT(1);

        final int bits;

        Encoding(int bits) {
            this.bits = bits;
        }

        double bytes(int dimension) {
            return dimension * bits / 8.0 + (this == FLOAT ? 0 : CORRECTION);
        }
    }

    private Scale() {}

    public static void main(String[] arguments) {
        Map<String, String> given = options(arguments);
        long passages = Long.parseLong(given.get("passages"));
        int dimension = Integer.parseInt(given.get("dimension"));
        Encoding encoding = Encoding.valueOf(given.get("encoding").toUpperCase(Locale.ROOT));
        int shards = Integer.parseInt(given.get("shards"));
        int replicas = Integer.parseInt(given.get("replicas"));
        int nodes = Integer.parseInt(given.get("nodes"));
        memory(passages, dimension, encoding, shards, replicas, nodes);
        System.out.println();
        double rate = Double.parseDouble(given.get("searches-per-second"));
        double work = Double.parseDouble(given.get("cpu-ms")) / 1e3;
        double cores = Double.parseDouble(given.get("cores"));
        int instances = Integer.parseInt(given.get("instances"));
        waits(rate, work, cores, instances);
        if (instances > 1) {
            waits(rate, work, cores, instances - 1);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "passages", "1000000",
                                "dimension", "384",
                                "encoding", "int8",
                                "shards", "1",
                                "replicas", "1",
                                "nodes", "1",
                                "searches-per-second", "5",
                                "cpu-ms", "25",
                                "cores", "0.5",
                                "instances", "1"));
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!options.containsKey(name) || i + 1 == arguments.length) {
                System.err.println("known are: " + options.keySet() + ", each with a value");
                System.exit(2);
            }
            options.put(name, arguments[i + 1]);
        }
        return options;
    }

    // --- memory and disk

    private static void memory(
            long passages, int dimension, Encoding encoding, int shards, int replicas, int nodes) {
        double whole = 4.0 * dimension;
        double small = encoding.bytes(dimension);
        System.out.printf(
                "%,d passages, %d dimensions, %s%n", passages, dimension, encoding);
        System.out.printf(
                "database   disk %s%n", size(passages * (TEXT_IN_DATABASE + whole)));
        double hot = small + GRAPH_IN_LUCENE;
        double disk =
                whole + (encoding == Encoding.FLOAT ? 0 : small) + GRAPH_IN_LUCENE + WORDS_IN_LUCENE;
        System.out.printf(
                "Lucene     disk %s, of it often read %s; with the program %s%n",
                size(passages * disk),
                size(passages * hot),
                size(passages * hot + PROGRAM * 1e6));
        double share = (double) replicas / nodes;
        double memory = small + GRAPH_IN_QDRANT + IDS_IN_QDRANT;
        double onDisk =
                whole
                        + (encoding == Encoding.FLOAT ? 0 : small)
                        + GRAPH_IN_QDRANT
                        + IDS_IN_QDRANT
                        + WORDS_IN_QDRANT
                        + PAYLOAD_IN_QDRANT;
        System.out.printf(
                "Qdrant     %d shards x %d copies on %d nodes: each node memory %s, disk %s%n",
                shards,
                replicas,
                nodes,
                size(passages * memory * share + QDRANT_PROGRAM * 1e6),
                // what is being rewritten stands twice
                size(passages * onDisk * share * 1.5));
        if (replicas > nodes || shards < nodes) {
            System.out.println(
                    "           (more nodes than shards, or more copies than nodes: some would be idle)");
        }
    }

    private static String size(double bytes) {
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    // --- how long searches wait

    /// Searches come by chance, go to the instance that has least to do, and are worked off in the
    /// order in which they came. How long one takes varies by half its length.
    private static void waits(double rate, double work, double cores, int instances) {
        Random random = new Random(42);
        int searches = 200_000;
        double[] took = new double[searches];
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < instances; i++) {
            free.add(0.0);
        }
        double now = 0;
        for (int i = 0; i < searches; i++) {
            now += -Math.log(1 - random.nextDouble()) / rate;
            double begins = Math.max(now, free.remove());
            double ends = begins + work / cores * (0.5 + random.nextDouble());
            free.add(ends);
            took[i] = ends - now;
        }
        double busy = rate * work / cores / instances;
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%d instances of %.1f CPU, %.1f searches a second of %.0f CPU-ms: %.0f %% busy, %s%n",
                instances,
                cores,
                rate,
                work * 1e3,
                100 * busy,
                busy >= 1
                        ? "too many: searches wait longer and longer"
                        : String.format(
                                Locale.ROOT,
                                "half within %.0f ms, 95 %% within %.0f ms, 99 %% within %.0f ms",
                                took[searches / 2] * 1e3,
                                took[searches * 95 / 100] * 1e3,
                                took[searches * 99 / 100] * 1e3));
    }
}
