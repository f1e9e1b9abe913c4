package researchpaas.takeover.chroma;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.EarlierRow;
import researchpaas.takeover.EarlierRow.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A point from its parts, which are the same wherever they were read: texts, whole numbers, broken
/// numbers, and truths.
final class PointContent {
    /// What an id may have here.
    private static final int LONGEST_ID = 1_000;

    private PointContent() {}

    static EarlierPoint point(
            String collection,
            String id,
            SortedMap<String, Object> metadata,
            @Nullable String text,
            float @Nullable [] vector) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new Unusable(Trouble.TOO_LARGE);
        }
        Map<String, @Nullable Object> values = new TreeMap<>();
        values.put("document", text);
        values.put("id", id);
        values.put("metadata", metadata);
        values.put("vector", vector == null ? null : EarlierPoint.hash(vector));
        String content = JsonMapper.shared().writeValueAsString(values);
        List<Cell> cells = new ArrayList<>();
        metadata.forEach((key, value) -> cells.add(new Cell(key, value.toString(), List.of())));
        cells.add(new Cell(EarlierPoint.TEXT, text, List.of()));
        return new EarlierPoint(
                new EarlierRow(collection, id, cells, content, sha256(content)), vector);
    }

    /// Absent for null and for what is no single value.
    static @Nullable Object value(JsonNode node) {
        if (node.isString()) {
            return wellFormed(node.asString());
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        return node.isNumber() ? node.asDouble() : null;
    }

    /// JSON may hold halves of characters, which no database takes.
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
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
