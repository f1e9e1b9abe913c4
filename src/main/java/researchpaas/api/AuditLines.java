package researchpaas.api;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import researchpaas.api.AuditApi.EntryJson;
import researchpaas.audit.AuditEntry;
import tools.jackson.databind.json.JsonMapper;

/// Writes entries of the audit log one by one: as JSON lines for programs, as a table for people.
final class AuditLines implements AutoCloseable {
    enum Form {
        JSONL("application/x-ndjson"),
        CSV("text/csv;charset=UTF-8");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }

        String ending() {
            return this == JSONL ? "jsonl" : "csv";
        }
    }

    static final Map<String, Form> FORMS = Map.of("jsonl", Form.JSONL, "csv", Form.CSV);

    private static final CSVFormat TABLE =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader(
                            "id",
                            "at",
                            "action",
                            "outcome",
                            "actor",
                            "means",
                            "subject_kind",
                            "subject_id",
                            "request",
                            "details")
                    .get();

    /// What a spreadsheet would calculate instead of showing.
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\\p{Cntrl}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;
    private final @Nullable CSVPrinter table;

    private AuditLines(Writer out, @Nullable CSVPrinter table) {
        this.out = out;
        this.table = table;
    }

    static AuditLines to(OutputStream stream, Form form) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        return new AuditLines(out, form == Form.CSV ? new CSVPrinter(out, TABLE) : null);
    }

    void write(AuditEntry entry) {
        EntryJson line = EntryJson.of(entry);
        try {
            if (table == null) {
                out.write(JSON.writeValueAsString(line));
                out.write('\n');
            } else {
                table.printRecord(
                        line.id(),
                        line.at(),
                        line.action(),
                        line.outcome(),
                        line.actor(),
                        line.means(),
                        line.subjectKind(),
                        cell(line.subjectId()),
                        cell(line.request()),
                        cell(details(line.details())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String details(Map<String, String> details) {
        return new TreeMap<>(details)
                .entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining("; "));
    }

    /// A text, whatever program opens the table.
    static @Nullable String cell(@Nullable String text) {
        return text != null && FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
