package researchpaas.ingest.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import researchpaas.ingest.TextExtractor.Heading;

/// Tells headings by what they look like and what they say: short paragraphs in bigger or bolder
/// letters than the body, or with a section's number or name.
final class PdfHeadings {
    private static final float BIGGER = 1.08f;
    private static final int MOST_SIZES = 4;
    private static final Pattern WORD =
            Pattern.compile("\\p{IsLatin}{3}|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]{2}");

    private final PrintStyle style;
    private final List<Candidate> candidates = new ArrayList<>();

    PdfHeadings(PrintStyle style) {
        this.style = style;
    }

    private record Candidate(
            int page, int start, int end, String text, float size, OptionalInt worded) {}

    void add(PageFlow.Flow flow) {
        for (PageFlow.Paragraph paragraph : flow.paragraphs()) {
            String text = flow.page().text().substring(paragraph.start(), paragraph.end());
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

    List<Heading> found() {
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

    /// Title and authors are left out: they stand above every section and tell none apart. Where no
    /// section follows on the first page (a poster), only the biggest letters are taken for the
    /// title.
    private List<Candidate> withoutFront() {
        int firstSection = 0;
        while (firstSection < candidates.size()
                && candidates.get(firstSection).page() == 1
                && candidates.get(firstSection).worded().isEmpty()) {
            firstSection++;
        }
        if (firstSection < candidates.size() && candidates.get(firstSection).page() == 1) {
            return candidates.subList(firstSection, candidates.size());
        }
        float biggest =
                candidates.stream()
                        .filter(candidate -> candidate.page() == 1)
                        .map(Candidate::size)
                        .max(Comparator.naturalOrder())
                        .orElse(0f);
        return candidates.stream()
                .filter(candidate ->
                        candidate.page() > 1
                                || candidate.size() < biggest
                                || candidate.size() < style.bodySize() * 1.2f)
                .toList();
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
