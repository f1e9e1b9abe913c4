package researchpaas.takeover.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import researchpaas.takeover.ChromaStores;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;

class ChromaFolderTest {
    private static final String COLLECTION = "research_documents";

    @TempDir Path folder;

    static List<String> stores() {
        return ChromaStores.all();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void givesWhatChromaGivesBitForBitAndTouchesNothing(String name) throws Exception {
        Path store = ChromaStores.unpack(name, folder);
        Map<String, String> before = state(store);

        List<EarlierPoint> points = read(store);

        ChromaStores.assertSame(points, ChromaStores.expected(name));
        assertThat(state(store)).isEqualTo(before);
    }

    private static List<EarlierPoint> read(Path store) {
        List<EarlierPoint> points = new ArrayList<>();
        try (Opened opened = ChromaFolder.open(store, COLLECTION)) {
            opened.points(100, points::addAll);
            assertThat(opened.store().strays()).isEmpty();
        }
        return points;
    }

    private static Map<String, String> state(Path store) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (var files = Files.walk(store)) {
            for (Path file : files.toList()) {
                state.put(
                        file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return state;
    }

    @Test
    void saysWhatIsWrongWithAStore() throws Exception {
        assertThatThrownBy(() -> read(folder)).satisfies(is(Trouble.NO_STORE));
        Path store = ChromaStores.unpack(ChromaStores.SMALL, folder);
        assertThatThrownBy(() -> ChromaFolder.open(store, "nothing"))
                .satisfies(is(Trouble.NO_COLLECTION));
        Files.writeString(store.resolve("chroma.sqlite3-journal"), "x");
        assertThatThrownBy(() -> read(store)).satisfies(is(Trouble.IN_USE));
    }

    private static Consumer<Throwable> is(Trouble trouble) {
        return e -> assertThat(((Unusable) e).trouble()).isEqualTo(trouble);
    }
}
