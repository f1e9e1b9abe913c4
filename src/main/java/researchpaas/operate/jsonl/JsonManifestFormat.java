package researchpaas.operate.jsonl;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import researchpaas.document.Database.Engine;
import researchpaas.operate.Manifest;
import researchpaas.operate.Manifest.Part;
import researchpaas.operate.ManifestFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Component
class JsonManifestFormat implements ManifestFormat {
    private static final String TABLE = "[a-z][a-z0-9_]{0,62}";
    private static final String SHA256 = "[0-9a-f]{64}";

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public byte[] write(Manifest manifest) {
        ObjectNode root = json.createObjectNode();
        root.put("format", manifest.format());
        root.put("program", manifest.program());
        root.put("schema", manifest.schema());
        root.put("database", manifest.database().name().toLowerCase(Locale.ROOT));
        root.put("created", manifest.created().toString());
        ArrayNode parts = root.putArray("tables");
        for (Part part : manifest.parts()) {
            parts.addObject()
                    .put("name", part.table())
                    .put("rows", part.rows())
                    .put("bytes", part.bytes())
                    .put("sha256", part.sha256());
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /// The format's number is read first: the rest of a later one may look different.
    @Override
    public Manifest read(byte[] bytes) {
        try {
            JsonNode root = json.readTree(bytes);
            if (root.required("format").asInt() > Manifest.FORMAT) {
                throw new UnreadableManifest(true, new IllegalArgumentException("format"));
            }
            return new Manifest(
                    root.required("format").asInt(),
                    root.required("program").asString(),
                    root.required("schema").asString(),
                    Engine.valueOf(root.required("database").asString().toUpperCase(Locale.ROOT)),
                    Instant.parse(root.required("created").asString()),
                    parts(root.required("tables")));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableManifest(false, e);
        }
    }

    private static List<Part> parts(JsonNode tables) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode table : tables) {
            parts.add(
                    new Part(
                            matching(TABLE, table.required("name").asString()),
                            table.required("rows").asLong(),
                            table.required("bytes").asLong(),
                            matching(SHA256, table.required("sha256").asString())));
        }
        return parts;
    }

    private static String matching(String pattern, String text) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
