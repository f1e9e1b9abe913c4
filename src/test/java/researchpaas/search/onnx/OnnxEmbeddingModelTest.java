package researchpaas.search.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.Language;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;

class OnnxEmbeddingModelTest {
    @TempDir static Path home;

    private static OnnxEmbeddingModel model;

    @BeforeAll
    static void open() {
        model = open(named("all-MiniLM-L6-v2"));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static OnnxEmbeddingModel open(EmbeddingProperties properties) {
        ModelFolder folder =
                ModelFolder.ofFolder(properties).orElseGet(() -> ModelFolder.builtIn(properties));
        return new OnnxEmbeddingModel(folder, properties.models());
    }

    private static EmbeddingProperties named(String name) {
        return new EmbeddingProperties(name, null, home.resolve("models"), null);
    }

    private static EmbeddingProperties in(Path folder) {
        return new EmbeddingProperties("", folder, home.resolve("models"), null);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void vectorsHaveUnitLengthAndTheCardsDimension() {
        float[] vector = model.passage("Bees dance to tell the way.");
        assertThat(vector).hasSize(model.card().dimension()).hasSize(384);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void likeMeaningIsNearerThanUnlike() {
        float[] question = model.query("How do insects find food?");
        assertThat(cosine(question, model.passage("Bees fly out to look for nectar.")))
                .isGreaterThan(
                        cosine(question, model.passage("The tram timetable changes in May.")) + .2);
    }

    /// With the library's own class, or the limit in the tokenizer's file, everything behind the
    /// 126th word is lost.
    @Test
    void theModelSeesMoreThanTheTokenizersOwnLimit() {
        String long200 = "noise ".repeat(200);
        assertThat(cosine(model.passage(long200 + "bees"), model.passage(long200 + "trams")))
                .isLessThan(.9999);
    }

    @Test
    void whatStandsBehindTheLimitIsNotSeen() {
        String long300 = "noise ".repeat(300);
        assertThat(model.passage(long300 + "bees"))
                .containsExactly(model.passage(long300 + "trams"));
    }

    @Test
    void tokensAreCountedToTheEnd() {
        assertThat(model.tokens("bees")).isEqualTo(3);
        assertThat(model.tokens("bees ".repeat(1_000))).isEqualTo(1_002);
    }

    @Test
    void aTextHasTheSameVectorWhateverIsComputedBesideIt() throws Exception {
        float[] alone = model.passage("Bees dance.");
        List<Future<float[]>> beside = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                String text = i % 2 == 0 ? "Bees dance." : "Trams run. ".repeat(i);
                beside.add(threads.submit(() -> model.passage(text)));
            }
        }
        for (int i = 0; i < 40; i += 2) {
            assertThat(beside.get(i).get()).containsExactly(alone);
        }
    }

    @Test
    void theBuiltInModelKnowsNoJapanese() {
        assertThat(model.card().id()).isEqualTo("all-MiniLM-L6-v2-int8");
        assertThat(model.card().knows(Language.JAPANESE)).isFalse();
        assertThat(model.card().knows(Language.ENGLISH)).isTrue();
    }

    @Test
    void theNameMayCarryItsOrganisation() {
        assertThat(new OnnxModels(named("sentence-transformers/all-MiniLM-L6-v2")).configured())
                .contains(model.card().id());
    }

    @Test
    void anUnknownNameIsNoneOfThese() {
        assertThat(new OnnxModels(named("all-mpnet-base-v2")).configured()).isEmpty();
    }

    @Test
    void modelsBesideTheBuiltInOneAreKnownByTheirIds() throws IOException {
        Path models = home.resolve("several");
        EmbeddingProperties properties = new EmbeddingProperties("own", null, models, null);
        Path builtIn = ModelFolder.builtIn(properties).path();
        Path own = Files.createDirectories(models.resolve("my-model"));
        Files.createLink(own.resolve("model.onnx"), builtIn.resolve("model.onnx"));
        Files.createLink(own.resolve("tokenizer.json"), builtIn.resolve("tokenizer.json"));
        Files.writeString(
                own.resolve("model.json"),
                "{\"id\": \"own\", \"dimension\": 384, \"maxTokens\": 64}");
        try (OnnxModels all = new OnnxModels(properties)) {
            assertThat(all.known()).containsExactlyInAnyOrder("all-MiniLM-L6-v2-int8", "own");
            assertThat(all.configured()).contains("own");
            assertThat(all.of("own").orElseThrow().card().maxTokens()).isEqualTo(64);
            assertThat(all.of("own")).isEqualTo(all.of("own"));
            assertThat(all.of("other")).isEmpty();
        }
    }

    @Test
    void anIncompleteFolderSaysWhatIsMissing(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("model.onnx"));
        assertThatThrownBy(() -> ModelFolder.ofFolder(in(folder)))
                .hasMessageContaining("tokenizer.json, model.json")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aWrongDescriptionNamesTheField(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("model.onnx"));
        Files.createFile(folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("model.json"),
                "{\"id\": \"x\", \"dimension\": 384, \"maxTokens\": 256, \"pooling\": \"max\"}");
        assertThatThrownBy(() -> ModelFolder.ofFolder(in(folder)))
                .hasMessageContaining("pooling must be mean or cls");
    }

