package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

class LatinTokenizerTest {
    private static final char[] READ = read();

    private static char[] read() {
        StringBuilder read = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (LatinTokenizer.reads(Character.toString(c))) {
                read.append((char) c);
            }
        }
        return read.toString().toCharArray();
    }

    private static List<Analysis.Term> byTheJapaneseTokenizer(String text) throws IOException {
        List<Analysis.Term> terms = new ArrayList<>();
        try (TokenStream stream = Analysis.WORDS.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(
                        new Analysis.Term(
                                term.toString(), offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        }
        return terms;
    }

    private static void sameAsTheJapaneseTokenizer(String text) throws IOException {
        assertThat(LatinTokenizer.reads(text)).isTrue();
        assertThat(Analysis.terms(Analysis.WORDS, text))
                .as(text)
                .isEqualTo(byTheJapaneseTokenizer(text));
    }

    @Test
    void readsWhatTextsInLatinLettersConsistOf() {
        assertThat(LatinTokenizer.reads("")).isTrue();
        assertThat(
                        LatinTokenizer.reads(
                                "“T5” – naïve, it’s 37.5 °C (±2 %) – Øre Zürich, 3×4 m² §1 • x_1\n\t"))
                .isTrue();
        assertThat(LatinTokenizer.reads("room 研究")).isFalse();
        assertThat(LatinTokenizer.reads("the angle α")).isFalse();
        // letters that fold to two, or with what stands before them
        assertThat(LatinTokenizer.reads("\ufb01nal")).isFalse();
        assertThat(LatinTokenizer.reads("cafe\u0301")).isFalse();
        assertThat(LatinTokenizer.reads("soft\u00adhyphen")).isFalse();
        assertThat(LatinTokenizer.reads("a".repeat(2000))).isFalse();
        assertThat(READ.length).isGreaterThan(500);
    }

    @Test
    void givesTheTermsOfTheJapaneseTokenizerForEachCharacterInEachPlace() throws IOException {
        for (char c : READ) {
            for (String text :
                    List.of("%s", "rooms%s", "%srooms", "rooms%sMeasured", "12%s", "%s12 %<s%<s")) {
                sameAsTheJapaneseTokenizer(text.formatted(c));
            }
        }
    }

    @Test
    void givesTheTermsOfTheJapaneseTokenizerForMixturesOfAllTheyMayHold() throws IOException {
        Random random = new Random(20);
        String frequent = "abcdefgaeiounrstlABC0123456789     .,;-–()'’“”\n";
        for (int i = 0; i < 1500; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(400);
            for (int j = 0; j < length; j++) {
                text.append(
                        random.nextInt(5) > 0
                                ? frequent.charAt(random.nextInt(frequent.length()))
                                : READ[random.nextInt(READ.length)]);
            }
            sameAsTheJapaneseTokenizer(text.toString());
        }
    }

    @Test
    void givesTheTermsOfTheJapaneseTokenizerForLongRunsAndLongTexts() throws IOException {
        sameAsTheJapaneseTokenizer("a".repeat(1000));
        sameAsTheJapaneseTokenizer("x " + "-".repeat(3000) + " y");
        sameAsTheJapaneseTokenizer(
                "Rooms of 1,250 m² were measured, hourly, in Zürich. ".repeat(500));
    }

    /// A word of ours that began so would have to be looked for.
    @Test
    void noWordOfOurOwnDictionaryBeginsWithACharacterThatIsRead() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Analysis.class.getResourceAsStream("dictionary.csv")),
                                StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")))
                    .isNotEmpty()
                    .noneMatch(line -> LatinTokenizer.reads(line.substring(0, 1)));
        }
    }
}
