package researchpaas.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.ConversationId;
import researchpaas.answer.Cost;
import researchpaas.answer.KeptExchange;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.RecalledExchange;
import researchpaas.answer.RecalledExchange.RecalledPassage;
import researchpaas.answer.Trace;
import researchpaas.document.Document;

/// How an answer came about, as its page shows it. Empty texts are not shown.
record ReceiptView(
        String back,
        String replay,
        String question,
        @Nullable When asked,
        String model,
        @Nullable String without,
        String tokens,
        String cost,
        int withheld,
        String seconds,
        String index,
        List<String> searched,
        List<ReadView> read) {

    static ReceiptView of(RecalledExchange exchange, ConversationId conversation, ZoneId zone) {
        KeptExchange kept = exchange.kept();
        Receipt receipt = kept.receipt();
        Trace.Written written = receipt.written();
        Cost cost = receipt.cost();
        var without = receipt.without();
        String path = "/ask/" + conversation;
        return new ReceiptView(
                path + "#q" + kept.ordinal(),
                path + "/" + kept.ordinal() + "/replay",
                kept.question(),
                When.of(kept.at(), zone),
                written == null ? "" : written.model() + " (" + written.provider() + ")",
                without == null ? null : "answer.without." + without,
                written == null
                        ? ""
                        : receipt.usage().input()
                                + " + "
                                + (receipt.usage().output() + receipt.usage().thinking()),
                cost == null ? "" : cost.amount().toPlainString() + " " + cost.currency(),
                receipt.withheld(),
                seconds(receipt.timings().whole()),
                index(receipt.index()),
                receipt.searched(),
                exchange.read().stream().map(ReadView::of).toList());
    }

    static String index(Trace.Index index) {
        return index.engine() + " · " + index.meaning() + " · #" + index.cursor();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    /// @param title empty when the reader does not see the document any more
    record ReadView(String href, String title, String page, boolean cited, boolean renewed) {
        static ReadView of(RecalledPassage read) {
            Document document = read.document();
            if (document == null) {
                return new ReadView("", "", "", read.used().cited(), false);
            }
            String page = String.valueOf(read.used().page());
            return new ReadView(
                    "/library/%s/%d?file=%d&page=%s&passage=%d#passage"
                            .formatted(
                                    document.key().category().word(),
                                    document.key().number(),
                                    read.used().file().value(),
                                    page,
                                    read.used().passage().value()),
                    document.title(),
                    page,
                    read.used().cited(),
                    read.isRenewed());
        }
    }
}
