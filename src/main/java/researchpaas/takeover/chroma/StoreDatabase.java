package researchpaas.takeover.chroma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.chroma.Operation.Kind;
import researchpaas.takeover.chroma.VectorPlaces.Batches;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `chroma.sqlite3`, never locked and never written. Columns came and went with Chroma's versions,
/// so each that not all have is looked for first.
final class StoreDatabase implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String DEFAULT_DATABASE = "00000000-0000-0000-0000-000000000000";
    private static final int LARGEST_VECTOR = 1 << 18;
    private static final int DEFAULT_BATCH = 100;

    private final Connection connection;
    private final @Nullable Path copy;

    private StoreDatabase(Connection connection, @Nullable Path copy) {
        this.connection = connection;
        this.copy = copy;
    }

    /// @param rowsUpTo the last operation of the queue that the rows know
    /// @param vectorsUpTo the last one that the index's files know, absent where that is not told
    record Collection(
            String id,
            String name,
            String space,
            int dimension,
            String vectorSegment,
            String rowSegment,
            long rowsUpTo,
            @Nullable Long vectorsUpTo,
            Batches batches,
            int batch) {
        boolean isCosine() {
            return space.equals("cosine");
        }

        String writtenBy() {
            return switch (batches) {
                case OF_IDS -> "Chroma 0.4";
                case OF_OPERATIONS -> "Chroma 0.5–0.6";
                case NONE -> "Chroma 1";
            };
        }
    }

    /// @param metadata the text among it, under Chroma's name for it
    record Row(String id, Map<String, Object> metadata) {
        Row {
            metadata = Map.copyOf(metadata);
        }
    }

    static StoreDatabase open(Path file) {
        refuseOther(file);
        if (size(file.resolveSibling("chroma.sqlite3-journal")) > 0) {
            throw new Unusable(Trouble.IN_USE);
        }
        Path copy = null;
        Connection connection = null;
        try {
            // what stands in a write-ahead log may only be read by writing: to a copy
            copy = size(file.resolveSibling("chroma.sqlite3-wal")) > 0 ? copyOf(file) : null;
            String url =
                    copy == null
                            ? "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?immutable=1"
                            : "jdbc:sqlite:" + copy.resolve("chroma.sqlite3");
            connection = DriverManager.getConnection(url);
            StoreDatabase database = new StoreDatabase(connection, copy);
            database.refuseDamaged();
            return database;
        } catch (SQLException | IOException e) {
            close(connection, copy);
            throw new Unusable(Trouble.DAMAGED, e);
        } catch (Unusable e) {
            close(connection, copy);
            throw e;
        }
    }

    private static void refuseOther(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new Unusable(Trouble.NO_STORE);
            }
        } catch (IOException e) {
            throw new Unusable(Trouble.NO_STORE, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new Unusable(Trouble.NO_STORE, e);
        }
    }

    private static Path copyOf(Path file) throws IOException {
        Path folder = Files.createTempDirectory("research-paas-chroma-");
        for (String ending : new String[] {"", "-wal"}) {
            Path part = file.resolveSibling(file.getFileName() + ending);
            Files.copy(part, folder.resolve(part.getFileName()));
        }
        return folder;
    }

    private void refuseDamaged() throws SQLException {
        try (PreparedStatement check = connection.prepareStatement("pragma quick_check(1)");
                ResultSet found = check.executeQuery()) {
            if (!found.next() || !found.getString(1).equals("ok")) {
                throw new Unusable(Trouble.DAMAGED);
            }
        }
        for (String table : new String[] {"collections", "segments", "embeddings_queue"}) {
            if (!has(table, "id")) {
                throw new Unusable(Trouble.NO_STORE);
            }
        }
    }

    private boolean has(String table, String column) throws SQLException {
        return text("select name from pragma_table_info(?) where name = ?", table, column) != null;
    }

    private @Nullable String text(String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = query(sql, parameters);
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private PreparedStatement query(String sql, String... parameters) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setString(i + 1, parameters[i]);
        }
        return query;
    }

    Collection collection(String name) throws SQLException {
        String id =
                text(
                        "select id from collections where name = ? order by database_id = ? desc, id",
                        name,
                        DEFAULT_DATABASE);
        if (id == null) {
            throw new Unusable(Trouble.NO_COLLECTION);
        }
        String vectors = segment(id, "VECTOR");
        String rows = segment(id, "METADATA");
        String dimension = text("select dimension from collections where id = ?", id);
        Batches batches =
                has("collections", "topic")
                        ? Batches.OF_IDS
                        : "BLOB"
                                        .equalsIgnoreCase(
                                                text(
                                                        "select type from pragma_table_info('max_seq_id') where name = 'seq_id'"))
                                ? Batches.OF_OPERATIONS
                                : Batches.NONE;
        Long rowsUpTo = upTo(rows);
        return new Collection(
                id,
                name,
                space(id, vectors),
                dimension == null ? 0 : Integer.parseInt(dimension),
                vectors,
                rows,
                rowsUpTo == null ? -1 : rowsUpTo,
                upTo(vectors),
                batches,
                batch(id, vectors));
    }

    /// A name that becomes part of a path, so nothing but a UUID.
    private String segment(String collection, String scope) throws SQLException {
        String id =
                text(
                        "select id from segments where collection = ? and scope = ?",
                        collection,
                        scope);
        try {
            if (id != null) {
                return UUID.fromString(id).toString();
            }
        } catch (IllegalArgumentException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
        throw new Unusable(Trouble.DAMAGED);
    }

    private @Nullable Long upTo(String segment) throws SQLException {
        try (PreparedStatement query =
                        query("select seq_id from max_seq_id where segment_id = ?", segment);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            Object value = row.getObject(1);
            if (value instanceof byte[] bytes) {
                long number = 0;
                for (byte part : bytes) {
                    number = (number << 8) | (part & 0xFF);
                }
                return number;
            }
            return row.getLong(1);
        }
    }

    /// Versions keep it in different places; where none says anything it is L2.
    private String space(String collection, String segment) throws SQLException {
        String said = setting("hnsw:space", "str_value", collection, segment);
        if (said == null && has("collections", "schema_str")) {
            said =
                    path(
                            text("select schema_str from collections where id = ?", collection),
                            "/keys/#embedding/float_list/vector_index/config/space");
        }
        if (said == null && has("collections", "config_json_str")) {
            String config =
                    text("select config_json_str from collections where id = ?", collection);
            said = path(config, "/hnsw/space");
            said = said == null ? path(config, "/hnsw_configuration/space") : said;
        }
        return said == null ? "l2" : said;
    }

    private static @Nullable String path(@Nullable String json, String path) {
        try {
            JsonNode found = JsonMapper.shared().readTree(json == null ? "{}" : json).at(path);
            return found.isString() ? found.asString() : null;
        } catch (JacksonException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private int batch(String collection, String segment) throws SQLException {
        String said = setting("hnsw:batch_size", "int_value", collection, segment);
        return said == null ? DEFAULT_BATCH : Integer.parseInt(said);
    }

    private @Nullable String setting(String key, String column, String collection, String segment)
            throws SQLException {
        String said =
                text(
                        "select "
                                + column
                                + " from segment_metadata where segment_id = ? and key = ?",
                        segment,
                        key);
        return said != null
                ? said
                : text(
                        "select "
                                + column
                                + " from collection_metadata where collection_id = ? and key = ?",
                        collection,
                        key);
    }

    void ids(Collection collection, Consumer<String> taker) throws SQLException {
        try (PreparedStatement query =
                        query(
                                "select embedding_id from embeddings where segment_id = ?",
                                collection.rowSegment());
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                taker.accept(row.getString(1));
            }
        }
    }

    /// In the order in which they were added.
    void rows(Collection collection, Consumer<Row> taker) throws SQLException {
        String truth = has("embedding_metadata", "bool_value") ? "m.bool_value" : "null";
        try (PreparedStatement query =
                        query(
                                """
                                select e.id, e.embedding_id, m.key, m.string_value, m.int_value, m.float_value, %s
                                from embeddings e left join embedding_metadata m on m.id = e.id
                                where e.segment_id = ? order by e.id
                                """
                                        .formatted(truth),
                                collection.rowSegment());
                ResultSet row = query.executeQuery()) {
            long number = -1;
            String id = "";
            Map<String, Object> metadata = new HashMap<>();
            while (row.next()) {
                if (row.getLong(1) != number) {
                    if (number != -1) {
                        taker.accept(new Row(id, metadata));
                    }
                    number = row.getLong(1);
                    id = row.getString(2);
                    metadata = new HashMap<>();
                }
                String key = row.getString(3);
                Object value = value(row);
                if (key != null && value != null) {
                    metadata.put(key, value);
                }
            }
            if (number != -1) {
                taker.accept(new Row(id, metadata));
            }
        }
    }

    private static @Nullable Object value(ResultSet row) throws SQLException {
        String text = row.getString(4);
        if (text != null) {
            return text;
        }
        long number = row.getLong(5);
        if (!row.wasNull()) {
            return number;
        }
        double real = row.getDouble(6);
        if (!row.wasNull()) {
            return real;
        }
        int truth = row.getInt(7);
        return row.wasNull() ? null : truth != 0;
    }

    /// The collection's operations after that one, in their order.
    void queue(Collection collection, long after, Consumer<Operation> taker) throws SQLException {
        try (PreparedStatement query =
                        query(
                                """
                                select seq_id, operation, id, vector is not null and encoding = 'FLOAT32', metadata
                                from embeddings_queue where topic like ? order by seq_id
                                """,
                                "%/" + collection.id());
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Kind kind = kind(row.getInt(2));
                if (row.getLong(1) > after) {
                    taker.accept(
                            new Operation(
                                    row.getLong(1),
                                    kind,
                                    row.getString(3),
                                    row.getBoolean(4),
                                    metadata(row.getString(5))));
                }
            }
        }
    }

    private static Kind kind(int number) {
        return switch (number) {
            case 0 -> Kind.ADD;
            case 1 -> Kind.UPDATE;
            case 2 -> Kind.UPSERT;
            case 3 -> Kind.DELETE;
            default -> throw new Unusable(Trouble.DAMAGED);
        };
    }

    private static Map<String, @Nullable Object> metadata(@Nullable String json) {
        try {
            Map<String, @Nullable Object> metadata = new HashMap<>();
            JsonMapper.shared()
                    .readTree(json == null ? "{}" : json)
                    .properties()
                    .forEach(entry -> {
                        if (entry.getValue().isValueNode()) {
                            metadata.put(
                                    PointContent.wellFormed(entry.getKey()),
                                    PointContent.value(entry.getValue()));
                        }
                    });
            return metadata;
        } catch (JacksonException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    /// As it stands in the queue.
    float @Nullable [] vector(long sequence) {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select vector from embeddings_queue where seq_id = ?")) {
            query.setLong(1, sequence);
            try (ResultSet row = query.executeQuery()) {
                byte[] bytes = row.next() ? row.getBytes(1) : null;
                if (bytes == null) {
                    return null;
                }
                if (bytes.length > LARGEST_VECTOR || bytes.length % Float.BYTES != 0) {
                    throw new Unusable(Trouble.DAMAGED);
                }
                float[] vector = new float[bytes.length / Float.BYTES];
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
                return vector;
            }
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    @Override
    public void close() {
        close(connection, copy);
    }

    private static void close(@Nullable Connection connection, @Nullable Path copy) {
        try {
            if (connection != null) {
                connection.close();
            }
            FileSystemUtils.deleteRecursively(copy);
        } catch (SQLException | IOException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }
}
