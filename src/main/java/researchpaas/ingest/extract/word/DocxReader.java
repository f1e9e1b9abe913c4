package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.OfficePackage.Relation;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;

/// Word (DOCX). Pages are those on which the file was last shown, where it carries them; a file
/// that no word processor has laid out has only the breaks that its author made.
public final class DocxReader implements FormatReader {
    @Override
    public void read(Path path, TextSink sink) throws IOException, Refusal {
        try (OfficePackage file = OfficePackage.open(path, sink.limits())) {
            String main = file.mainPart("document");
            Map<String, Relation> parts = file.relations(main);
            DocxStyles styles = DocxStyles.read(file, target(parts, "styles"));
            DocxNumbering numbering = DocxNumbering.read(file, target(parts, "numbering"));
            PagedText pages = new PagedText(sink);
            DocxNotes notes = new DocxNotes(pages);
            DocxText inNotes = new DocxText(styles, numbering, notes, List.of());
            notes.footnotes(notes(file, target(parts, "footnotes"), inNotes));
            notes.endnotes(notes(file, target(parts, "endnotes"), inNotes));
            DocxText text = new DocxText(styles, numbering, notes, sections(file, main));
            try (XmlCursor xml = file.read(main)) {
                text.blocks(xml, pages);
            }
            notes.end();
            pages.end();
            sink.info(file.info());
        }
    }

    private static @Nullable String target(Map<String, Relation> parts, String type) {
        Optional<String> target = OfficePackage.target(parts, type);
        return target.orElse(null);
    }

    /// By their ids; without their own marks.
    private static Map<String, String> notes(
            OfficePackage file, @Nullable String part, DocxText text) throws IOException, Refusal {
        Map<String, String> notes = new HashMap<>();
        if (part == null || !file.has(part)) {
            return notes;
        }
        try (XmlCursor xml = file.read(part)) {
            while (xml.nextInside(1)) {
                if (xml.name().equals("footnote") || xml.name().equals("endnote")) {
                    String id = xml.attribute("id", "");
                    BlockText note = new BlockText();
                    text.blocks(xml, note);
                    notes.put(id, note.toString());
                }
            }
        }
        return notes;
    }

    /// Whether each section but the first begins on a new page. How it begins is written at its
    /// end, so the file is looked through once for this.
    private static List<Boolean> sections(OfficePackage file, String main) throws IOException {
        List<Boolean> onNewPage = new ArrayList<>();
        try (XmlCursor xml = file.read(main)) {
            while (xml.nextInside(0)) {
                if (xml.name().equals("sectPr")) {
                    onNewPage.add(beginsPage(xml));
                }
            }
        }
        return onNewPage.isEmpty() ? onNewPage : onNewPage.subList(1, onNewPage.size());
    }

    private static boolean beginsPage(XmlCursor xml) throws IOException {
        String type = "nextPage";
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("type")) {
                type = xml.attribute("val", type);
            } else if (xml.name().equals("sectPrChange")) {
                xml.skip();
            }
        }
        return !type.equals("continuous") && !type.equals("nextColumn");
    }
}
