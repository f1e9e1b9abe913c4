package researchpaas.takeover.chroma;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a server answers for some points: columns of equal length. Numbers of vectors are read from
/// their text straight into 32 bits, since by way of 64 a last bit may be lost.
final class PointPage {
    private static final int MOST_DIMENSIONS = 1 << 16;

    private final List<String> ids = new ArrayList<>();
    private final List<float @Nullable []> vectors = new ArrayList<>();
    private final List<SortedMap<String, Object>> metadata = new ArrayList<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    private PointPage() {}

    static List<EarlierPoint> read(byte[] body, String collection) {
        try (JsonParser in = JsonMapper.shared().createParser(body)) {
            PointPage page = new PointPage();
            page.read(in);
            return page.points(collection);
        } catch (JacksonException | NumberFormatException e) {
            throw new Unusable(Trouble.NO_SERVER, e);
        }
    }

    private void read(JsonParser in) {
        expect(in.nextToken(), JsonToken.START_OBJECT);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (value != JsonToken.START_ARRAY) {
                in.skipChildren();
                continue;
            }
            switch (name) {
                case "ids" -> each(in, () -> ids.add(PointContent.wellFormed(in.getString())));
                case "embeddings" -> each(in, () -> vectors.add(vector(in)));
                case "metadatas" -> each(in, () -> metadata.add(metadata(in)));
                case "documents" -> each(in, () -> texts.add(text(in)));
                default -> in.skipChildren();
            }
        }
    }

    private static void each(JsonParser in, Runnable element) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    private static float @Nullable [] vector(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(in.currentToken(), JsonToken.START_ARRAY);
        List<Float> numbers = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.currentToken().isNumeric() || numbers.size() == MOST_DIMENSIONS) {
                throw new Unusable(Trouble.NO_SERVER);
            }
            numbers.add(Float.parseFloat(in.getString()));
        }
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i);
        }
        return vector;
    }

    private static SortedMap<String, Object> metadata(JsonParser in) {
        SortedMap<String, Object> metadata = new TreeMap<>();
        if (in.currentToken() == JsonToken.START_OBJECT) {
            JsonNode read = in.readValueAsTree();
            read.properties()
                    .forEach(entry -> {
                        Object value = PointContent.value(entry.getValue());
                        if (value != null) {
                            metadata.put(PointContent.wellFormed(entry.getKey()), value);
                        }
                    });
        }
        return metadata;
    }

    private static @Nullable String text(JsonParser in) {
        return in.currentToken() == JsonToken.VALUE_NULL
                ? null
                : PointContent.wellFormed(in.getString());
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new Unusable(Trouble.NO_SERVER);
        }
    }

    private List<EarlierPoint> points(String collection) {
        boolean even =
                vectors.size() == ids.size()
                        && metadata.size() == ids.size()
                        && texts.size() == ids.size();
        if (!even) {
            throw new Unusable(Trouble.NO_SERVER);
        }
        List<EarlierPoint> points = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            points.add(
                    PointContent.point(
                            collection, ids.get(i), metadata.get(i), texts.get(i), vectors.get(i)));
        }
        return points;
    }
}
