package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.extract.guard.Refusal;

/// Hands the paragraphs of a format without pages over: one page, or several when the text is as
/// long as a shelf of books, so that memory is bounded.
public final class Pages {
    /// UTF-16 units, unless one paragraph is longer.
    static final int LONGEST = 1_000_000;

    private final TextSink sink;
    private final StringBuilder text = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private int number = 1;

    public Pages(TextSink sink) {
        this.sink = sink;
    }

    /// @param paragraph left out when blank
    /// @param level of a heading; absent for all other text
    public void add(String paragraph, OptionalInt level) throws IOException, Refusal {
        add(
                paragraph,
                level.isPresent()
                        ? List.of(
                                new Heading(
                                        1,
                                        0,
                                        paragraph.length(),
                                        level.getAsInt(),
                                        paragraph.strip()))
                        : List.of());
    }

    /// @param block left out when blank
    /// @param inside the headings within the block
    public void add(String block, List<Heading> inside) throws IOException, Refusal {
        if (block.isBlank()) {
            return;
        }
        if (text.length() + block.length() > LONGEST && !text.isEmpty()) {
            sink.page(page());
            text.setLength(0);
            number++;
        }
        if (!text.isEmpty()) {
            text.append('\n');
        }
        int start = text.length();
        text.append(block);
        inside.stream()
                .limit(TextSink.MAX_HEADINGS - headings.size())
                .map(heading ->
                        new Heading(
                                number,
                                start + heading.start(),
                                start + heading.end(),
                                heading.level(),
                                heading.text()))
                .forEach(headings::add);
    }

    public void add(String paragraph) throws IOException, Refusal {
        add(paragraph, OptionalInt.empty());
    }

    /// Call once, behind the last paragraph.
    public void end() throws IOException, Refusal {
        sink.page(page());
        sink.headings(headings);
    }

    private Page page() {
        return new Page(number, text.toString(), 0, 0, List.of());
    }
}
