package researchpaas.ingest.extract.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// JSON: lists of objects or of lists, and an object of equally long lists, are tables; anything
/// else is a line `path: value`. One pass in bounded memory; what is beyond a table's limits or
/// [#LONGEST_LINES] is parsed and left out.
public final class JsonReader implements FormatReader {
    /// UTF-16 units of all lines that stand in no table.
    private static final int LONGEST_LINES = 1_000_000;

    /// Values of one list of scalars, and of all lists that may yet become columns.
    private static final int MOST_VALUES = 100_000;

    private static final int LONGEST_LIST = 20_000;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Walk walk = new Walk();
        boolean severalValues;
        try (Reader text = TextDecoding.open(file);
                JsonParser json = JsonParsing.parser(text)) {
            if (json.nextToken() == null) {
                throw new Refusal(Reason.Code.NO_TEXT);
            }
            walk.value(json, "");
            walk.end();
            severalValues = json.nextToken() != null;
        } catch (JacksonException e) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        if (severalValues) {
            new JsonLinesReader().read(file, sink);
            return;
        }
        sink.page(new Page(1, walk.text.toString(), 0, 0, List.of()));
        sink.headings(walk.headings);
        sink.info(
                new FileInfo(
                        walk.field("title", "name"),
                        walk.field("author", "authors", "creator"),
                        walk.field("date", "created")));
    }

    /// One way through the file.
    private static final class Walk {
        private final StringBuilder text = new StringBuilder();
        private final List<Heading> headings = new ArrayList<>();
        private final Map<String, String> fields = new LinkedHashMap<>();

        /// Lists of scalars at the top that may be the columns of one table.
        private final Map<String, List<String>> columns = new LinkedHashMap<>();

        private int lines;

        private void value(JsonParser json, String path) {
            switch (json.currentToken()) {
                case START_OBJECT -> object(json, path);
                case START_ARRAY -> array(json, path);
                default -> {
                    String scalar = JsonParsing.scalar(json);
                    if (path.indexOf('.') < 0) {
                        fields.put(path, CleanText.of(CleanText.cut(scalar, 1_000)).strip());
                    }
                    line(path, scalar);
                }
            }
        }

        private void object(JsonParser json, String path) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = path.isEmpty() ? json.currentName() : path + "." + json.currentName();
                json.nextToken();
                value(json, name);
            }
        }

        private void array(JsonParser json, String path) {
            switch (json.nextToken()) {
                case END_ARRAY -> {
                    // nothing in it
                }
                case START_OBJECT -> {
                    NamedRows rows = new NamedRows(path);
                    for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
                        rows.add(JsonParsing.row(json));
                    }
                    table(rows.end(0));
                }
                case START_ARRAY -> {
                    TableText rows = new TableText(path);
                    for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
                        rows.row(row(json));
                    }
                    table(rows.end());
                }
                default -> list(path, scalars(json));
            }
        }

        /// Ends at the row's last token.
        private static List<String> row(JsonParser json) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return List.of(JsonParsing.value(json));
            }
            json.nextToken();
            return scalars(json);
        }

        /// The values up to the end of the list.
        private static List<String> scalars(JsonParser json) {
            List<String> values = new ArrayList<>();
            for (; json.currentToken() != JsonToken.END_ARRAY; json.nextToken()) {
                String value = JsonParsing.value(json);
                if (values.size() < MOST_VALUES) {
                    values.add(value);
                }
            }
            return values;
        }

        private void list(String path, List<String> values) {
            int held = columns.values().stream().mapToInt(List::size).sum();
            if (text.isEmpty() && path.indexOf('.') < 0 && held + values.size() <= MOST_VALUES) {
                columns.put(path, values);
            } else {
                line(path, joined(values));
            }
        }

        private static String joined(List<String> values) {
            StringBuilder joined = new StringBuilder();
            for (String value : values) {
                if (joined.length() > LONGEST_LIST) {
                    return joined.append(", …").toString();
                }
                joined.append(joined.isEmpty() ? "" : ", ").append(value);
            }
            return joined.toString();
        }

        private void line(String path, String value) {
            linesOfColumns();
            String clean = CleanText.of(value).strip();
            if (!clean.isEmpty() && lines < LONGEST_LINES) {
                int before = text.length();
                append(path.isEmpty() ? clean : CleanText.of(path) + ": " + clean);
                lines += text.length() - before;
            }
        }

        private void table(TableText.Written table) {
            linesOfColumns();
            if (!table.text().isEmpty()) {
                int start = append(table.text());
                table.headings(1).forEach(heading -> headings.add(moved(heading, start)));
            }
        }

        /// A table's name is no title of the whole.
        private static Heading moved(Heading heading, int by) {
            return new Heading(
                    heading.page(), heading.start() + by, heading.end() + by, 2, heading.text());
        }

        private int append(String block) {
            text.append(text.isEmpty() ? "" : "\n\n");
            text.append(block);
            return text.length() - block.length();
        }

        /// They were no columns: something else stands beside them.
        private void linesOfColumns() {
            Map<String, List<String>> lists = Map.copyOf(columns);
            List<String> order = List.copyOf(columns.keySet());
            columns.clear();
            order.forEach(path -> line(path, joined(lists.getOrDefault(path, List.of()))));
        }

        private void end() {
            List<List<String>> lists = List.copyOf(columns.values());
            boolean alike = lists.stream().map(List::size).distinct().count() == 1;
            if (!alike || lists.size() < 2) {
                linesOfColumns();
                return;
            }
            TableText table = new TableText("", List.copyOf(columns.keySet()));
            columns.clear();
            for (int i = 0; i < lists.getFirst().size(); i++) {
                int row = i;
                table.row(lists.stream().map(list -> list.get(row)).toList());
            }
            table(table.end());
        }

        private @Nullable String field(String... names) {
            for (String name : names) {
                String value = fields.getOrDefault(name, "");
                if (!value.isEmpty()) {
                    return value;
                }
            }
            return null;
        }
    }
}
