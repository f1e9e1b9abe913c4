package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import researchpaas.operate.EstimateCosts.Estimate;
import researchpaas.operate.EstimateCosts.Item;
import researchpaas.operate.EstimateCosts.Line;
import researchpaas.operate.EstimateCosts.Wanted;
import researchpaas.operate.LibrarySize.Encoding;
import researchpaas.operate.PriceList.UnusablePrice;

/// The sums, by hand.
class EstimateCostsTest {
    private static final Map<String, String> PRICES =
            Map.of(
                    "web.small", "7 0.5 512",
                    "web.large", "25 1 2048",
                    "postgres.plan.tiny", "6 0.1 256",
                    "postgres.plan.big", "19 0.5 1024",
                    "disk.gb", "0.25",
                    "postgres.gb", "0.30",
                    "qdrant.gb", "",
                    "model.read", "0.75",
                    "model.written", "3.75",
                    "vectors.read", "0.20");

    @Test
    void aDepartmentOnOneDiskPaysTheSmallestPlan() {
        Estimate estimate = estimate(PRICES, wanted(40_000, 50, 0, false, false, false, 1));

        // 290 MB, and 490 bytes a passage
        assertThat(estimate.memory()).isCloseTo(309.6e6, within(1e3));
        assertThat(lines(estimate.monthly()))
                // .24 GB of database and index, one beside, rounded up
                .containsExactly("PROGRAM small 1 7.00", "DISK - 2 0.50");
        assertThat(estimate.total()).isEqualTo("7.50");
        assertThat(estimate.isComplete()).isTrue();
    }

    @Test
    void answersAreThirtyDaysOfQuestionsTimesTheirTokens() {
        Estimate estimate = estimate(PRICES, wanted(40_000, 50, 200, false, false, false, 1));

        assertThat(lines(estimate.monthly()))
                // 200 × 30 × 7,500 and × 1,500
                .contains("ANSWERS_READ - 45.000 33.75", "ANSWERS_WRITTEN - 9.000 33.75");
        assertThat(estimate.total()).isEqualTo("75.00");
    }

    @Test
    void whatDoesNotFitIntoMemoryTakesTheNextPlan() {
        Estimate fits = estimate(PRICES, wanted(450_000, 0, 0, false, false, false, 1));
        Estimate fitsNot = estimate(PRICES, wanted(455_000, 0, 0, false, false, false, 1));

        assertThat(fits.monthly().getFirst().plan()).isEqualTo("small");
        assertThat(fitsNot.monthly().getFirst().plan()).isEqualTo("large");
    }

    @Test
    void whoSearchesMuchNeedsMoreCpuOrMoreInstances() {
        // 10,000 × 10 searches in 8 hours, four times as many in the busiest minutes: 13.9 a second
        Wanted many = wanted(40_000, 10_000, 0, false, false, false, 1);
        assertThat(estimate(PRICES, many).monthly().getFirst().plan()).isEqualTo("large");

        Estimate two = estimate(PRICES, wanted(40_000, 10_000, 0, false, false, true, 2));
        assertThat(lines(two.monthly()))
                .containsExactly(
                        "PROGRAM small 2 14.00",
                        "DATABASE tiny 1 6.00",
                        "DATABASE_STORAGE - 1 0.30");
        assertThat(two.peak()).isCloseTo(13.9, within(.1));
    }

    /// As `diskSizeGB` of a database in Render's Blueprint: 1, or a multiple of 5.
    @Test
    void aDatabasesDiskIsSoldInStepsOfFiveGigabytes() {
        // 2.8 kB a passage
        assertThat(lines(estimate(PRICES, wanted(350_000, 0, 0, false, false, true, 1)).monthly()))
                .contains("DATABASE_STORAGE - 1 0.30");
        assertThat(lines(estimate(PRICES, wanted(400_000, 0, 0, false, false, true, 1)).monthly()))
                .contains("DATABASE_STORAGE - 5 1.50");
        assertThat(
                        lines(
                                estimate(PRICES, wanted(2_000_000, 0, 0, false, false, true, 1))
                                        .monthly()))
                .contains("DATABASE_STORAGE - 10 3.00");
    }

