package researchpaas.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.layout.Glyph;
import researchpaas.ingest.extract.layout.PageFlow;
import researchpaas.ingest.extract.layout.PageLines;
import researchpaas.ingest.extract.layout.PdfHeadings;
import researchpaas.ingest.extract.layout.PrintStyle;
import researchpaas.ingest.extract.layout.ReadingOrder;
import researchpaas.ingest.extract.layout.RunningHeads;
import researchpaas.ingest.extract.layout.TextLine;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.recognition.Tesseract;

/// PDF, in two passes: the lines of every page first, since running heads and broken words show
/// only across pages.
public final class PdfReader implements FormatReader {
    /// A PDF may have some bytes of something else before it.
    private static final int SIGNATURE_WITHIN = 1024;

    public PdfReader() {
        // the machine's fonts change no text, and looking for them takes seconds
        FontMappers.set(new FallbackFonts());
    }

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        checkSignature(file);
        try (PDDocument document = open(file)) {
            List<PageLines> pages = RunningHeads.dropped(lines(document, sink));
            PrintStyle style = PrintStyle.of(pages);
            PdfHeadings headings = new PdfHeadings(style);
            for (PageLines page : pages) {
                PageFlow.Flow flow = PageFlow.of(page, style);
                headings.add(flow);
                sink.page(flow.page());
            }
            sink.headings(headings.found());
            sink.info(info(document));
        }
    }

    private static void checkSignature(Path file) throws IOException, Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(SIGNATURE_WITHIN), StandardCharsets.ISO_8859_1);
            if (!head.contains("%PDF-")) {
                throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
            }
        }
    }

    private static PDDocument open(Path file) throws IOException, Refusal {
        try {
            return Loader.loadPDF(file.toFile(), "", IOUtils.createTempFileOnlyStreamCache());
        } catch (InvalidPasswordException e) {
            throw new Refusal(Reason.Code.ENCRYPTED);
        } catch (LinkageError e) {
            // encrypted for a person's certificate, which takes a library that is not here and a
            // key that nobody has
            throw new Refusal(Reason.Code.ENCRYPTED);
        }
    }

    /// A page that cannot be read stands empty: the others may hold what somebody looks for.
    private static List<PageLines> lines(PDDocument document, TextSink sink)
            throws IOException, Refusal {
        PageTree.check(document);
        TextSink.Limits limits = sink.limits();
        List<PageLines> pages = new ArrayList<>();
        ScannedPages scanned = null;
        boolean asked = false;
        GarbledText garbled = new GarbledText();
        PageGlyphs reader = new PageGlyphs();
        long chars = 0;
        int drawn = 0;
        int broken = 0;
        for (PDPage page : document.getPages()) {
            if (pages.size() >= limits.maxPages()) {
                throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
            }
            int number = pages.size() + 1;
            Optional<PageGlyphs.Found> read = glyphs(reader, page);
            if (read.isEmpty()) {
                broken++;
                pages.add(new PageLines(number, 0, 0, List.of()));
                continue;
            }
            PageGlyphs.Found found = read.get();
            drawn += found.glyphs().size() + found.unmapped();
            List<TextLine> lines = ReadingOrder.lines(found.glyphs());
            if (lines.isEmpty() && found.unmapped() == 0 && page.hasContents()) {
                if (!asked) {
                    asked = true;
                    Tesseract tesseract = sink.recognition();
                    scanned = tesseract == null ? null : new ScannedPages(document, tesseract);
                }
                lines = scanned == null ? lines : recognized(scanned, number - 1, found);
                drawn += lines.size();
            }
            chars += lines.stream().mapToLong(line -> line.text().length()).sum();
            if (chars > limits.maxText()) {
                throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
            }
            garbled.add(
                    found.unmapped(),
                    found.glyphs().stream().map(Glyph::text).collect(Collectors.joining()));
            pages.add(new PageLines(number, found.width(), found.height(), lines));
        }
        if (broken == pages.size()) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        if (drawn == 0) {
            throw new Refusal(broken > 0 ? Reason.Code.BROKEN : Reason.Code.NO_TEXT);
        }
        if (garbled.mostOfIt()) {
            throw new Refusal(Reason.Code.GARBLED_TEXT);
        }
        return pages;
    }

    /// Empty when the page is broken, which PDFBox tells by any exception.
    private static Optional<PageGlyphs.Found> glyphs(PageGlyphs reader, PDPage page) {
        try {
            return Optional.of(reader.read(page));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /// A page that cannot be drawn or recognised stands empty, as one that cannot be read.
    private static List<TextLine> recognized(
            ScannedPages scanned, int index, PageGlyphs.Found found) {
        try {
            return scanned.lines(index, found.width(), found.height());
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static FileInfo info(PDDocument document) {
        PDDocumentInformation information = document.getDocumentInformation();
        return new FileInfo(
                clean(information.getTitle()),
                clean(information.getAuthor()),
                created(information.getCreationDate()));
    }

    private static @Nullable String clean(@Nullable String field) {
        if (field == null) {
            return null;
        }
        String clean = CleanText.of(field).replaceAll("\\s+", " ").strip();
        return clean.isEmpty() ? null : clean;
    }

    private static @Nullable String created(@Nullable Calendar date) {
        if (date == null) {
            return null;
        }
        Instant instant = date.toInstant();
        return instant.toString();
    }
}
