package researchpaas.search.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModels;

/// The built-in model, the one in the configured folder, and whatever folders lie beside the
/// built-in one.
@Component
@EnableConfigurationProperties(EmbeddingProperties.class)
class OnnxModels implements EmbeddingModels, AutoCloseable {
    private final EmbeddingProperties properties;
    private final Map<String, OnnxEmbeddingModel> open = new HashMap<>();

    OnnxModels(EmbeddingProperties properties) {
        this.properties = properties;
    }

    @Override
    public synchronized Optional<EmbeddingModel> of(String id) {
        OnnxEmbeddingModel model = open.get(id);
        if (model == null) {
            ModelFolder folder = folder(id);
            if (folder == null) {
                return Optional.empty();
            }
            model = new OnnxEmbeddingModel(folder, properties.models());
            open.put(id, model);
        }
        return Optional.of(model);
    }

    private @Nullable ModelFolder folder(String id) {
        Optional<ModelFolder> own = ModelFolder.ofFolder(properties);
        if (own.filter(folder -> folder.card().id().equals(id)).isPresent()) {
            return own.get();
        }
        if (id.equals(ModelFolder.BUILT_IN_ID)) {
            return ModelFolder.builtIn(properties);
        }
        return beside().filter(folder -> folder.card().id().equals(id)).findFirst().orElse(null);
    }

    @Override
    public List<String> known() {
        return Stream.concat(
                        Stream.concat(
                                ModelFolder.ofFolder(properties).stream()
                                        .map(folder -> folder.card().id()),
                                Stream.of(ModelFolder.BUILT_IN_ID)),
                        beside().map(folder -> folder.card().id()))
                .distinct()
                .toList();
    }

    private Stream<ModelFolder> beside() {
        if (!Files.isDirectory(properties.models())) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(properties.models())) {
            return folders
                    .filter(folder -> Files.isReadable(folder.resolve("model.json")))
                    .sorted()
                    .toList()
                    .stream()
                    .map(ModelFolder::open);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder %s of models cannot be read.".formatted(properties.models()), e);
        }
    }

    @Override
    public Optional<String> configured() {
        return ModelFolder.ofFolder(properties)
                .map(folder -> folder.card().id())
                .or(() ->
                        ModelFolder.isBuiltIn(properties.model())
                                ? Optional.of(ModelFolder.BUILT_IN_ID)
                                : beside().map(folder -> folder.card().id())
                                        .filter(properties.model()::equals)
                                        .findFirst());
    }

    @Override
    public synchronized void close() {
        open.values().forEach(OnnxEmbeddingModel::close);
        open.clear();
    }
}
