package researchpaas.ingest.extract.odf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;

class OdfReaderTest {
    private static final String NAMESPACES =
            """
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
            xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
            xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
            xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
            """;

    @TempDir Path folder;

    @Test
    void readsATextWithHeadingsPagesNotesAndTables() throws Exception {
        CollectedText read =
                read(
                        OdfReader.Kind.TEXT,
                        odf(
                                "text",
                                """
                                <text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
                                <text:p text:style-name="T">夜の気温</text:p>
                                <text:h text:outline-level="1">1 はじめに</text:h>
                                <text:p>夏の<text:ruby><text:ruby-base>夜</text:ruby-base><text:ruby-text>よる</text:ruby-text></text:ruby>は<text:s text:c="3"/><text:span>暑い</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>最低気温。</text:p></text:note-body></text:note>。<office:annotation><text:p>a remark</text:p></office:annotation></text:p>
                                <text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>
                                <text:h text:outline-level="2" text:style-name="B">Method</text:h>
                                <table:table><table:table-header-rows><table:table-row>
                                <table:table-cell><text:p>place</text:p></table:table-cell><table:table-cell><text:p>temp</text:p></table:table-cell>
                                </table:table-row></table:table-header-rows><table:table-row>
                                <table:table-cell><text:p>Kobe</text:p></table:table-cell><table:table-cell><text:p>29</text:p></table:table-cell>
                                </table:table-row></table:table>
                                <text:p>broken <text:soft-page-break/>here</text:p>
                                """));

        assertThat(read.text())
                .isEqualTo(
                        "夜の気温\n1 はじめに\n夏の夜は 暑い[1]。\none\n[1] 最低気温。\n\f\nMethod\nplace | temp\nplace: Kobe; temp: 29\nbroken\n\f\nhere");
        assertThat(read.headings)
                .extracting(
                        heading -> heading.page() + " " + heading.level() + " " + heading.text())
                .containsExactly("1 1 夜の気温", "1 1 1 はじめに", "2 2 Method");
        assertThat(read.info)
                .isEqualTo(new FileInfo("The title", "Ines Calloway", "2023-04-01T09:00:00"));
    }

    @Test
    void makesEachSheetAPageAndTakesCellsAsTheyAreShown() throws Exception {
        String cell = "<table:table-cell><text:p>%s</text:p></table:table-cell>";
        CollectedText read =
                read(
                        OdfReader.Kind.SPREADSHEET,
                        odf(
                                "spreadsheet",
                                "<table:table table:name=\"観測\"><table:table-column/><table:table-row>"
                                        + cell.formatted("地点")
                                        + cell.formatted("日付")
                                        + cell.formatted("気温")
                                        + "</table:table-row><table:table-row>"
                                        + "<table:table-cell table:number-rows-spanned=\"2\"><text:p>大阪</text:p></table:table-cell>"
                                        + cell.formatted("2023年4月1日")
                                        + cell.formatted("31.5")
                                        + "</table:table-row><table:table-row><table:covered-table-cell/>"
                                        + "<table:table-cell table:number-columns-repeated=\"1\"/>"
                                        + cell.formatted("30")
                                        + "<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
                                        + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
                                        + "</table:table><table:table table:name=\"Empty\"/>"));

        assertThat(read.pages).hasSize(2);
        assertThat(read.pages.getFirst().text())
                .startsWith("観測\n")
                .endsWith("地点：大阪；日付：2023年4月1日；気温：31.5\n\n地点：大阪；気温：30");
        assertThat(read.headingTexts()).containsExactly("観測");
    }

    @Test
    void makesEachSlideAPageWithItsNotes() throws Exception {
        String frame =
                "<draw:frame presentation:class=\"%s\" svg:x=\"2cm\" svg:y=\"%s\" svg:width=\"20cm\" svg:height=\"2cm\"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>";
        CollectedText read =
                read(
                        OdfReader.Kind.PRESENTATION,
                        odf(
                                "presentation",
                                "<draw:page draw:name=\"p1\">"
                                        + frame.formatted("", "9cm", "lower")
                                        + "<draw:g>"
                                        + frame.formatted("outline", "4cm", "upper")
                                        + "</draw:g>"
                                        + frame.formatted("title", "1cm", "涼しい風")
                                        + "<presentation:notes>"
                                        + frame.formatted("notes", "1cm", "ここで休む。")
                                        + "</presentation:notes></draw:page>"
                                        + "<draw:page draw:name=\"p2\">"
                                        + frame.formatted("title", "1cm", "Second")
                                        + "</draw:page>"));

        assertThat(read.text()).isEqualTo("涼しい風\nupper\nlower\n発表者ノート\nここで休む。\n\f\nSecond");
        assertThat(read.headingTexts()).containsExactly("涼しい風", "発表者ノート", "Second");
    }

    @Test
    void refusesAPasswordAndAnotherKindOfFile() throws Exception {
        OfficeFixture text = odf("text", "<text:p>x</text:p>");

        assertThatThrownBy(() -> read(OdfReader.Kind.SPREADSHEET, text))
                .hasMessage("NOT_WHAT_IT_SAYS");
        text.part(
                "META-INF/manifest.xml",
                "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>");
        assertThatThrownBy(() -> read(OdfReader.Kind.TEXT, text)).hasMessage("ENCRYPTED");
        assertThatThrownBy(() -> read(OdfReader.Kind.TEXT, OfficeFixture.docx("")))
                .hasMessage("NOT_WHAT_IT_SAYS");
    }

    private static OfficeFixture odf(String kind, String content) {
        return new OfficeFixture()
                .part("mimetype", "application/vnd.oasis.opendocument." + kind)
                .part(
                        "styles.xml",
                        "<office:document-styles %s><office:styles><style:style style:name=\"Title\"/></office:styles></office:document-styles>"
                                .formatted(NAMESPACES))
                .part(
                        "meta.xml",
                        "<office:document-meta %s><office:meta><dc:title>The title</dc:title><meta:initial-creator>Ines Calloway</meta:initial-creator><dc:creator>Other</dc:creator><meta:creation-date>2023-04-01T09:00:00</meta:creation-date></office:meta></office:document-meta>"
                                .formatted(NAMESPACES))
                .part(
                        "content.xml",
                        """
                        <office:document-content %s><office:automatic-styles>
                        <style:style style:name="T" style:parent-style-name="Title"/>
                        <style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>
                        </office:automatic-styles><office:body><office:%s>%s</office:%s></office:body></office:document-content>
                        """
                                .formatted(NAMESPACES, kind, content, kind));
    }

    private CollectedText read(OdfReader.Kind kind, OfficeFixture fixture) throws Exception {
        CollectedText collected = new CollectedText();
        new OdfReader(kind).read(fixture.save(folder.resolve("a.odf")), collected);
        return collected;
    }
}
