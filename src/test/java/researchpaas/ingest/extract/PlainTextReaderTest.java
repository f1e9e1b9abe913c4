package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.ingest.Reason;

class PlainTextReaderTest {
    private static final String JAPANESE = "温熱快適性は、気温と湿度で決まる。\n教室の窓を開ける。";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-31j", "EUC-JP", "ISO-2022-JP"})
    void readsJapaneseInItsUsualEncodings(String charset) throws Exception {
        assertThat(read(JAPANESE.getBytes(Charset.forName(charset))).text()).isEqualTo(JAPANESE);
    }

    @Test
    void leavesTheByteOrderMarkOut() throws Exception {
        assertThat(read("\uFEFFwords".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("words");
    }

    @Test
    void refusesBytesOfNoKnownEncoding() {
        assertRefused(
                new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', (byte) 0x80},
                Reason.Code.UNKNOWN_ENCODING);
    }

    @Test
    void refusesABinaryThatIsCalledText() {
        assertRefused(
                "%PDF-1.4 and so on".getBytes(StandardCharsets.US_ASCII),
                Reason.Code.NOT_WHAT_IT_SAYS);
        assertRefused(new byte[] {1, 2, 0, 0, 3, 0, 0, 0}, Reason.Code.NOT_WHAT_IT_SAYS);
        assertRefused(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, Reason.Code.NOT_WHAT_IT_SAYS);
    }

    @Test
    void joinsTheLinesOfAWrappedParagraph() throws Exception {
        String wrapped =
                "The lines of this paragraph were wrapped by a program that\n"
                        + "cuts them all at about the same width, so that they belong\n"
                        + "together.\n\nAnother paragraph.";

        assertThat(read(wrapped.getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo(
                        "The lines of this paragraph were wrapped by a program that cuts them all at about the same"
                                + " width, so that they belong together.\nAnother paragraph.");
    }

    /// Each blank line once took a frame of the regular expression's stack.
    @Test
    void readsAcrossAnyNumberOfBlankLines() throws Exception {
        String gap = "above" + "\n \t".repeat(100_000) + "\nbelow";

        assertThat(read(gap.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("above\nbelow");
    }

    @Test
    void keepsListsAsLines() throws Exception {
        String list =
                "0  good\n1  fewer than five satellites were in view of the antenna\n2  too slow";

        assertThat(read(list.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(list);
    }

    @Test
    void takesAnUnderlinedLineForAHeading() throws Exception {
        CollectedText read =
                read("Code book\n=========\n\nWords.".getBytes(StandardCharsets.UTF_8));

        assertThat(read.headingTexts()).containsExactly("Code book");
        assertThat(read.text()).isEqualTo("Code book\nWords.");
    }

    private CollectedText read(byte[] bytes) throws Exception {
        var collected = new CollectedText();
        new PlainTextReader().read(Files.write(folder.resolve("a.txt"), bytes), collected);
        return collected;
    }

    private void assertRefused(byte[] bytes, Reason.Code code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
