package researchpaas.ingest.extract.sheets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.OfficePackage.Relation;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.TableText;

/// Excel (XLSX): each sheet is a page, hidden ones too, and its table is written by [TableText].
/// Cells read as Excel shows them; of a formula, the value that was last computed. Notes are left
/// out.
public final class XlsxReader implements FormatReader {
    @Override
    public void read(Path path, TextSink sink) throws IOException, Refusal {
        try (OfficePackage file = OfficePackage.open(path, sink.limits())) {
            String main = file.mainPart("workbook");
            Map<String, Relation> parts = file.relations(main);
            Workbook workbook = workbook(file, main, parts);
            CellFormats formats =
                    CellFormats.read(file, part(parts, "styles"), workbook.from1904());
            SharedStrings strings = SharedStrings.read(file, part(parts, "sharedStrings"));
            List<Heading> headings = new ArrayList<>();
            int number = 0;
            for (Sheet sheet : workbook.sheets()) {
                number++;
                TableText table = new TableText(sheet.name());
                if (file.has(sheet.part())) {
                    new XlsxSheet(strings, formats).read(file, sheet.part(), table);
                }
                TableText.Written written = sheet.hidden() ? table.end().hidden() : table.end();
                sink.page(new Page(number, written.text(), 0, 0, List.of()));
                headings.addAll(written.headings(number));
            }
            sink.headings(headings);
            sink.info(file.info());
        }
    }

    private record Sheet(String name, String part, boolean hidden) {}

    /// @param from1904 whether days are counted from 1904, as on old Macintoshes
    private record Workbook(List<Sheet> sheets, boolean from1904) {}

    private static Workbook workbook(OfficePackage file, String main, Map<String, Relation> parts)
            throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        boolean from1904 = false;
        try (XmlCursor xml = file.read(main)) {
            while (xml.nextInside(0)) {
                switch (xml.name()) {
                    case "workbookPr" ->
                            from1904 = xml.attribute("date1904", "0").matches("1|true");
                    case "sheet" -> {
                        Relation part = parts.get(xml.relation("id"));
                        // a sheet that is nothing but a chart has no cells
                        if (part != null && part.type().equals("worksheet")) {
                            sheets.add(
                                    new Sheet(
                                            xml.attribute("name", ""),
                                            part.target(),
                                            !xml.attribute("state", "visible").equals("visible")));
                        }
                    }
                    default -> {
                        // views, names, settings
                    }
                }
            }
        }
        return new Workbook(sheets, from1904);
    }

    private static @Nullable String part(Map<String, Relation> parts, String type) {
        return OfficePackage.target(parts, type).orElse(null);
    }
}
