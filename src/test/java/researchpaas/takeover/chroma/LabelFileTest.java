package researchpaas.takeover.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.takeover.ChromaStores;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.chroma.LabelFile.Labels;

class LabelFileTest {
    @TempDir Path folder;

    private byte[] written(String store) throws Exception {
        try (var files = Files.walk(ChromaStores.unpack(store, folder.resolve(store)))) {
            return Files.readAllBytes(
                    files.filter(file -> file.endsWith("index_metadata.pickle"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void readsTheObjectOfOlderVersionsAndTheMapOfNewerOnes() throws Exception {
        Labels older = LabelFile.read(written("chroma-0.4.24-cosine-120"));
        assertThat(older.lastSequence()).isPositive();
        assertThat(older.byId()).isNotEmpty().doesNotContainValue(0L);
        Labels newer = LabelFile.read(written("chroma-1.5.9-l2-2500"));
        assertThat(newer.byId()).hasSizeGreaterThan(1900).containsEntry("paper_1", 1L);
    }

    /// Calls by name, other classes, extensions, and what refers to nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(S'true'\ntR.",
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.",
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093)R.",
                "\u0080\u0004}h\u0007.",
                "\u0080\u0004X\u00ff\u00ff\u00ff\u007f",
                "\u0080\u0004}(K\u0001u.",
                "\u0080\u0004}}K\u0001s.",
                "\u0080\u0004N.",
                "P1\n.",
                "",
                "....",
                "u"
            })
    void refusesEverythingElse(String pickle) {
        assertThatThrownBy(() -> LabelFile.read(pickle.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void neverFailsInAnotherWayOnDamagedBytes() throws Exception {
        byte[] whole = written("chroma-0.6.3-cosine-120");
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int change = 0; change < 3; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                LabelFile.read(bytes);
            } catch (Unusable e) {
                assertThat(e.trouble()).isNotNull();
            }
        }
    }
}