    @Test
    void aPlanThatIsNotThereAndAPriceThatNobodyKnowsAreNoZero() {
        Estimate estimate = estimate(PRICES, wanted(10_000_000, 0, 0, false, false, false, 1));
        assertThat(lines(estimate.monthly())).contains("PROGRAM - 1 ?");
        assertThat(estimate.isComplete()).isFalse();

        Wanted elsewhere = wanted(1_000_000, 0, 0, false, true, false, 1);
        assertThat(lines(estimate(PRICES, elsewhere).monthly())).contains("QDRANT_MEMORY - 1 ?");
        Map<String, String> known = new HashMap<>(PRICES);
        known.put("qdrant.gb", "30");
        assertThat(lines(estimate(known, elsewhere).monthly())).contains("QDRANT_MEMORY - 1 30.00");
    }

    @Test
    void theFreeClusterEndsWhereItsDiskEnds() {
        assertThat(items(wanted(600_000, 0, 0, false, true, false, 1))).contains(Item.QDRANT_FREE);
        assertThat(items(wanted(650_000, 0, 0, false, true, false, 1)))
                .contains(Item.QDRANT_MEMORY);
    }

    @Test
    void vectorsByAServiceArePaidOnceForTheLibraryAndMonthlyForWhatIsNew() {
        Estimate estimate = estimate(PRICES, wanted(1_000_000, 0, 0, true, false, false, 1));

        assertThat(lines(estimate.once())).containsExactly("VECTORS - 200.000 40.00");
        // 20 documents of 20 passages of 200 tokens
        assertThat(lines(estimate.monthly())).contains("VECTORS - 0.080 0.02");
    }

    @Test
    void aPriceThatIsNoneIsNamed() {
        for (String key : List.of("web.small", "disk.gb", "anything")) {
            Map<String, String> wrong = new HashMap<>(PRICES);
            wrong.put(key, key.equals("anything") ? "1" : "cheap");
            assertThatThrownBy(() -> PriceList.read(wrong))
                    .isInstanceOf(UnusablePrice.class)
                    .hasMessage(key);
        }
    }

    /// The tables of docs/scaling.md.
    @Test
    void aMillionPassagesAreAsLargeAsTheDocumentSays() {
        LibrarySize size = new LibrarySize(1_000_000, 384, Encoding.INT8);

        assertThat(size.database()).isCloseTo(2.8e9, within(.1e9));
        assertThat(size.luceneOftenRead()).isCloseTo(.49e9, within(.005e9));
        assertThat(size.luceneDisk()).isCloseTo(3.1e9, within(.05e9));
        assertThat(new LibrarySize(1_000_000, 384, Encoding.BIT).luceneOftenRead())
                .isCloseTo(.15e9, within(.005e9));
        assertThat(new LibrarySize(1_000_000, 384, Encoding.FLOAT).luceneDisk())
                .isCloseTo(2.7e9, within(.05e9));
        assertThat(size.qdrantMemory(1, 1)).isCloseTo(.75e9, within(.01e9));
        assertThat(new LibrarySize(10_000_000, 384, Encoding.INT8).qdrantMemory(2, 6))
                .isCloseTo(2.2e9, within(.1e9));
    }

    @Test
    void searchesWaitAsTheDocumentSays() {
        Waiting one = Waiting.simulate(5, .025, .5, 1);
        Waiting three = Waiting.simulate(40, .025, .5, 3);

        assertThat(one.busy()).isCloseTo(.25, within(1e-9));
        assertThat(one.half()).isCloseTo(.056, within(.001));
        assertThat(one.most()).isCloseTo(.109, within(.001));
        assertThat(three.half()).isCloseTo(.059, within(.001));
        assertThat(three.most()).isCloseTo(.114, within(.001));
    }

    private static Wanted wanted(
            long passages,
            int readers,
            double questions,
            boolean vectorsByService,
            boolean qdrant,
            boolean postgres,
            int instances) {
        return new Wanted(
                new LibrarySize(passages, 384, Encoding.INT8),
                20,
                readers,
                10,
                questions,
                7_500,
                1_500,
                vectorsByService,
                qdrant,
                postgres,
                instances);
    }

    private static Estimate estimate(Map<String, String> prices, Wanted wanted) {
        return new EstimateCosts(PriceList.read(prices)).estimate(wanted);
    }

    private static List<Item> items(Wanted wanted) {
        return estimate(PRICES, wanted).monthly().stream().map(Line::item).toList();
    }

    private static List<String> lines(List<Line> lines) {
        return lines.stream()
                .map(line -> {
                    BigDecimal amount = line.amount();
                    return line.item()
                            + " "
                            + (line.plan() == null ? "-" : line.plan())
                            + " "
                            + line.quantity().toPlainString()
                            + " "
                            + (amount == null ? "?" : amount.toPlainString());
                })
                .toList();
    }
}
