package researchpaas.ingest.extract.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.dom.field.ParsedField;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.Encoding;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;

/// Takes the parts of one message in their order and writes what a reader of it would see.
final class Email {
    private static final List<String> SHOWN = List.of("subject", "from", "to", "cc", "date");
    private static final Map<String, String> JAPANESE =
            Map.of("subject", "件名", "from", "差出人", "to", "宛先", "cc", "CC", "date", "日時");
    private static final Map<String, String> ENGLISH =
            Map.of("subject", "Subject", "from", "From", "to", "To", "cc", "Cc", "date", "Date");

    /// Encoded bytes of one text.
    private static final int LONGEST_BODY = 4_000_000;

    private static final int LONGEST_FIELD = 10_000;
    private static final int MOST_ATTACHMENTS = 200;

    private static final Charset LATIN = Charset.forName("windows-1252");

    /// What mail programs write, and what they call it.
    private static final Map<Charset, Charset> WIDER =
            Map.of(
                    Charset.forName("ISO-2022-JP"), Charset.forName("x-windows-iso2022jp"),
                    Charset.forName("Shift_JIS"), Charset.forName("windows-31j"));

    private static final Pattern FOLD = Pattern.compile("\\s*[\\r\\n]+\\s*");
    private static final Pattern COMMENT = Pattern.compile("\\s*\\([^()]{0,40}\\)\\s*$");

    private final Pages pages;
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> attachments = new ArrayList<>();

    /// The multiparts around the current part.
    private final Deque<Multipart> around = new ArrayDeque<>();

    private boolean inPart;
    private @Nullable String fileName;
    private boolean attached;

    Email(Pages pages) {
        this.pages = pages;
    }

    private static final class Multipart {
        private final boolean alternative;
        private boolean plainSeen;

        private Multipart(boolean alternative) {
            this.alternative = alternative;
        }
    }

    void field(Field field) throws MimeException {
        String name = field.getName().toLowerCase(Locale.ROOT);
        if (!inPart && SHOWN.contains(name)) {
            fields.putIfAbsent(name, decoded(field));
        }
        if (name.equals("content-disposition") || name.equals("content-type")) {
            ParsedField parsed = LenientFieldParser.parse(field.getName() + ": " + field.getBody());
            switch (parsed) {
                case ContentDispositionField disposition -> {
                    attached = disposition.isAttachment();
                    name(disposition.getFilename());
                }
                case ContentTypeField type -> name(type.getParameter("name"));
                default -> {
                    // neither
                }
            }
        }
    }

    private void name(@Nullable String found) {
        if (found != null && !found.isBlank() && fileName == null) {
            fileName = words(found);
        }
    }

    /// Old and careless programs write other letters than ASCII as they are.
    private static String decoded(Field field) {
        byte[] raw = field.getRaw().toByteArray();
        String line = new String(raw, StandardCharsets.UTF_8);
        return words(line.substring(line.indexOf(':') + 1));
    }

    private static String words(String encoded) {
        String unfolded = FOLD.matcher(CleanText.cut(encoded, LONGEST_FIELD)).replaceAll(" ");
        try {
            return CleanText.of(
                            DecoderUtil.decodeEncodedWords(
                                    unfolded, DecodeMonitor.SILENT, StandardCharsets.UTF_8, WIDER))
                    .strip();
        } catch (IllegalArgumentException e) {
            return CleanText.of(unfolded).strip();
        }
    }

    void endHeader() throws IOException, Refusal {
        if (inPart) {
            return;
        }
        if (fields.isEmpty()) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        inPart = true;
        for (String name : SHOWN) {
            String value = fields.getOrDefault(name, "").replace("\"", "");
            if (!value.isEmpty()) {
                pages.add(label(name) + value);
            }
        }
    }

    private String label(String name) {
        return isJapanese() ? JAPANESE.get(name) + "：" : ENGLISH.get(name) + ": ";
    }

    private boolean isJapanese() {
        return Letters.anyCjk(String.join("", fields.values()));
    }

    void startMultipart(String mediaType) {
        around.push(new Multipart(mediaType.equals("multipart/alternative")));
    }

    void endMultipart() {
        around.poll();
    }

    void startPart() {
        fileName = null;
        attached = false;
    }

    void body(MimeTokenStream parts) throws IOException, Refusal {
        BodyDescriptor body = parts.getBodyDescriptor();
        boolean isText =
                switch (body.getMimeType()) {
                    case "text/plain" -> !attached && plain(bytes(parts), charset(body));
                    case "text/html" -> !attached && html(bytes(parts), charset(body));
                    default -> false;
                };
        if (!isText && attachments.size() < MOST_ATTACHMENTS) {
            attachments.add(fileName == null ? body.getMimeType() : fileName);
        }
    }

    private static byte[] bytes(MimeTokenStream parts) throws IOException {
        return parts.getDecodedInputStream().readNBytes(LONGEST_BODY);
    }

    private static @Nullable Charset charset(BodyDescriptor body) {
        String name = body.getCharset();
        return name == null ? null : Encoding.declared(name);
    }

    /// @return whether the bytes are text
    private boolean plain(byte[] bytes, @Nullable Charset charset) throws IOException, Refusal {
        Reader text = text(bytes, charset);
        if (text == null) {
            return false;
        }
        PlainTextReader.write(text, pages);
        around.forEach(multipart -> multipart.plainSeen = true);
        return true;
    }

    /// Left out where the same was said in plain text.
    private boolean html(byte[] bytes, @Nullable Charset charset) throws IOException, Refusal {
        if (around.stream().anyMatch(multipart -> multipart.alternative && multipart.plainSeen)) {
            return true;
        }
        try (Reader text = text(bytes, charset)) {
            if (text == null) {
                return false;
            }
            HtmlText.write(Jsoup.parse(text.readAllAsString()).body(), pages);
            return true;
        }
    }

    private static @Nullable Reader text(byte[] bytes, @Nullable Charset charset)
            throws IOException {
        Encoding.Bytes source = () -> new ByteArrayInputStream(bytes);
        try {
            return TextDecoding.open(source, charset);
        } catch (Refusal refusal) {
            boolean latin = refusal.code() == Reason.Code.UNKNOWN_ENCODING;
            return latin ? new StringReader(new String(bytes, LATIN)) : null;
        }
    }

    /// Call once, behind the last part.
    FileInfo end() throws IOException, Refusal {
        if (!attachments.isEmpty()) {
            pages.add(
                    (isJapanese() ? "添付ファイル：" : "Attachments: ")
                            + String.join(isJapanese() ? "、" : ", ", attachments));
        }
        pages.end();
        return new FileInfo(blankToNull(fields.get("subject")), sender(), sent());
    }

    private @Nullable String sender() {
        String from = fields.getOrDefault("from", "").replace("\"", "");
        int address = from.indexOf('<');
        return blankToNull(address > 0 ? from.substring(0, address) : from);
    }

    private @Nullable String sent() {
        String date = COMMENT.matcher(fields.getOrDefault("date", "")).replaceFirst("");
        try {
            return OffsetDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toString();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
