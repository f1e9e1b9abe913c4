package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.Cost;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.RecalledExchange;
import researchpaas.answer.RecalledExchange.RecalledPassage;
import researchpaas.answer.Trace;
import researchpaas.document.Document;

/// How an answer came about.
@Schema(name = "Receipt")
record ReceiptJson(
        @Schema(description = "Who wrote; null where no model did.") @Nullable ModelJson model,
        @Schema(
                        description =
                                "Why no model wrote, a fixed word for programs: none, own_quota, too_slow …; else null.")
                @Nullable String without,
        @Schema(
                        description =
                                "How much of the question the passage says that says most of it, 0 to 1; too little, and nothing is answered.")
                double evidence,
        @Schema(description = "What was written and could not be proved, and is shown to nobody.")
                int withheld,
        @Schema(description = "The words that were searched for.") List<String> searched,
        IndexJson index,
        @JsonProperty("took_ms") TimesJson tookMs,
        @Schema(description = "What was read for it, the best first.") List<ReadJson> passages) {

    static ReceiptJson of(Trace trace, @Nullable Cost cost) {
        return of(
                new Receipt(
                        List.of(),
                        trace.searched(),
                        trace.written(),
                        cost,
                        trace.without(),
                        trace.evidence(),
                        trace.withheld(),
                        trace.index(),
                        trace.timings()),
                trace.read().stream().map(ReadJson::of).toList());
    }

    static ReceiptJson of(RecalledExchange exchange) {
        return of(exchange.kept().receipt(), exchange.read().stream().map(ReadJson::of).toList());
    }

    private static ReceiptJson of(Receipt receipt, List<ReadJson> passages) {
        Trace.Written written = receipt.written();
        var without = receipt.without();
        return new ReceiptJson(
                written == null ? null : ModelJson.of(written, receipt.cost()),
                without == null ? null : without.name().toLowerCase(Locale.ROOT),
                Math.round(receipt.evidence() * 1000) / 1000.0,
                receipt.withheld(),
                receipt.searched(),
                IndexJson.of(receipt.index()),
                TimesJson.of(receipt.timings()),
                passages);
    }

    @Schema(name = "WrittenBy")
    record ModelJson(
            String provider,
            String name,
            @JsonProperty("input_tokens") long inputTokens,
            @JsonProperty("output_tokens") long outputTokens,
            @JsonProperty("thinking_tokens") long thinkingTokens,
            @Schema(description = "By the configured prices; null where none is known.")
                    @Nullable BigDecimal cost,
            @Nullable String currency) {
        static ModelJson of(Trace.Written written, @Nullable Cost cost) {
            Usage usage = written.usage();
            return new ModelJson(
                    written.provider(),
                    written.model(),
                    usage.input(),
                    usage.output(),
                    usage.thinking(),
                    cost == null ? null : cost.amount(),
                    cost == null ? null : cost.currency());
        }
    }

    @Schema(name = "AskedIndex")
    record IndexJson(
            String engine,
            @Schema(description = "The last change of the library that it held.") long cursor,
            @Schema(description = "The model of meaning.") String meaning) {
        static IndexJson of(Trace.Index index) {
            return new IndexJson(index.engine(), index.cursor(), index.meaning());
        }
    }

    @Schema(name = "AnswerTimes")
    record TimesJson(
            double search,
            @JsonProperty("first_proved") @Nullable Double firstProved,
            double checking,
            double whole) {
        static TimesJson of(Trace.Timings timings) {
            Duration first = timings.firstProved();
            return new TimesJson(
                    ms(timings.search()),
                    first == null ? null : ms(first),
                    ms(timings.checking()),
                    ms(timings.whole()));
        }

        private static double ms(Duration duration) {
            return Math.round(duration.toNanos() / 1_000.0) / 1_000.0;
        }
    }

    /// @param id absent with the category where the reader does not see the document any more
    @Schema(name = "ReadPassage")
    record ReadJson(
            @Nullable String category,
            @Schema(description = "The document's number; null when it is not to be seen any more.")
                    @Nullable Long id,
            long file,
            @Schema(description = "SHA-256 of what was embedded.") String hash,
            @Schema(description = "A statement that is shown cites it.") boolean cited,
            @Schema(description = "The document was published anew since.") boolean renewed) {
        static ReadJson of(Trace.Read read) {
            return new ReadJson(
                    read.document().category().word(),
                    read.document().number(),
                    read.file().value(),
                    read.hash(),
                    read.cited(),
                    false);
        }

        static ReadJson of(RecalledPassage read) {
            Document document = read.document();
            return new ReadJson(
                    document == null ? null : document.key().category().word(),
                    document == null ? null : document.key().number(),
                    read.used().file().value(),
                    read.used().hash(),
                    read.used().cited(),
                    read.isRenewed());
        }
    }
}
