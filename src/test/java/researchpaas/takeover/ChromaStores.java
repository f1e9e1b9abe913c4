package researchpaas.takeover;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stores that Chroma itself wrote, and what it answered of them (`tools/chroma/make_stores.py`).
public final class ChromaStores {
    /// 200 documents: all vectors are in the queue. Layout A.
    public static final String SMALL = "chroma-1.5.9-cosine-200";

    /// The same in layout B, of which nobody said how vectors are compared.
    public static final String SMALL_L2 = "chroma-1.5.9-l2-200";

    private ChromaStores() {}

    public static List<String> all() {
        return List.of(
                SMALL,
                SMALL_L2,
                "chroma-1.5.9-cosine-2500",
                "chroma-1.5.9-l2-2500",
                "chroma-0.6.3-cosine-120",
                "chroma-0.5.23-cosine-120",
                "chroma-0.4.24-cosine-120");
    }

    /// @return the store's folder, made in that one
    public static Path unpack(String name, Path folder) {
        try (ZipInputStream zip = zip(name)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
            return folder.resolve("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As Chroma answers, in its order.
    public static List<Expected> expected(String name) {
        List<Expected> points = new ArrayList<>();
        try (ZipInputStream zip = zip(name)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("expected.jsonl")) {
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(ChromaStores::point)
                            .forEach(points::add);
                }
            }
            return points;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ZipInputStream zip(String name) {
        InputStream in = ChromaStores.class.getResourceAsStream("chroma/" + name + ".zip");
        if (in == null) {
            throw new IllegalStateException(name);
        }
        return new ZipInputStream(in);
    }

    private static Expected point(String line) {
        JsonNode node = JsonMapper.shared().readTree(line);
        byte[] bytes = Base64.getDecoder().decode(node.path("vector").asString());
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return new Expected(
                node.path("id").asString(),
                node.path("metadata"),
                node.path("document").asString(),
                vector);
    }

    /// The same points, vectors bit for bit.
    public static void assertSame(List<EarlierPoint> points, List<Expected> expected) {
        Map<String, EarlierPoint> byId =
                points.stream().collect(toMap(EarlierPoint::id, point -> point));
        assertThat(points).hasSameSizeAs(expected);
        for (Expected one : expected) {
            EarlierPoint point = byId.get(one.id());
            assertThat(point).as(one.id()).isNotNull();
            assertThat(EarlierPoint.bytes(point.vector()))
                    .as(one.id())
                    .isEqualTo(EarlierPoint.bytes(one.vector()));
            JsonNode content = JsonMapper.shared().readTree(point.row().content());
            assertThat(content.path("metadata")).isEqualTo(one.metadata());
            assertThat(content.path("document").asString()).isEqualTo(one.document());
        }
    }

    public record Expected(String id, JsonNode metadata, String document, float[] vector) {}
}
