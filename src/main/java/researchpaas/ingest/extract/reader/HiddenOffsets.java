package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.HiddenText;
import researchpaas.document.HiddenText.Kind;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.recognition.Tesseract;

/// Takes the marks around hidden words ([HiddenMarks]) out of the pages that go through it, and
/// tells where they were. A heading that nobody sees is none.
public final class HiddenOffsets implements TextSink {
    /// On one page; what is behind the last counts as hidden from there to the last one's end.
    public static final int MOST = 500;

    private final TextSink sink;
    private final Map<Integer, Unmarked> marked = new HashMap<>();

    public HiddenOffsets(TextSink sink) {
        this.sink = sink;
    }

    @Override
    public Limits limits() {
        return sink.limits();
    }

    @Override
    public void page(Page page) throws IOException, Refusal {
        if (page.text().chars().noneMatch(HiddenMarks::isMark)) {
            sink.page(page);
            return;
        }
        Unmarked unmarked = Unmarked.of(page.text());
        marked.put(page.number(), unmarked);
        List<Line> lines =
                page.lines().stream()
                        .map(line ->
                                new Line(
                                        unmarked.offset(line.start()),
                                        unmarked.offset(line.end()),
                                        line.box(),
                                        line.fontSize()))
                        .toList();
        sink.page(
                new Page(
                        page.number(),
                        unmarked.text,
                        page.width(),
                        page.height(),
                        lines,
                        unmarked.hidden));
    }

    @Override
    public void headings(List<Heading> headings) throws IOException {
        List<Heading> seen = new ArrayList<>();
        for (Heading heading : headings) {
            Unmarked page = marked.get(heading.page());
            if (page == null) {
                seen.add(heading);
                continue;
            }
            int start = page.offset(heading.start());
            int end = page.offset(heading.end());
            if (page.hidden.stream().noneMatch(one -> one.start() < end && one.end() > start)) {
                seen.add(
                        new Heading(
                                heading.page(),
                                start,
                                end,
                                heading.level(),
                                HiddenMarks.without(heading.text())));
            }
        }
        sink.headings(seen);
    }

    @Override
    public void info(FileInfo info) throws IOException {
        sink.info(
                new FileInfo(
                        without(info.title()), without(info.author()), without(info.created())));
    }

    private static @Nullable String without(@Nullable String text) {
        return text == null ? null : HiddenMarks.without(text);
    }

    @Override
    public @Nullable Tesseract recognition() throws IOException {
        return sink.recognition();
    }

    /// @param marks where marks stood in the text with them, in order
    private record Unmarked(String text, List<HiddenText> hidden, List<Integer> marks) {
        static Unmarked of(String text) {
            StringBuilder plain = new StringBuilder(text.length());
            List<HiddenText> hidden = new ArrayList<>();
            List<Integer> marks = new ArrayList<>();
            @Nullable Kind kind = null;
            int depth = 0;
            int start = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!HiddenMarks.isMark(c)) {
                    plain.append(c);
                    continue;
                }
                marks.add(i);
                if (c != HiddenMarks.END) {
                    // within what is hidden, further marks change nothing
                    if (depth++ == 0) {
                        kind = HiddenMarks.kind(c).orElse(Kind.MARKUP);
                        start = plain.length();
                    }
                } else if (depth > 0 && --depth == 0 && kind != null) {
                    add(hidden, new HiddenText(start, plain.length(), kind), plain);
                }
            }
            if (depth > 0 && kind != null) {
                add(hidden, new HiddenText(start, plain.length(), kind), plain);
            }
            return new Unmarked(plain.toString(), List.copyOf(hidden), marks);
        }

        /// Neighbours of one kind are one.
        private static void add(List<HiddenText> hidden, HiddenText next, CharSequence text) {
            if (!hidden.isEmpty()) {
                HiddenText last = hidden.getLast();
                boolean beside =
                        last.kind() == next.kind()
                                && text.subSequence(last.end(), next.start()).toString().isBlank();
                if (beside || hidden.size() == MOST) {
                    hidden.set(
                            hidden.size() - 1,
                            new HiddenText(last.start(), next.end(), last.kind()));
                    return;
                }
            }
            hidden.add(next);
        }

        int offset(int withMarks) {
            int before = Collections.binarySearch(marks, withMarks);
            return withMarks - (before >= 0 ? before : -before - 1);
        }
    }
}
