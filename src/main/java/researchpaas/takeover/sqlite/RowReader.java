package researchpaas.takeover.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierRow;
import researchpaas.takeover.EarlierRow.Cell;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows as JSON that keeps every value and its type: NULL, whole and broken numbers, texts, and as
/// objects bytes and texts that are no UTF-8.
final class RowReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String table;
    private final List<String> keys;
    private final ResultSet row;
    private final List<String> columns = new ArrayList<>();

    RowReader(String table, List<String> keys, ResultSet row) throws SQLException {
        this.table = table;
        this.keys = keys;
        this.row = row;
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(row.getMetaData().getColumnName(i));
        }
    }

    EarlierRow read() throws SQLException {
        Map<String, @Nullable Object> values = new TreeMap<>();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = value(i + 1);
            values.put(columns.get(i), value);
            String text = value == null || value instanceof Map ? null : value.toString();
            cells.add(new Cell(columns.get(i), text, items(text)));
        }
        String content = JSON.writeValueAsString(values);
        return new EarlierRow(table, key(values), cells, content, sha256(content));
    }

    private @Nullable Object value(int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof byte[] bytes) {
            return Map.of("bytes", base64(bytes));
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return Map.of("number", number.toString());
        }
        return value instanceof String ? text(row.getBytes(column)) : value;
    }

    private static Object text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return Map.of("text", base64(bytes));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private String key(Map<String, @Nullable Object> values) {
        return keys.size() == 1
                ? String.valueOf(values.get(keys.getFirst()))
                : JSON.writeValueAsString(keys.stream().map(values::get).toList());
    }

    private static List<String> items(@Nullable String text) {
        if (text == null || !text.startsWith("[")) {
            return List.of();
        }
        try {
            List<String> items = new ArrayList<>();
            for (JsonNode item : JSON.readTree(text)) {
                if (item.isString()) {
                    items.add(item.asString());
                }
            }
            return items;
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
