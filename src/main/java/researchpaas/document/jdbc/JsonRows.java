package researchpaas.document.jdbc;

import java.io.InputStream;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.document.LibraryTables.Refused;
import researchpaas.document.LibraryTables.Why;
import researchpaas.document.jdbc.StoredTable.Column;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Rows as JSON lines, and back; bytes as base64. One row at a time is in memory.
final class JsonRows {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .rootValueSeparator("\n")
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final int BATCH_ROWS = 500;
    private static final int BATCH_BYTES = 1 << 20;

    private JsonRows() {}

    static long write(StoredTable table, ResultSet rows, OutputStream out) throws SQLException {
        long count = 0;
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            while (rows.next()) {
                json.writeStartObject();
                int position = 0;
                for (Column column : table.columns()) {
                    json.writeName(column.name());
                    writeValue(json, column, rows, ++position);
                }
                json.writeEndObject();
                count++;
            }
            if (count > 0) {
                json.writeRaw('\n');
            }
        }
        return count;
    }

    private static void writeValue(JsonGenerator json, Column column, ResultSet rows, int position)
            throws SQLException {
        switch (column.kind()) {
            case INTEGER -> {
                long value = rows.getLong(position);
                writeUnlessNull(json, rows, () -> json.writeNumber(value));
            }
            case REAL -> {
                double value = rows.getDouble(position);
                writeUnlessNull(json, rows, () -> json.writeNumber(value));
            }
            case BOOLEAN -> {
                boolean value = rows.getBoolean(position);
                writeUnlessNull(json, rows, () -> json.writeBoolean(value));
            }
            case TEXT -> json.writeString(rows.getString(position));
            case BYTES -> {
                byte[] value = rows.getBytes(position);
                writeUnlessNull(json, rows, () -> json.writeBinary(value));
            }
        }
    }

    private static void writeUnlessNull(JsonGenerator json, ResultSet rows, Runnable value)
            throws SQLException {
        if (rows.wasNull()) {
            json.writeNull();
        } else {
            value.run();
        }
    }

    /// @throws Refused for what is no row of this table
    static long read(StoredTable table, InputStream in, PreparedStatement insert)
            throws SQLException {
        Map<String, Integer> positions = positions(table);
        long count = 0;
        long batch = 0;
        int bytes = 0;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
            while (json.nextToken() != null) {
                bytes += row(table, positions, json, insert);
                insert.addBatch();
                count++;
                if (++batch == BATCH_ROWS || bytes >= BATCH_BYTES) {
                    insert.executeBatch();
                    batch = 0;
                    bytes = 0;
                }
            }
            insert.executeBatch();
            return count;
        } catch (JacksonException e) {
            throw new Refused(Why.UNFIT_ROWS, table.name() + ", row " + (count + 1), e);
        }
    }

    private static Map<String, Integer> positions(StoredTable table) {
        Map<String, Integer> positions = new HashMap<>();
        List<Column> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
        }
        return positions;
    }

    /// @return about how many bytes it holds
    private static int row(
            StoredTable table,
            Map<String, Integer> positions,
            JsonParser json,
            PreparedStatement insert)
            throws SQLException {
        require(json.currentToken() == JsonToken.START_OBJECT, table);
        int bytes = 0;
        int seen = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            Integer position = positions.get(json.currentName());
            if (position == null) {
                throw unfit(table);
            }
            json.nextToken();
            bytes += bind(table, table.columns().get(position), position + 1, json, insert);
            seen++;
        }
        require(json.currentToken() == JsonToken.END_OBJECT && seen == positions.size(), table);
        return bytes;
    }

    private static int bind(
            StoredTable table,
            Column column,
            int position,
            JsonParser json,
            PreparedStatement insert)
            throws SQLException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            insert.setNull(position, sqlType(column));
            return 0;
        }
        return switch (column.kind()) {
            case INTEGER -> {
                require(token == JsonToken.VALUE_NUMBER_INT, table);
                insert.setLong(position, json.getLongValue());
                yield Long.BYTES;
            }
            case REAL -> {
                require(token.isNumeric(), table);
                insert.setDouble(position, json.getDoubleValue());
                yield Double.BYTES;
            }
            case BOOLEAN -> {
                require(token.isBoolean(), table);
                insert.setBoolean(position, json.getBooleanValue());
                yield 1;
            }
            case TEXT -> {
                require(token == JsonToken.VALUE_STRING, table);
                String text = json.getString();
                insert.setString(position, text);
                yield text.length() * 2;
            }
            case BYTES -> {
                require(token == JsonToken.VALUE_STRING, table);
                byte[] value = json.getBinaryValue();
                insert.setBytes(position, value);
                yield value.length;
            }
        };
    }

    private static int sqlType(Column column) {
        return switch (column.kind()) {
            case INTEGER -> Types.BIGINT;
            case REAL -> Types.DOUBLE;
            case BOOLEAN -> Types.BOOLEAN;
            case TEXT -> Types.VARCHAR;
            case BYTES -> Types.BINARY;
        };
    }

    private static void require(boolean fits, StoredTable table) {
        if (!fits) {
            throw unfit(table);
        }
    }

    private static Refused unfit(StoredTable table) {
        return new Refused(Why.UNFIT_ROWS, table.name());
    }
}
