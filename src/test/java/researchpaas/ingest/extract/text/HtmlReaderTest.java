package researchpaas.ingest.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.Readings;

class HtmlReaderTest {
    @TempDir Path folder;

    @Test
    void writesTheRowsOfATableWithTheirHeaders() throws Exception {
        assertThat(
                        text(
                                "<table><caption>Climate</caption><tr><th rowspan=2>place<th"
                                        + " colspan=2>air<tr><th>warm<th>cold<tr><td"
                                        + " rowspan=2>Oslo<td>4<td>-8<tr><td>5<td></table>"))
                .isEqualTo(
                        """
                        Climate
                        place: Oslo; air warm: 4; air cold: -8
                        place: Oslo; air warm: 5\
                        """);
    }

    @Test
    void readsATableThatOnlyPlacesBlocksAsBlocks() throws Exception {
        assertThat(
                        text(
                                "<table><tr><td><h1>Left</h1><p>one</p><td><table><tr><td>a<td>b</table></table><p>end"))
                .isEqualTo("Left\none\na | b\nend");
    }

    @Test
    void leavesTheReadingsOfWordsOut() throws Exception {
        assertThat(text("<p><ruby>温熱<rp>(</rp><rt>おんねつ</rt><rp>)</rp></ruby>快適性"))
                .isEqualTo("温熱快適性");
    }

    @Test
    void keepsTheLinesOfWhatIsPreformatted() throws Exception {
        assertThat(text("<pre>for x:\n    print(x)\n</pre>a<br>b"))
                .isEqualTo("for x:\n    print(x)\na\nb");
    }

    @Test
    void believesItsDeclarationWhereTheBytesAreNoUtf8() throws Exception {
        byte[] page =
                "<meta charset=iso-8859-1><p>Jérôme a étudié l’air"
                        .getBytes(Charset.forName("windows-1252"));
        assertThat(Readings.read(folder, "a.html", page).text()).isEqualTo("Jérôme a étudié l’air");
    }

    @Test
    void doesNotBelieveADeclarationThatTheBytesBelie() throws Exception {
        byte[] page = "<meta charset=\"utf-8\"><p>気温をはかる。".getBytes(Charset.forName("windows-31j"));
        assertThat(Readings.read(folder, "a.html", page).text()).isEqualTo("気温をはかる。");
    }

    @Test
    void tellsWhatThePageSaysOfItself() throws Exception {
        assertThat(
                        info(
                                "<title>Journal | Air in rooms</title><meta name=citation_author"
                                        + " content='Roe, J.'><meta name=citation_author content='Doe,"
                                        + " A.'><meta name=citation_date content=2021/03/04><h1>Air in"
                                        + " rooms</h1>x"))
                .isEqualTo(new FileInfo("Air in rooms", "Roe, J.; Doe, A.", "2021/03/04"));
        assertThat(info("<title>無題ドキュメント</title><p>x")).isEqualTo(new FileInfo(null, null, null));
    }

    /// Notebooks are often saved like this.
    @Test
    void readsAPageThatIsMostlyPictures() throws Exception {
        String picture =
                "<img alt=x src=\"data:image/png;base64," + "iVBOR/+=".repeat(1_000_000) + "\">";

        assertThat(text("<p>before</p>" + picture + picture + "<p>;;base6;base64 behind</p>"))
                .isEqualTo("before\n;;base6;base64 behind");
    }

    @Test
    void needsNoStackForAnyDepth() throws Exception {
        assertThat(text("<div>".repeat(200_000) + "deep")).isEqualTo("deep");
    }

    private String text(String html) throws Exception {
        return Readings.read(folder, "a.html", html).text();
    }

    private FileInfo info(String html) throws Exception {
        return Readings.read(folder, "a.html", html).info;
    }
}
