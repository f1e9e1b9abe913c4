package researchpaas.takeover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierRow.Cell;
import tools.jackson.databind.json.JsonMapper;

/// Points of a store that only this process knows.
final class Points implements EarlierPoints {
    private static final String COLLECTION = "research_documents";

    private final List<EarlierPoint> points = new ArrayList<>();

    Points add(
            String id,
            Map<String, Object> metadata,
            @Nullable String text,
            float @Nullable ... vector) {
        points.add(point(id, metadata, text, vector));
        return this;
    }

    static EarlierPoint point(
            String id,
            Map<String, Object> metadata,
            @Nullable String text,
            float @Nullable ... vector) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("id", id);
        values.put("metadata", new TreeMap<>(metadata));
        values.put("document", text);
        values.put("vector", vector == null ? null : EarlierPoint.hash(vector));
        String content = JsonMapper.shared().writeValueAsString(values);
        List<Cell> cells = new ArrayList<>();
        metadata.forEach((key, value) -> cells.add(new Cell(key, value.toString(), List.of())));
        cells.add(new Cell(EarlierPoint.TEXT, text, List.of()));
        return new EarlierPoint(
                new EarlierRow(COLLECTION, id, cells, content, hash("SHA-256", content)), vector);
    }

    /// The id that the earlier system gave a point of layout A.
    static String id(String named) {
        return hash("MD5", named);
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(algorithm)
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Opened open(String place) {
        return new Opened() {
            @Override
            public Store store() {
                return new Store(place, "a test", COLLECTION, "cosine", 0, List.of("stray"));
            }

            @Override
            public void points(int batch, Consumer<List<EarlierPoint>> taker) {
                points.forEach(point -> taker.accept(List.of(point)));
            }

            @Override
            public void close() {}
        };
    }
}
