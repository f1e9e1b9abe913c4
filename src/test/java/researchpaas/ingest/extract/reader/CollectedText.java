package researchpaas.ingest.extract.reader;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;

/// Takes what a reader finds, within the test's own process.
public final class CollectedText implements TextSink {
    public final List<Page> pages = new ArrayList<>();
    public List<Heading> headings = List.of();
    public @Nullable FileInfo info;

    private final Limits limits;

    public CollectedText() {
        this(new Limits(1_000_000, 1_000));
    }

    public CollectedText(Limits limits) {
        this.limits = limits;
    }

    public String text() {
        return String.join("\n\f\n", pages.stream().map(Page::text).toList());
    }

    public List<String> headingTexts() {
        return headings.stream().map(Heading::text).toList();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public void page(Page page) throws Refusal {
        if (text().length() + page.text().length() > limits.maxText()) {
            throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
        }
        pages.add(page);
    }

    @Override
    public void headings(List<Heading> found) {
        headings = found;
    }

    @Override
    public void info(FileInfo found) {
        info = found;
    }
}
