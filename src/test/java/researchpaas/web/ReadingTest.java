package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import researchpaas.search.Highlighter.Span;

/// How texts are cut at their marks.
class ReadingTest {
    @Test
    void cutsATextAtTheBordersOfWordsAndPassage() {
        List<Piece> pieces =
                Piece.cut("abcdefgh", List.of(new Span(1, 3), new Span(6, 7)), new Span(2, 7));

        assertThat(pieces)
                .containsExactly(
                        new Piece("a", false, false, false),
                        new Piece("b", true, false, false),
                        new Piece("c", true, true, true),
                        new Piece("def", false, true, false),
                        new Piece("g", true, true, false),
                        new Piece("h", false, false, false));
    }

    @Test
    void loosesNothingWhenMarksReachBeyondTheText() {
        assertThat(text(Piece.cut("abc", List.of(new Span(2, 99)), new Span(1, 50))))
                .isEqualTo("abc");
        assertThat(Piece.cut("", List.of(new Span(0, 1)))).isEmpty();
    }

    @Test
    void partsParagraphsAtLineEndsAndKeepsThePassageThroughThem() {
        List<Paragraphs.Paragraph> paragraphs =
                Paragraphs.of("one\n\ntwo three\n \nfour", List.of(), new Span(1, 8));

        assertThat(paragraphs)
                .extracting(paragraph -> text(paragraph.pieces()))
                .containsExactly("one", "two three", "four");
        assertThat(paragraphs.get(1).pieces().getFirst())
                .isEqualTo(new Piece("two", false, true, false));
        assertThat(paragraphs.stream().flatMap(p -> p.pieces().stream()).filter(Piece::anchor))
                .hasSize(1);
    }

    @Test
    void showsTheStretchWithTheMostMarksFromTheBeginningOfItsSentence() {
        String filler = "Nothing to see in this sentence at all. ".repeat(20);
        String text = filler + "Here the needle and a needle stand. " + filler;
        int first = text.indexOf("needle");
        int second = text.indexOf("needle", first + 1);

        List<Piece> pieces =
                Excerpt.of(
                        text,
                        List.of(new Span(first, first + 6), new Span(second, second + 6)),
                        false);

        assertThat(text(pieces))
                .startsWith("… Here the needle")
                .endsWith(" …")
                .hasSizeLessThan(400);
        assertThat(pieces.stream().filter(Piece::word).map(Piece::text))
                .containsExactly("needle", "needle");
    }

    @Test
    void cutsNeitherASurrogatePairNorAShortText() {
        String emoji = "\uD83D\uDE00".repeat(400);

        String excerpt = text(Excerpt.of(emoji, List.of(), true));

        assertThat(excerpt.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                .isEmpty();
        assertThat(text(Excerpt.of("短い", List.of(), true))).isEqualTo("短い");
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
