package researchpaas.ingest.extract.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.ingest.extract.office.OfficeFixture.docx;
import static researchpaas.ingest.extract.office.OfficeFixture.p;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.BreakType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.HiddenOffsets;

class DocxReaderTest {
    private static final String STYLES =
            """
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="2"><w:name w:val="見出し 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="Deep"/></w:style>
            <w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>
            """;

    @TempDir Path folder;

    @Test
    void takesHeadingsFromStylesInAnyLanguageAndFromOutlineLevels() throws Exception {
        CollectedText read =
                read(
                        docx(p("1", "第1章 はじめに")
                                        + p("a", "本文。")
                                        + p("2", "背景")
                                        + p("Mine", "Inherited")
                                        + "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Of its own</w:t></w:r></w:p>")
                                .word("styles", STYLES));

        assertThat(read.text()).isEqualTo("第1章 はじめに\n本文。\n背景\nInherited\nOf its own");
        assertThat(read.headings)
                .extracting(heading -> heading.level() + " " + heading.text())
                .containsExactly("1 第1章 はじめに", "2 背景", "3 Inherited", "1 Of its own");
        assertThat(read.headings)
                .allSatisfy(heading ->
                        assertThat(
                                        read.pages
                                                .get(heading.page() - 1)
                                                .text()
                                                .substring(heading.start(), heading.end()))
                                .isEqualTo(heading.text()));
    }

    @Test
    void beginsAPageWhereTheAuthorOrTheLastLayoutDid() throws Exception {
        String asked = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
        String laidOut = "<w:r><w:lastRenderedPageBreak/></w:r>";
        CollectedText read =
                read(
                        docx(
                                p("one")
                                        + asked
                                        // Word marks the page it made for the author's break, too
                                        + "<w:p>"
                                        + laidOut
                                        + "<w:r><w:t>two, and</w:t>"
                                        + "<w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>"
                                        + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>"
                                        + laidOut
                                        + "<w:r><w:t>four</w:t></w:r></w:p>"
                                        + "<w:p><w:pPr><w:pageBreakBefore w:val=\"0\"/></w:pPr><w:r><w:t>still four</w:t></w:r></w:p>"));

        assertThat(read.pages)
                .extracting(page -> page.number() + " " + page.text())
                .containsExactly("1 one", "2 two, and", "3 three", "4 four\nstill four");
    }

    @Test
    void beginsAPageWithASectionUnlessTheSectionGoesOn() throws Exception {
        String end = "<w:p><w:pPr><w:sectPr>%s</w:sectPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>";
        CollectedText read =
                read(
                        docx(
                                end.formatted("", "first")
                                        + end.formatted("", "second, on a new page")
                                        + p("third, on the same page")
                                        + "<w:sectPr><w:type w:val=\"continuous\"/></w:sectPr>"));

        assertThat(read.text())
                .isEqualTo("first\n\f\nsecond, on a new page\nthird, on the same page");
    }

    @Test
    void writesTableRowsWithTheirHeaders() throws Exception {
        String row = "<w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>";
        CollectedText read =
                read(
                        docx(
                                p("before")
                                        + "<w:tbl>"
                                        + row.formatted(p("地点"), p("気温"))
                                        + row.formatted(
                                                "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>"
                                                        + p("大阪"),
                                                p("31.2") + p("（日陰）"))
                                        + row.formatted(
                                                "<w:tcPr><w:vMerge/></w:tcPr>" + p(""), p("30.8"))
                                        + "</w:tbl>"
                                        + p("after")));

        assertThat(read.text())
                .isEqualTo("before\n地点 | 気温\n地点：大阪；気温：31.2 （日陰）\n地点：大阪；気温：30.8\nafter");
    }

    @Test
    void putsARowOnThePageOnWhichItBegins() throws Exception {
        String laidOut = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>%s</w:t></w:r></w:p>";
        CollectedText read =
                read(
                        docx(
                                "<w:tbl><w:tr><w:tc>"
                                        + p("a")
                                        + "</w:tc></w:tr>"
                                        + "<w:tr><w:tc>"
                                        + laidOut.formatted("b")
                                        + "</w:tc></w:tr>"
                                        + "<w:tr><w:tc>"
                                        + p("c")
                                        + laidOut.formatted("c2")
                                        + "</w:tc></w:tr></w:tbl>"
                                        + p("d")));

        assertThat(read.text()).isEqualTo("a\n\f\nb\nc c2\n\f\nd");
    }

    @Test
    void leavesOutWhatTheFinishedPaperDoesNotShow() throws Exception {
        CollectedText read =
                read(
                        docx("""
                        <w:p><w:r><w:t xml:space="preserve">kept </w:t></w:r>
                        <w:del><w:r><w:delText>deleted</w:delText><w:t>deleted</w:t></w:r></w:del>
                        <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>
                        <w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>
                        <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
                        <w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:commentReference w:id="1"/></w:r>
                        <w:ruby><w:rt><w:r><w:t>うちみず</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>打ち水</w:t></w:r></w:rubyBase></w:ruby></w:p>
                        """)
                                .word(
                                        "comments",
                                        "<w:comment w:id=\"1\">" + p("a remark") + "</w:comment>"));

        assertThat(read.text()).isEqualTo("kept inserted打ち水");
    }

    @Test
    void readsATextBoxOnceAndBehindItsParagraph() throws Exception {
        String words = "<w:txbxContent>" + p("in the box") + "</w:txbxContent>";
        CollectedText read =
                read(
                        docx(
                                "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>"
                                        + words
                                        + "</wps:txbx></mc:Choice><mc:Fallback><v:textbox>"
                                        + words
                                        + "</v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>around</w:t></w:r></w:p>"));

        assertThat(read.text()).isEqualTo("around\nin the box");
    }