    /// The built-in files under another description stand in for a model of somebody's own.
    @Test
    void aFolderIsAModelWithItsOwnPrefixesAndPooling(@TempDir Path folder) throws IOException {
        Path builtIn = home.resolve("models/all-MiniLM-L6-v2-int8");
        Files.copy(builtIn.resolve("model.onnx"), folder.resolve("model.onnx"));
        Files.copy(builtIn.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("model.json"),
                "{\"id\": \"own\", \"dimension\": 384, \"maxTokens\": 64, \"pooling\": \"cls\", \"queryPrefix\": \"query: \"}");
        try (OnnxEmbeddingModel own = open(in(folder))) {
            assertThat(own.card().knows(Language.JAPANESE)).isTrue();
            assertThat(own.query("bees")).containsExactly(own.passage("query: bees"));
            assertThat(own.passage("bees")).isNotEqualTo(model.passage("bees"));
        }
    }

    @Test
    void aHalfCopiedModelIsReplaced() throws IOException {
        Path models = home.resolve("half");
        Path folder = Files.createDirectories(models.resolve("all-MiniLM-L6-v2-int8"));
        Files.write(folder.resolve("model.onnx"), new byte[10]);
        ModelFolder.builtIn(new EmbeddingProperties("all-MiniLM-L6-v2", null, models, null));
        assertThat(Files.size(folder.resolve("model.onnx"))).isGreaterThan(20_000_000);
    }

    @Test
    void aDamagedModelOfTheRightLengthIsReplaced() throws IOException {
        Path models = home.resolve("damaged");
        EmbeddingProperties properties =
                new EmbeddingProperties("all-MiniLM-L6-v2", null, models, null);
        Path file = ModelFolder.builtIn(properties).model();
        byte[] sound = Files.readAllBytes(file);
        byte[] damaged = sound.clone();
        damaged[damaged.length - 1] ^= 1;
        Files.write(file, damaged);
        ModelFolder.builtIn(properties);
        assertThat(file).hasBinaryContent(sound);
    }

    @Test
    void aBuiltInModelThatLiesThereAlreadyIsUsedWhereItLies() {
        Path models = home.resolve("nothing-here");
        Path unpacked = home.resolve("models/all-MiniLM-L6-v2-int8");
        ModelFolder folder =
                ModelFolder.builtIn(
                        new EmbeddingProperties("all-MiniLM-L6-v2", null, models, unpacked));
        assertThat(folder.path()).isEqualTo(unpacked);
        assertThat(folder.card().id()).isEqualTo(ModelFolder.BUILT_IN_ID);
        assertThat(models).doesNotExist();
    }

    @Test
    void aModelThatIsNoneSaysWhichFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "no model");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        Files.writeString(
                folder.resolve("model.json"),
                "{\"id\": \"x\", \"dimension\": 384, \"maxTokens\": 256}");
        assertThatThrownBy(() -> open(in(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("model.onnx").toString());
    }

    @Test
    void aClosedModelFailsAndDoesNotCrash() {
        OnnxEmbeddingModel other = open(named("all-MiniLM-L6-v2"));
        other.close();
        assertThatThrownBy(() -> other.query("bees")).isInstanceOf(EmbeddingFailed.class);
    }
}
