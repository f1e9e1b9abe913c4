package researchpaas.ingest.extract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.TextSink;

class PlainTextReaderTest {
    private static final String JAPANESE = "温熱快適性は、気温と湿度で決まる。\n教室の窓を開ける。";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "windows-31j",
                "EUC-JP",
                "ISO-2022-JP"
            })
    void readsJapaneseInItsUsualEncodings(String charset) throws Exception {
        assertThat(read(JAPANESE.getBytes(Charset.forName(charset))).text()).isEqualTo(JAPANESE);
    }

    @Test
    void leavesTheByteOrderMarkOut() throws Exception {
        assertThat(read("\uFEFFwords".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsEnglishOfTwoBytesACharacter(String charset) throws Exception {
        assertThat(read("Open windows, dry air.".getBytes(Charset.forName(charset))).text())
                .isEqualTo("Open windows, dry air.");
    }

    @Test
    void readsHalfWidthReadingsInShiftJis() throws Exception {
        assertThat(read("東京,ﾄｳｷｮｳﾄｼﾝｼﾞｭｸｸ".getBytes(Charset.forName("windows-31j"))).text())
                .isEqualTo("東京,トウキョウトシンジュクク");
    }

    @Test
    void readsTheNumbersInCirclesOfEveryMachine() throws Exception {
        for (String charset : List.of("windows-31j", "x-eucJP-Open", "x-windows-iso2022jp")) {
            assertThat(read("①気温をはかる。".getBytes(Charset.forName(charset))).text())
                    .isEqualTo("①気温をはかる。");
        }
    }

    /// A broken download ends in the middle of a character.
    @Test
    void readsATextWhoseLastCharacterIsCut() throws Exception {
        byte[] whole = JAPANESE.getBytes(StandardCharsets.UTF_8);

        assertThat(read(Arrays.copyOf(whole, whole.length - 1)).text())
                .isEqualTo(JAPANESE.substring(0, JAPANESE.length() - 1));
    }

    /// The encoding shows in the last line only.
    @Test
    void looksAtTheWholeFileBeforeItChoosesAnEncoding() throws Exception {
        String text = "ascii\n".repeat(200_000) + "気温";

        assertThat(read(text.getBytes(Charset.forName("windows-31j"))).text()).endsWith("気温");
    }

    @Test
    void handsALongTextOverInSeveralPages() throws Exception {
        String line = "😀".repeat(1_250_001);
        CollectedText read =
                read((line + "\n\n1. End\n\nwords").getBytes(StandardCharsets.UTF_8), 5_000_000);

        assertThat(read.pages).hasSize(3);
        assertThat(String.join("", read.pages.stream().map(Page::text).toList()).replace("\n", ""))
                .isEqualTo(line + "1. Endwords");
        assertThat(read.headings)
                .singleElement()
                .satisfies(end -> assertThat(end.page()).isEqualTo(3));
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
        return read(bytes, 2_000_000);
    }

    private CollectedText read(byte[] bytes, int maxText) throws Exception {
        var collected = new CollectedText(new TextSink.Limits(maxText, 1_000));
        new PlainTextReader().read(Files.write(folder.resolve("a.txt"), bytes), collected);
        return collected;
    }

    private void assertRefused(byte[] bytes, Reason.Code code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
