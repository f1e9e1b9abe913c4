package researchpaas.document.jdbc;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Lists of texts in a column, as JSON arrays.
final class StringLists {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private StringLists() {}

    static String write(List<String> texts) {
        return texts.isEmpty() ? "[]" : JSON.writeValueAsString(texts);
    }

    static List<String> read(String json) {
        return json.equals("[]") ? List.of() : JSON.readValue(json, LIST);
    }
}
