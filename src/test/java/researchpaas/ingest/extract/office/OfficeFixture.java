package researchpaas.ingest.extract.office;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes Office files part by part, so that a test says exactly what stands in them.
public final class OfficeFixture {
    private static final String RELATIONSHIPS =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Map<String, StringBuilder> relations = new LinkedHashMap<>();

    /// A Word file with this body.
    public static OfficeFixture docx(String body) {
        return new OfficeFixture()
                .relation("", "rId1", "officeDocument", "word/document.xml")
                .part(
                        "word/document.xml",
                        """
                        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                          xmlns:r="%s" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                          xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
                          xmlns:v="urn:schemas-microsoft-com:vml"><w:body>%s</w:body></w:document>
                        """
                                .formatted(RELATIONSHIPS, body));
    }

    /// A Word file's part besides its body.
    public OfficeFixture word(String name, String content) {
        return relation("word/document.xml", name, name, name + ".xml")
                .part(
                        "word/" + name + ".xml",
                        "<w:%s xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">%s</w:%s>"
                                .formatted(name, content, name));
    }

    /// A paragraph of one run.
    public static String p(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    public static String p(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>"
                .formatted(style, text);
    }

    public static OfficeFixture pptx() {
        return new OfficeFixture().relation("", "rId1", "officeDocument", "ppt/presentation.xml");
    }

    /// @param shapes the slide's shape tree
    public OfficeFixture slide(int number, String shapes) {
        return relation(
                        "ppt/presentation.xml",
                        "rId" + number,
                        "slide",
                        "slides/slide" + number + ".xml")
                .part("ppt/slides/slide" + number + ".xml", slideXml("sld", shapes));
    }

    public OfficeFixture notes(int slide, String shapes) {
        return relation(
                        "ppt/slides/slide" + slide + ".xml",
                        "rIdN",
                        "notesSlide",
                        "../notesSlides/notesSlide" + slide + ".xml")
                .part("ppt/notesSlides/notesSlide" + slide + ".xml", slideXml("notes", shapes));
    }

    public OfficeFixture layout(int slide, String shapes) {
        return relation(
                        "ppt/slides/slide" + slide + ".xml",
                        "rIdL",
                        "slideLayout",
                        "../slideLayouts/slideLayout1.xml")
                .part("ppt/slideLayouts/slideLayout1.xml", slideXml("sldLayout", shapes));
    }

    /// @param order numbers of the slides
    public OfficeFixture presentation(int... order) {
        StringBuilder ids = new StringBuilder();
        for (int number : order) {
            ids.append("<p:sldId id=\"%d\" r:id=\"rId%d\"/>".formatted(255 + number, number));
        }
        return part(
                "ppt/presentation.xml",
                "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:r=\"%s\"><p:sldIdLst>%s</p:sldIdLst></p:presentation>"
                        .formatted(RELATIONSHIPS, ids));
    }

    private static String slideXml(String root, String shapes) {
        return """
        <p:%s xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
          xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="%s"
          xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
          ><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:%s>
        """
                .formatted(root, RELATIONSHIPS, shapes, root);
    }

    /// A placeholder where the layout puts it.
    public static String placeholder(String type, String... paragraphs) {
        return "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"%s\"/></p:nvPr></p:nvSpPr><p:spPr/>%s</p:sp>"
                .formatted(type, textBody(paragraphs));
    }

    /// A text box, with its place in points.
    public static String box(int x, int y, int width, int height, String... paragraphs) {
        return "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:spPr>%s</p:spPr>%s</p:sp>"
                .formatted(place(x, y, width, height), textBody(paragraphs));
    }

    public static String place(int x, int y, int width, int height) {
        return "<a:xfrm><a:off x=\"%d\" y=\"%d\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm>"
                .formatted(x * 12_700, y * 12_700, width * 12_700, height * 12_700);
    }

    private static String textBody(String... paragraphs) {
        StringBuilder body = new StringBuilder("<p:txBody>");
        for (String paragraph : paragraphs) {
            body.append("<a:p><a:r><a:t>").append(paragraph).append("</a:t></a:r></a:p>");
        }
        return body.append("</p:txBody>").toString();
    }

    public OfficeFixture part(String name, String xml) {
        parts.put(name, xml);
        return this;
    }

    public OfficeFixture relation(String from, String id, String type, String target) {
        relations
                .computeIfAbsent(from, _ -> new StringBuilder())
                .append(
                        "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
                                .formatted(id, RELATIONSHIPS, type, target));
        return this;
    }

    public OfficeFixture properties(String title, String creator, String created) {
        return relation("", "rIdC", "core-properties", "docProps/core.xml")
                .part(
                        "docProps/core.xml",
                        """
                        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
                          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
                          <dc:title>%s</dc:title><dc:creator>%s</dc:creator><dcterms:created>%s</dcterms:created></cp:coreProperties>
                        """
                                .formatted(title, creator, created));
    }

    public Path save(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                write(zip, part.getKey(), part.getValue());
            }
            for (Map.Entry<String, StringBuilder> one : relations.entrySet()) {
                int slash = one.getKey().lastIndexOf('/') + 1;
                write(
                        zip,
                        one.getKey().substring(0, slash)
                                + "_rels/"
                                + one.getKey().substring(slash)
                                + ".rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                + one.getValue()
                                + "</Relationships>");
            }
        }
        return file;
    }

    private static void write(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
