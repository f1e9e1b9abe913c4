package researchpaas.operate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import researchpaas.operate.PriceList.Plan;

/// Which plan a library needs, and what it costs a month, line by line. Arithmetic only: it asks
/// nobody, and changes nothing.
public final class EstimateCosts {
    /// A search with both legs and feedback, at 100,000 passages.
    public static final double SEARCH = .025;

    private static final int DAYS = 30;
    private static final double WORKING_DAY = 8 * 3600;

    /// The busiest minutes against the mean of a working day.
    private static final double PEAK = 4;

    private static final int SEARCHES_AN_ANSWER = 5;

    /// Beyond it waiting grows fast.
    private static final double BUSIEST = .6;

    /// Memory of a database server against what it holds: a rule of thumb, not measured.
    private static final double DATABASE_MEMORY = .05;

    /// Beside database and index on a disk: the models' files, uploads, what is temporary.
    private static final double BESIDE = 1e9;

    private static final double TOKENS_A_PASSAGE = 200;
    private static final double QDRANT_FREE_MEMORY = 1e9;
    private static final double QDRANT_FREE_DISK = 4e9;

    private final PriceList prices;

    public EstimateCosts(PriceList prices) {
        this.prices = prices;
    }

    /// @param newDocuments a month; only vectors by a service cost anything for them
    /// @param searches a reader's, a day
    /// @param questions all readers', a day
    /// @param tokensRead of a model, for an answer; 0 without one
    /// @param vectorsByService a service computes the vectors, and not the program
    /// @param postgres else SQLite on a disk, which one instance can use
    public record Wanted(
            LibrarySize size,
            long newDocuments,
            int readers,
            double searches,
            double questions,
            int tokensRead,
            int tokensWritten,
            boolean vectorsByService,
            boolean qdrant,
            boolean postgres,
            int instances) {}

    public enum Item {
        PROGRAM,
        DISK,
        DATABASE,
        DATABASE_STORAGE,
        QDRANT_FREE,
        QDRANT_MEMORY,
        ANSWERS_READ,
        ANSWERS_WRITTEN,
        VECTORS
    }

    /// @param plan its name, where there are plans
    /// @param quantity in gigabytes, million tokens or instances
    /// @param price of one; absent where it is not known
    public record Line(
            Item item, @Nullable String plan, BigDecimal quantity, @Nullable BigDecimal price) {
        /// To the cent; absent where it is not known.
        public @Nullable BigDecimal amount() {
            return price == null
                    ? null
                    : quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
        }
    }

    /// @param memory that an instance needs, in bytes
    /// @param peak searches a second in the busiest minutes, those of answers among them
    /// @param waiting on the chosen plan, with all instances; absent where none is large enough
    /// @param monthly what is paid each month
    /// @param once what is paid for filling the library
    public record Estimate(
            double memory,
            double peak,
            @Nullable Waiting waiting,
            List<Line> monthly,
            List<Line> once) {
        public Estimate {
            monthly = List.copyOf(monthly);
            once = List.copyOf(once);
        }

        /// Of what is known.
        public BigDecimal total() {
            return monthly.stream()
                    .map(Line::amount)
                    .filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        }

        public boolean isComplete() {
            return monthly.stream().allMatch(line -> line.amount() != null);
        }
    }

