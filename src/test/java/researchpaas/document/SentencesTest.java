package researchpaas.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static List<String> of(String text) {
        return Sentences.of(text, 0, text.length()).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void aUnitBehindANumberIsNoInitial() {
        assertThat(of("Blinds lowered it by 1.3 K. Fans did not. It was 28 °C. We thank K. Oda."))
                .containsExactly(
                        "Blinds lowered it by 1.3 K.",
                        "Fans did not.",
                        "It was 28 °C.",
                        "We thank K. Oda.");
    }

    @Test
    void englishEndsAtFullStopsQuestionsAndCalls() {
        assertThat(of("We measured it. Was it so? It was! Then (at last.) Done"))
                .containsExactly(
                        "We measured it.", "Was it so?", "It was!", "Then (at last.)", "Done");
    }

    @Test
    void abbreviationsInitialsAndNumbersEndNothing() {
        String text =
                "See Fig. 3 of Smith et al. and J. R. Miller, e.g. Table 2, for p = 0.05 vs. The rest.";
        assertThat(of(text)).containsExactly(text);
    }

    @Test
    void aNumberedHeadingStaysWithItsNumber() {
        assertThat(of("1. Introduction\nWe begin.")).containsExactly("1. Introduction\nWe begin.");
    }

    @Test
    void japaneseEndsAtItsFullStopAndClosingBrackets() {
        assertThat(of("犬が鳴いた。猫は寝た！（本当に。）終わり？"))
                .containsExactly("犬が鳴いた。", "猫は寝た！", "（本当に。）", "終わり？");
    }

    @Test
    void aQuotationThatGoesOnIsPartOfItsSentence() {
        assertThat(of("彼は「行く。」と言った。帰った。")).containsExactly("彼は「行く。」と言った。", "帰った。");
    }

    @Test
    void theFullStopsOfScienceEndJapaneseToo() {
        assertThat(of("結果を示す．次に考察する．値は3.5である．")).containsExactly("結果を示す．", "次に考察する．", "値は3.5である．");
    }

    @Test
    void aLineFeedEndsNothingButABlankLineDoes() {
        assertThat(of("A title\n\nwith a line\nbreak"))
                .containsExactly("A title", "with a line\nbreak");
    }
}
