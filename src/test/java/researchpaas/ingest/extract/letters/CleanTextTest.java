package researchpaas.ingest.extract.letters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {
    @ParameterizedTest
    @CsvSource({
        "ﬁeld eﬃcient, field efficient",
        "ﾊﾞｲｱｽ, バイアス",
        "ＡＢＣ１２, ABC12",
        "⼈⼝, 人口",
        "𝑥+𝐲, x+y",
        "cafe\u0301, café",
        "（図１）, （図1）",
        "10², 10²",
        "①…, ①…"
    })
    void writesOneSpellingAndKeepsWhatTheReaderSees(String raw, String clean) {
        assertThat(CleanText.of(raw)).isEqualTo(clean);
    }

    @Test
    void dropsWhatADatabaseRefuses() {
        assertThat(CleanText.of("a\0b\uD800c\uDC00d\u0007e\uFFFEf\uE000g\uFEFF"))
                .isEqualTo("abcdefg");
    }

    @Test
    void keepsCharactersOutsideTheFirstPlane() {
        assertThat(CleanText.of("𠮷野家\0")).isEqualTo("𠮷野家");
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(CleanText.cut("a𠮷", 2)).isEqualTo("a");
    }
}
