package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import researchpaas.document.Heading;
import researchpaas.ingest.extract.letters.HeadingWords;
import researchpaas.ingest.extract.letters.Letters;

/// Tells headings by what they look like and what they say: short paragraphs in bigger or bolder
/// letters than the body, or with a section's number or name.
public final class PdfHeadings {
    private static final float BIGGER = 1.08f;
    private static final int MOST_SIZES = 4;
    private static final Pattern WORD =
            Pattern.compile("\\p{IsLatin}{3}|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]{2}");

    private final PrintStyle style;
    private final List<Candidate> candidates = new ArrayList<>();

    /// How many candidates stand above the first body text of the first page, -1 while there is
    /// none.
    private int frontEnd = -1;

    public PdfHeadings(PrintStyle style) {
        this.style = style;
    }

    private record Candidate(
            int page, int start, int end, String text, float size, OptionalInt worded) {}

    public void add(PageFlow.Flow flow) {
        int earlier = candidates.size();
        for (PageFlow.Paragraph paragraph : flow.paragraphs()) {
            String text = flow.page().text().substring(paragraph.start(), paragraph.end());
            if (flow.page().number() == 1 && frontEnd < 0 && isBody(paragraph, text)) {
                // what stands right above the first body text is its heading, unless it is the
                // title itself
                boolean headed = candidates.size() > Math.max(earlier, 1);
                frontEnd = headed ? candidates.size() - 1 : candidates.size();
            }
            earlier = candidates.size();
            if (isHeading(paragraph, text)) {
                candidates.add(
                        new Candidate(
                                flow.page().number(),
                                paragraph.start(),
                                paragraph.end(),
                                text,
                                paragraph.lines().getFirst().size(),
                                HeadingWords.level(text)));
            }
        }
    }

    private boolean isBody(PageFlow.Paragraph paragraph, String text) {
        int least = Letters.isCjk(text.codePointAt(0)) ? 40 : 80;
        return text.length() >= least
                && Math.abs(paragraph.lines().getFirst().size() - style.bodySize())
                        < 0.08f * style.bodySize();
    }

    private boolean isHeading(PageFlow.Paragraph paragraph, String text) {
        if (paragraph.lines().size() > 3
                || text.length() > HeadingWords.LONGEST
                || !hasWords(text)) {
            return false;
        }
        TextLine first = paragraph.lines().getFirst();
        boolean bigger = first.size() > style.bodySize() * BIGGER;
        boolean bolder =
                first.strong() && !style.strongBody() && first.size() > style.bodySize() * 0.95f;
        boolean closed = ".。,、;:".indexOf(text.charAt(text.length() - 1)) >= 0;
        if (HeadingWords.isKnown(text) && first.size() > style.bodySize() * 0.85f) {
            return true;
        }
        boolean numbered = HeadingWords.level(text).isPresent();
        boolean japanese =
                Letters.isCjk(text.codePointBefore(text.length())) && !Letters.endsSentence(text);
        return numbered ? bigger || bolder || japanese : (bigger || bolder) && !closed;
    }

    /// A formula has letters too, but no word.
    private static boolean hasWords(String text) {
        return WORD.matcher(text).find();
    }

    public List<Heading> found() {
        List<Candidate> sections = withoutFront();
        TreeSet<Integer> sizes = new TreeSet<>(Comparator.reverseOrder());
        sections.forEach(section -> sizes.add(rounded(section.size())));
        List<Integer> ranks = sizes.stream().limit(MOST_SIZES).toList();
        boolean numbered =
                sections.stream()
                        .anyMatch(section ->
                                section.worded().isPresent()
                                        && !HeadingWords.isKnown(section.text()));
        return sections.stream()
                .map(section ->
                        new Heading(
                                section.page(),
                                section.start(),
                                section.end(),
                                level(section, ranks, numbered),
                                section.text()))
                .toList();
    }

    /// Title, subtitle and authors are left out: they stand above every section and tell none
    /// apart.
    private List<Candidate> withoutFront() {
        int end = frontEnd < 0 ? candidates.size() : frontEnd;
        int front = 0;
        while (front < end
                && candidates.get(front).page() == 1
                && candidates.get(front).worded().isEmpty()) {
            front++;
        }
        return candidates.subList(front, candidates.size());
    }

    /// @param numbered whether sections have numbers, so that an unnumbered "References" is one of
    ///   them
    private static int level(Candidate section, List<Integer> ranks, boolean numbered) {
        boolean known = HeadingWords.isKnown(section.text());
        if (section.worded().isPresent() && (!known || numbered)) {
            return section.worded().getAsInt();
        }
        int rank = ranks.indexOf(rounded(section.size()));
        return rank < 0 ? MOST_SIZES : rank + 1;
    }

    private static int rounded(float size) {
        return Math.round(size * 2);
    }
}
