package researchpaas.ingest.extract;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import researchpaas.ingest.extract.archive.ArchiveReader;
import researchpaas.ingest.extract.odf.OdfReader;
import researchpaas.ingest.extract.pdf.PdfReader;
import researchpaas.ingest.extract.pdf.PictureReader;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.sheets.XlsReader;
import researchpaas.ingest.extract.sheets.XlsxReader;
import researchpaas.ingest.extract.slides.PptReader;
import researchpaas.ingest.extract.slides.PptxReader;
import researchpaas.ingest.extract.table.CsvReader;
import researchpaas.ingest.extract.table.JsonLinesReader;
import researchpaas.ingest.extract.table.JsonReader;
import researchpaas.ingest.extract.tex.TexReader;
import researchpaas.ingest.extract.text.EmailReader;
import researchpaas.ingest.extract.text.HtmlReader;
import researchpaas.ingest.extract.text.MarkdownReader;
import researchpaas.ingest.extract.text.NotebookReader;
import researchpaas.ingest.extract.text.PlainTextReader;
import researchpaas.ingest.extract.word.DocReader;
import researchpaas.ingest.extract.word.DocxReader;

/// The formats that are read. A new one is a constant and a reader here.
enum Format {
    PDF("application/pdf", "pdf"),
    MARKDOWN("text/markdown", "md|markdown"),
    PLAIN_TEXT("text/plain", "txt|text"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx|docm"),
    PPTX(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "pptx|pptm|ppsx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx|xlsm"),
    DOC("application/msword", "doc"),
    PPT("application/vnd.ms-powerpoint", "ppt|pps"),
    XLS("application/vnd.ms-excel", "xls"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ZIP("application/zip", "zip"),
    TAR("application/x-tar", "tar"),
    GZIP("application/gzip", "tgz|gz"),
    SEVEN_ZIP("application/x-7z-compressed", "7z"),
    HTML("text/html", "html|htm|xhtml"),
    TEX("application/x-tex", "tex|latex|ltx"),
    NOTEBOOK("application/x-ipynb+json", "ipynb"),
    EMAIL("message/rfc822", "eml"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg|jpeg"),
    CSV("text/csv", "csv"),
    TSV("text/tab-separated-values", "tsv|tab"),
    JSON("application/json", "json|geojson"),
    JSON_LINES("application/jsonl", "jsonl|ndjson");

    private final String mediaType;
    private final String endings;

    /// @param endings of file names in lower case, with `|` between them
    Format(String mediaType, String endings) {
        this.mediaType = mediaType;
        this.endings = endings;
    }

    String mediaType() {
        return mediaType;
    }

    /// The one that people write most.
    String usualEnding() {
        int end = endings.indexOf('|');
        return end < 0 ? endings : endings.substring(0, end);
    }

    /// For the child only: the parent never loads a reader's library.
    FormatReader reader() {
        return switch (this) {
            case PDF -> new PdfReader();
            case MARKDOWN -> new MarkdownReader();
            case DOCX -> new DocxReader();
            case PPTX -> new PptxReader();
            case XLSX -> new XlsxReader();
            case DOC -> new DocReader();
            case PPT -> new PptReader();
            case XLS -> new XlsReader();
            case ODT -> new OdfReader(OdfReader.Kind.TEXT);
            case ODP -> new OdfReader(OdfReader.Kind.PRESENTATION);
            case ODS -> new OdfReader(OdfReader.Kind.SPREADSHEET);
            case ZIP -> archive(ArchiveReader.Kind.ZIP);
            case TAR -> archive(ArchiveReader.Kind.TAR);
            case GZIP -> archive(ArchiveReader.Kind.GZIP);
            case SEVEN_ZIP -> archive(ArchiveReader.Kind.SEVEN_ZIP);
            case PLAIN_TEXT -> new PlainTextReader();
            case HTML -> new HtmlReader();
            case TEX -> new TexReader();
            case NOTEBOOK -> new NotebookReader();
            case EMAIL -> new EmailReader();
            case PNG, JPEG -> new PictureReader();
            case CSV, TSV -> new CsvReader();
            case JSON -> new JsonReader();
            case JSON_LINES -> new JsonLinesReader();
        };
    }

    private static FormatReader archive(ArchiveReader.Kind kind) {
        return new ArchiveReader(kind, name -> ofFileName(name).map(Format::reader));
    }

    boolean isArchive() {
        return EnumSet.of(ZIP, TAR, GZIP, SEVEN_ZIP).contains(this);
    }

    /// Whether it is read by text recognition only.
    boolean isPicture() {
        return this == PNG || this == JPEG;
    }

    static Optional<Format> ofFileName(String fileName) {
        String ending = ending(fileName);
        return Arrays.stream(values())
                .filter(format -> Pattern.matches(format.endings, ending))
                .findFirst();
    }

    static Optional<Format> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst();
    }

    /// Lower case, without the dot; empty where there is none.
    static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
