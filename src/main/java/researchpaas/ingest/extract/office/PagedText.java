package researchpaas.ingest.extract.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.TextSink;

/// Collects blocks of text (paragraphs, headings, table rows), one or more lines each, into pages,
/// and hands every page over when it is complete.
public final class PagedText implements Blocks {
    /// What is longer is set as a heading by mistake.
    private static final int LONGEST_HEADING = 300;

    private final TextSink sink;
    private final StringBuilder page = new StringBuilder();
    private final List<String> footnotes = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private int number = 1;

    public PagedText(TextSink sink) {
        this.sink = sink;
    }

    /// Of the page that is being written, from 1.
    int number() {
        return number;
    }

    public boolean isBlank() {
        return page.isEmpty();
    }

    @Override
    public void paragraph(String raw) throws Refusal {
        append(CleanText.tidy(raw));
    }

    /// @param level what is deeper than 9 is taken for 9
    @Override
    public void heading(int level, String raw) throws Refusal {
        String text = oneLine(CleanText.tidy(raw));
        append(text);
        if (!text.isEmpty() && text.length() <= LONGEST_HEADING) {
            int start = page.length() - text.length();
            headings.add(new Heading(number, start, page.length(), Math.clamp(level, 1, 9), text));
        }
    }

    /// What follows belongs under no heading that came before.
    public void noHeading() {
        headings.add(new Heading(number, page.length(), page.length(), 1, ""));
    }

    /// Stands at the foot of the page that is being written.
    public void footnote(String raw) {
        footnotes.add(raw);
    }

    /// Ends the page, whether or not something stands on it.
    public void endPage() throws IOException, Refusal {
        for (String footnote : footnotes) {
            paragraph(footnote);
        }
        footnotes.clear();
        sink.page(new Page(number, page.toString(), 0, 0, List.of()));
        page.setLength(0);
        number++;
    }

    /// Ends the page when something stands on it.
    void endPageUnlessBlank() throws IOException, Refusal {
        if (!page.isEmpty()) {
            endPage();
        }
    }

    @Override
    public void pageBreak() throws IOException, Refusal {
        endPage();
    }

    @Override
    public void softPageBreak() throws IOException, Refusal {
        endPageUnlessBlank();
    }

    /// Hands over what is left, and the headings.
    public void end() throws IOException, Refusal {
        if (!page.isEmpty() || !footnotes.isEmpty() || number == 1) {
            endPage();
        }
        sink.headings(headings);
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (String part : text.split("\n", -1)) {
            line.append(Letters.needsSpace(line, part) ? " " : "").append(part);
        }
        return line.toString();
    }

    private void append(String text) throws Refusal {
        if (text.isEmpty()) {
            return;
        }
        if (page.length() + text.length() > sink.limits().maxText()) {
            throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
        }
        if (!page.isEmpty()) {
            page.append('\n');
        }
        page.append(text);
    }
}
