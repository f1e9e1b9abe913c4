package researchpaas.ingest.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import researchpaas.ingest.TextExtractor.Heading;

/// Tells headings by what they look like and what they say: short paragraphs in bigger or bolder
/// letters than the body, or with a section's number or name.
final class PdfHeadings {
    private static final float BIGGER = 1.08f;
    private static final int MOST_SIZES = 4;

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
        boolean japanese = Letters.isCjk(text.codePointBefore(text.length())) && !Letters.endsSentence(text);
        return numbered
                ? bigger || bolder || japanese
                : (bigger || bolder) && !closed;
    }

    private static boolean hasWords(String text) {
        return text.codePoints().filter(Character::isLetter).count() >= 2;
    }

    /// The title is left out: it stands above every section and tells none apart.
    List<Heading> found() {
        float titleSize =
                candidates.stream()
                        .filter(candidate -> candidate.page() == 1 && candidate.worded().isEmpty())
                        .map(Candidate::size)
                        .max(Comparator.naturalOrder())
                        .orElse(0f);
        List<Candidate> sections =
                candidates.stream()
                        .filter(candidate ->
                                !(candidate.page() == 1
                                        && candidate.worded().isEmpty()
                                        && candidate.size() > style.bodySize() * 1.2f
                                        && candidate.size() >= titleSize))
                        .toList();
        TreeSet<Integer> sizes = new TreeSet<>(Comparator.reverseOrder());
        sections.forEach(section -> sizes.add(rounded(section.size())));
        List<Integer> ranks = sizes.stream().limit(MOST_SIZES).toList();
        return sections.stream()
                .map(section ->
                        new Heading(
                                section.page(),
                                section.start(),
                                section.end(),
                                level(section, ranks),
                                section.text()))
                .toList();
    }

    private static int level(Candidate section, List<Integer> ranks) {
        int rank = ranks.indexOf(rounded(section.size()));
        int bySize = rank < 0 ? MOST_SIZES : rank + 1;
        // an unnumbered "References" is as high as its letters are big
        return section.worded().isPresent() && !HeadingWords.isKnown(section.text())
                ? section.worded().getAsInt()
                : bySize;
    }

    private static int rounded(float size) {
        return Math.round(size * 2);
    }
}
