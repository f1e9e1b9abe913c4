package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;

/// OpenDocument, as LibreOffice writes it: text (ODT), sheets (ODS), slides (ODP).
public final class OdfReader implements FormatReader {
    private static final String CONTENT = "content.xml";

    private final Kind kind;

    public OdfReader(Kind kind) {
        this.kind = kind;
    }

    /// By the name of the element that the content is.
    public enum Kind {
        TEXT("text"),
        SPREADSHEET("spreadsheet"),
        PRESENTATION("presentation");

        private final String element;

        Kind(String element) {
            this.element = element;
        }
    }

    @Override
    public void read(Path path, TextSink sink) throws IOException, Refusal {
        try (OfficePackage file = OfficePackage.open(path, sink.limits())) {
            checkReadable(file);
            try (XmlCursor xml = file.read(CONTENT)) {
                OdfStyles styles = new OdfStyles();
                if (file.has("styles.xml")) {
                    try (XmlCursor shared = file.read("styles.xml")) {
                        while (shared.nextInside(0)) {
                            styles.take(shared);
                        }
                    }
                }
                find(xml, styles);
                switch (kind) {
                    case TEXT -> readText(xml, styles, sink);
                    case SPREADSHEET -> new OdfSheets(styles, sink).read(xml);
                    case PRESENTATION -> new OdfSlides(styles, sink).read(xml);
                }
            }
            sink.info(info(file));
        }
    }

    private static void checkReadable(OfficePackage file) throws IOException, Refusal {
        if (file.has("META-INF/manifest.xml")) {
            try (XmlCursor xml = file.read("META-INF/manifest.xml")) {
                while (xml.nextInside(0)) {
                    if (xml.name().equals("encryption-data")) {
                        throw new Refusal(Reason.Code.ENCRYPTED);
                    }
                }
            }
        }
        if (!file.has(CONTENT)) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
    }

    /// To the content, past the styles that stand before it.
    private void find(XmlCursor xml, OdfStyles styles) throws IOException, Refusal {
        boolean inBody = false;
        while (xml.nextInside(0)) {
            if (inBody) {
                if (xml.name().equals(kind.element)) {
                    return;
                }
                break;
            }
            inBody = xml.name().equals("body");
            styles.take(xml);
        }
        throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
    }

    private static void readText(XmlCursor xml, OdfStyles styles, TextSink sink)
            throws IOException, Refusal {
        PagedText pages = new PagedText(sink);
        new OdfText(styles, pages::footnote).blocks(xml, pages);
        pages.end();
    }

    private static FileInfo info(OfficePackage file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        if (file.has("meta.xml")) {
            try (XmlCursor xml = file.read("meta.xml")) {
                while (xml.nextInside(0)) {
                    switch (xml.name()) {
                        case "title", "creator", "initial-creator", "creation-date" ->
                                fields.putIfAbsent(xml.name(), CleanText.of(xml.text()).strip());
                        default -> {
                            // counts, keywords, the program's name
                        }
                    }
                }
            }
        }
        return new FileInfo(
                field(fields, "title").orElse(null),
                field(fields, "initial-creator").or(() -> field(fields, "creator")).orElse(null),
                field(fields, "creation-date").orElse(null));
    }

    private static Optional<String> field(Map<String, String> fields, String name) {
        @Nullable String value = fields.get(name);
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
