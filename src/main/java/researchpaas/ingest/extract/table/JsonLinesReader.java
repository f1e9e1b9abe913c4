package researchpaas.ingest.extract.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextLines;
import researchpaas.ingest.extract.reader.TextSink;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// JSON lines: each line is a row. A line that is no JSON is counted and left out.
public final class JsonLinesReader implements FormatReader {
    /// UTF-16 units.
    private static final int LONGEST_LINE = 2_000_000;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        NamedRows rows = new NamedRows("");
        long good = 0;
        long bad = 0;
        try (var lines = new TextLines(TextDecoding.open(file), LONGEST_LINE)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                boolean tooLong = lines.goesOn();
                while (lines.goesOn()) {
                    lines.next();
                }
                if (!tooLong && line.isBlank()) {
                    continue;
                }
                if (!tooLong && add(line, rows)) {
                    good++;
                } else {
                    bad++;
                }
            }
        }
        if (good == 0 && bad > 0) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        sink.page(new Page(1, rows.end(bad).text(), 0, 0, List.of()));
    }

    private static boolean add(String line, NamedRows rows) {
        try (JsonParser json = JsonParsing.parser(line)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return false;
            }
            var row = JsonParsing.row(json);
            if (json.nextToken() != null) {
                return false;
            }
            rows.add(row);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }
}
