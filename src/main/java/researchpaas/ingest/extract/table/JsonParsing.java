package researchpaas.ingest.extract.table;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import researchpaas.ingest.extract.letters.CleanText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// What the readers of JSON, JSON lines and notebooks share. A value that is too deep or too long
/// for the limits here ends as Jackson's own exception, like any other break of the syntax.
public final class JsonParsing {
    private static final int DEEPEST = 200;
    private static final int LONGEST_STRING = 10_000_000;

    /// UTF-16 units of one value that is written.
    private static final int LONGEST_VALUE = 20_000;

    private static final int MOST_CELLS = 1_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(LONGEST_STRING)
                                    .build())
                    // what Python and people write
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();

    private JsonParsing() {}

    public static JsonParser parser(Reader text) throws JacksonException {
        return FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    static JsonParser parser(String text) throws JacksonException {
        return FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    /// The value that begins at the current token as cells of one row: an object's fields by their
    /// names, `a.b` for a field within a field; any other value by `value`. Ends at the value's
    /// last token.
    public static Map<String, String> row(JsonParser json) {
        Map<String, String> cells = new LinkedHashMap<>();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            fields(json, "", cells);
        } else {
            cells.put("value", value(json));
        }
        return cells;
    }

    private static void fields(JsonParser json, String path, Map<String, String> cells) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = path + json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                fields(json, name + ".", cells);
            } else if (cells.size() < MOST_CELLS) {
                cells.put(name, value(json));
            } else {
                json.skipChildren();
            }
        }
    }

    /// A scalar as it is written, `null` as nothing; the scalars within anything else, with commas.
    public static String value(JsonParser json) {
        if (json.currentToken().isScalarValue()) {
            return scalar(json);
        }
        StringBuilder all = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (all.length() < LONGEST_VALUE && !token.isStructStart() && !token.isStructEnd()) {
                boolean afterName = all.length() > 1 && all.charAt(all.length() - 2) == ':';
                all.append(all.isEmpty() || afterName ? "" : ", ")
                        .append(
                                token == JsonToken.PROPERTY_NAME
                                        ? json.currentName() + ": "
                                        : scalar(json));
            }
        }
        return CleanText.cut(all.toString(), LONGEST_VALUE);
    }

    static String scalar(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
    }
}