    @Test
    void putsFootnotesAtTheFootOfTheirPageAndEndnotesAtTheEnd() throws Exception {
        String reference = "<w:r><w:%sReference w:id=\"%d\"/></w:r>";
        CollectedText read =
                read(
                        docx("<w:p><w:r><w:t>cooler</w:t></w:r>"
                                        + reference.formatted("footnote", 2)
                                        + reference.formatted("endnote", 2)
                                        + "</w:p>"
                                        + p("same page")
                                        + "<w:p><w:r><w:br w:type=\"page\"/><w:t>next</w:t></w:r></w:p>")
                                .word(
                                        "footnotes",
                                        "<w:footnote w:id=\"0\"/><w:footnote w:id=\"2\">"
                                                + p("By two degrees.")
                                                + "</w:footnote>")
                                .word(
                                        "endnotes",
                                        "<w:endnote w:id=\"2\">" + p("最後の注。") + "</w:endnote>"));

        assertThat(read.text())
                .isEqualTo("cooler[1][2]\nsame page\n[1] By two degrees.\n\f\nnext\n[2] 最後の注。");
    }

    @Test
    void countsListsAndNumberedHeadingsAsWordDoes() throws Exception {
        String level =
                "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/></w:lvl>";
        String inList =
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>";
        CollectedText read =
                read(
                        docx(inList.formatted(0, 1, "序論")
                                        + inList.formatted(1, 1, "背景")
                                        + inList.formatted(1, 1, "目的")
                                        + inList.formatted(0, 1, "方法")
                                        + inList.formatted(1, 1, "試料")
                                        + inList.formatted(0, 2, "a point"))
                                .word(
                                        "numbering",
                                        "<w:abstractNum w:abstractNumId=\"7\">"
                                                + level.formatted(0, "japaneseCounting", "第%1章")
                                                + level.formatted(1, "decimal", "%1.%2")
                                                + "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">"
                                                + level.formatted(0, "bullet", "")
                                                + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
                                                + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>"));

        assertThat(read.text()).isEqualTo("第一章 序論\n一.1 背景\n一.2 目的\n第二章 方法\n二.1 試料\n• a point");
    }

    @Test
    void readsWhatAnotherProgramWrote() throws Exception {
        Path file = folder.resolve("poi.docx");
        try (XWPFDocument document = new XWPFDocument()) {
            document.getProperties().getCoreProperties().setTitle("夜の気温");
            document.getProperties().getCoreProperties().setCreator("小田美怜");
            document.createParagraph().createRun().setText("Evening wind, 夕方の風。");
            XWPFTable table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("place");
            table.getRow(0).getCell(1).setText("wind");
            table.getRow(1).getCell(0).setText("Sakai");
            table.getRow(1).getCell(1).setText("3 m/s");
            document.createParagraph().createRun().addBreak(BreakType.PAGE);
            document.createParagraph().createRun().setText("Second page.");
            try (OutputStream out = Files.newOutputStream(file)) {
                document.write(out);
            }
        }

        CollectedText read = read(file);

        assertThat(read.text())
                .isEqualTo(
                        "Evening wind, 夕方の風。\nplace | wind\nplace: Sakai; wind: 3 m/s\n\f\nSecond page.");
        assertThat(read.info).isNotNull();
        assertThat(read.info.title()).isEqualTo("夜の気温");
        assertThat(read.info.author()).isEqualTo("小田美怜");
        assertThat(read.info.created()).startsWith("20");
    }

    @Test
    void saysWhatTheFileSaysOfItself() throws Exception {
        CollectedText read =
                read(docx(p("x")).properties("A title", "Ines Calloway", "2023-04-01T09:00:00Z"));

        assertThat(read.info)
                .isEqualTo(new FileInfo("A title", "Ines Calloway", "2023-04-01T09:00:00Z"));
    }

    @Test
    void refusesAFileWithAPassword() throws Exception {
        Path file = folder.resolve("secret.docx");
        try (POIFSFileSystem wrapping = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(wrapping)) {
                Files.copy(docx(p("x")).save(folder.resolve("plain.docx")), out);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                wrapping.writeFilesystem(out);
            }
        }

        assertThatThrownBy(() -> read(file)).hasMessage("ENCRYPTED");
    }

    @Test
    void refusesWhatIsNoWordFile() throws Exception {
        Path slides = OfficeFixture.pptx().presentation().save(folder.resolve("slides.docx"));
        Path zip = new OfficeFixture().part("a.txt", "words").save(folder.resolve("zip.docx"));
        Path words = Files.writeString(folder.resolve("words.docx"), "words");

        assertThatThrownBy(() -> read(slides)).hasMessage("NOT_WHAT_IT_SAYS");
        assertThatThrownBy(() -> read(zip)).hasMessage("NOT_WHAT_IT_SAYS");
        assertThatThrownBy(() -> read(words)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    @Test
    void refusesAFileThatWasCutOff() throws Exception {
        byte[] whole = Files.readAllBytes(docx(p("x")).save(folder.resolve("whole.docx")));
        Path half = folder.resolve("half.docx");
        Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> read(half)).hasMessage("BROKEN");
    }

    private CollectedText read(OfficeFixture fixture) throws Exception {
        return read(fixture.save(folder.resolve("a.docx")));
    }

    private static CollectedText read(Path file) throws Exception {
        CollectedText collected = new CollectedText();
        new DocxReader().read(file, new HiddenOffsets(collected));
        return collected;
    }
}
