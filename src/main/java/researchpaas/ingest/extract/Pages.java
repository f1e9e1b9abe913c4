package researchpaas.ingest.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// Hands the paragraphs of a format without pages over: one page, or several when the text is as
/// long as a shelf of books, so that memory is bounded.
final class Pages {
    /// UTF-16 units, unless one paragraph is longer.
    static final int LONGEST = 1_000_000;

    private final TextSink sink;
    private final StringBuilder text = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private int number = 1;

    Pages(TextSink sink) {
        this.sink = sink;
    }

    /// @param paragraph left out when blank
    /// @param level of a heading; absent for all other text
    void add(String paragraph, OptionalInt level) throws IOException, Refusal {
        if (paragraph.isBlank()) {
            return;
        }
        if (text.length() + paragraph.length() > LONGEST && !text.isEmpty()) {
            sink.page(page());
            text.setLength(0);
            number++;
        }
        if (!text.isEmpty()) {
            text.append('\n');
        }
        int start = text.length();
        text.append(paragraph);
        if (level.isPresent() && headings.size() < Wire.MAX_HEADINGS) {
            headings.add(
                    new Heading(number, start, text.length(), level.getAsInt(), paragraph.strip()));
        }
    }

    void add(String paragraph) throws IOException, Refusal {
        add(paragraph, OptionalInt.empty());
    }

    /// Call once, behind the last paragraph.
    void end() throws IOException, Refusal {
        sink.page(page());
        sink.headings(headings);
    }

    private Page page() {
        return new Page(number, text.toString(), 0, 0, List.of());
    }
}