    public Estimate estimate(Wanted wanted) {
        LibrarySize size = wanted.size();
        double memory = LibrarySize.PROGRAM + (wanted.qdrant() ? 0 : size.luceneOftenRead());
        double peak =
                (wanted.readers() * wanted.searches() + wanted.questions() * SEARCHES_AN_ANSWER)
                        / WORKING_DAY
                        * PEAK;
        List<Line> lines = new ArrayList<>();
        Plan plan = programPlan(wanted, memory, peak);
        lines.add(
                new Line(
                        Item.PROGRAM,
                        plan == null ? null : plan.name(),
                        BigDecimal.valueOf(wanted.instances()),
                        plan == null ? null : plan.price()));
        database(wanted, lines);
        if (wanted.qdrant()) {
            lines.add(qdrant(size));
        }
        answers(wanted, lines);
        List<Line> once = new ArrayList<>();
        if (wanted.vectorsByService()) {
            lines.add(vectors(wanted.newDocuments() * LibrarySize.PASSAGES_A_DOCUMENT));
            once.add(vectors(size.passages()));
        }
        Waiting waiting =
                plan == null || peak == 0
                        ? null
                        : Waiting.simulate(peak, SEARCH, plan.cores(), wanted.instances());
        return new Estimate(memory, peak, waiting, lines, once);
    }

    private @Nullable Plan programPlan(Wanted wanted, double memory, double peak) {
        return prices.web().stream()
                .filter(plan -> plan.bytes() >= memory)
                .filter(plan -> peak * SEARCH / plan.cores() / wanted.instances() <= BUSIEST)
                .findFirst()
                .orElse(null);
    }

    private void database(Wanted wanted, List<Line> lines) {
        LibrarySize size = wanted.size();
        if (!wanted.postgres()) {
            double disk = size.database() + (wanted.qdrant() ? 0 : size.luceneDisk()) + BESIDE;
            lines.add(byGigabyte(Item.DISK, disk, PriceList.DISK));
            return;
        }
        Plan plan =
                prices.postgres().stream()
                        .filter(one -> one.bytes() >= size.database() * DATABASE_MEMORY)
                        .findFirst()
                        .orElse(null);
        lines.add(
                new Line(
                        Item.DATABASE,
                        plan == null ? null : plan.name(),
                        BigDecimal.ONE,
                        plan == null ? null : plan.price()));
        lines.add(databaseStorage(size.database()));
    }

    private Line qdrant(LibrarySize size) {
        double memory = size.qdrantMemory(1, 1);
        return memory <= QDRANT_FREE_MEMORY && size.qdrantDisk(1, 1) <= QDRANT_FREE_DISK
                ? new Line(Item.QDRANT_FREE, null, BigDecimal.ONE, BigDecimal.ZERO)
                : byGigabyte(Item.QDRANT_MEMORY, memory, PriceList.QDRANT_MEMORY);
    }

    private void answers(Wanted wanted, List<Line> lines) {
        if (wanted.tokensRead() == 0 || wanted.questions() == 0) {
            return;
        }
        double answers = wanted.questions() * DAYS;
        lines.add(
                millions(Item.ANSWERS_READ, answers * wanted.tokensRead(), PriceList.MODEL_READS));
        lines.add(
                millions(
                        Item.ANSWERS_WRITTEN,
                        answers * wanted.tokensWritten(),
                        PriceList.MODEL_WRITES));
    }

    private Line vectors(long passages) {
        return millions(Item.VECTORS, passages * TOKENS_A_PASSAGE, PriceList.VECTORS);
    }

    /// Of a database's disk one gigabyte is sold, or a multiple of five.
    private Line databaseStorage(double bytes) {
        long gigabytes = bytes <= 1e9 ? 1 : (long) Math.ceil(bytes / 5e9) * 5;
        return new Line(
                Item.DATABASE_STORAGE,
                null,
                BigDecimal.valueOf(gigabytes),
                prices.rate(PriceList.POSTGRES_STORAGE));
    }

    /// Whole gigabytes are sold.
    private Line byGigabyte(Item item, double bytes, String rate) {
        return new Line(
                item, null, BigDecimal.valueOf((long) Math.ceil(bytes / 1e9)), prices.rate(rate));
    }

    private Line millions(Item item, double tokens, String rate) {
        return new Line(
                item,
                null,
                BigDecimal.valueOf(tokens / 1e6).setScale(3, RoundingMode.HALF_UP),
                prices.rate(rate));
    }
}
