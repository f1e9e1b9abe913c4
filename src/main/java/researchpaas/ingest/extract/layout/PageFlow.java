package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.extract.letters.HeadingWords;
import researchpaas.ingest.extract.letters.Letters;

/// Writes a page's lines as running text: lines of one paragraph joined, broken words mended, a
/// line feed between paragraphs. Keeps where each line stands in the result.
public final class PageFlow {
    private static final Pattern BROKEN_WORD =
            Pattern.compile("(\\p{L}+(?:-\\p{L}+)*)[-\u2010\u00AD]$");
    private static final Pattern REST_OF_WORD = Pattern.compile("^(\\p{Ll}\\p{L}*)(-\\p{L})?");

    private static final Pattern BROKEN_ADDRESS =
            Pattern.compile("(?:https?://|www\\.)\\S*[./_=&?]$|https?:/{0,2}$");

    private final PageLines page;
    private final PrintStyle style;
    private final StringBuilder text = new StringBuilder();
    private final List<Line> lines = new ArrayList<>();
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private int paragraphStart;
    private int paragraphFirstLine;

    private PageFlow(PageLines page, PrintStyle style) {
        this.page = page;
        this.style = style;
    }

    /// @param start offset in the page's text
    record Paragraph(int start, int end, List<TextLine> lines) {}

    public record Flow(Page page, List<Paragraph> paragraphs) {}

    public static Flow of(PageLines page, PrintStyle style) {
        PageFlow flow = new PageFlow(page, style);
        flow.write();
        return new Flow(
                new Page(
                        page.number(),
                        flow.text.toString(),
                        page.width(),
                        page.height(),
                        flow.lines),
                flow.paragraphs);
    }

    private void write() {
        List<TextLine> source = page.lines();
        @Nullable TextLine before = null;
        for (int i = 0; i < source.size(); i++) {
            TextLine line = source.get(i);
            if (before != null) {
                if (startsParagraph(i)) {
                    endParagraph(i);
                    text.append('\n');
                    paragraphStart = text.length();
                    paragraphFirstLine = i;
                } else {
                    joinTo(line);
                }
            }
            int start = text.length();
            text.append(line.text());
            lines.add(new Line(start, text.length(), line.box(), line.size()));
            before = line;
        }
        if (before != null) {
            endParagraph(source.size());
        }
    }

    private void endParagraph(int nextLine) {
        paragraphs.add(
                new Paragraph(
                        paragraphStart,
                        text.length(),
                        List.copyOf(page.lines().subList(paragraphFirstLine, nextLine))));
    }

    private boolean startsParagraph(int index) {
        TextLine before = page.lines().get(index - 1);
        TextLine line = page.lines().get(index);
        if (before.frame() != line.frame()
                || Math.abs(line.size() - before.size())
                        > 0.085f * Math.max(line.size(), before.size())
                || line.cells()
                || before.cells()
                || Letters.startsItem(line.text())
                || HeadingWords.opensPart(line.text())) {
            return true;
        }
        float step = (line.across() - before.across()) / line.size();
        if (step < 0.3f) {
            return !continuesElsewhere(before, line);
        }
        if (step > Math.max(style.leading() * 1.3f, 1.25f) && step > usualStep(index) * 1.25f) {
            return true;
        }
        if (line.strong() != before.strong() && (isWholeHeading(before) || isWholeHeading(line))) {
            return true;
        }
        boolean display = line.size() > style.bodySize() * 1.1f;
        return !display && startsByShape(index, before, line);
    }

    /// The distance inside the paragraph so far, for parts that are set wider than the body.
    private float usualStep(int index) {
        if (index - paragraphFirstLine < 2) {
            return 0;
        }
        TextLine one = page.lines().get(index - 2);
        TextLine other = page.lines().get(index - 1);
        return (other.across() - one.across()) / other.size();
    }

    private static boolean isWholeHeading(TextLine line) {
        return line.strong() && line.text().length() <= HeadingWords.LONGEST;
    }

    /// A sentence goes on at the top of the next column.
    private static boolean continuesElsewhere(TextLine before, TextLine line) {
        int first = line.text().codePointAt(0);
        return !Letters.endsSentence(before.text())
                && before.strong() == line.strong()
                && (Character.isLowerCase(first)
                        || (Letters.isCjk(first) && line.text().length() > 12)
                        || (Character.isDigit(first)
                                && Letters.isCjk(
                                        before.text().codePointBefore(before.text().length()))));
    }

    private boolean startsByShape(int index, TextLine before, TextLine line) {
        float indent = (line.start() - before.start()) / line.size();
        boolean first = index - 1 == paragraphFirstLine;
        boolean shortBefore = Margins.isShort(page.lines(), index - 1);
        boolean goesOn =
                Character.isLowerCase(line.text().codePointAt(0))
                        && !Letters.endsSentence(before.text());
        if (shortBefore && !goesOn && (style.justified() || Letters.endsSentence(before.text()))) {
            return true;
        }
        if (indent > 0.7f) {
            // the second line of a hanging paragraph, or the first of a new one
            return !first || Letters.endsSentence(before.text());
        }
        return indent < -0.7f && !first;
    }

    private void joinTo(TextLine line) {
        Matcher broken =
                BROKEN_WORD.matcher(text.substring(Math.max(paragraphStart, text.length() - 80)));
        Matcher rest = REST_OF_WORD.matcher(line.text());
        if (broken.find() && rest.find()) {
            boolean soft = text.charAt(text.length() - 1) == '\u00AD';
            boolean compound = rest.group(2) != null;
            if (soft || !(compound || style.keepsHyphen(broken.group(1), rest.group(1)))) {
                dropHyphen();
            }
        } else if (endsWithSoftHyphen()) {
            dropHyphen();
        } else if (!endsWithDash()
                && !endsInsideAddress()
                && Letters.needsSpace(text, line.text())) {
            text.append(' ');
        }
    }

    private boolean endsWithSoftHyphen() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '\u00AD';
    }

    /// A real hyphen at a line's end is part of the word: `state-of-` + `Art`.
    private boolean endsWithDash() {
        int length = text.length();
        return length > 1
                && (text.charAt(length - 1) == '-' || text.charAt(length - 1) == '/')
                && Character.isLetterOrDigit(text.charAt(length - 2));
    }

    /// A web address that is broken goes on with whatever the next line starts with.
    private boolean endsInsideAddress() {
        return BROKEN_ADDRESS
                .matcher(text.substring(Math.max(paragraphStart, text.length() - 200)))
                .find();
    }

    private void dropHyphen() {
        text.setLength(text.length() - 1);
        Line last = lines.removeLast();
        lines.add(new Line(last.start(), text.length(), last.box(), last.fontSize()));
    }
}
