package researchpaas.search.gemini;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.outbound.Credentials;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModels;

/// Google's, where there is a key.
@Component
@EnableConfigurationProperties(GeminiEmbeddingProperties.class)
class GeminiModels implements EmbeddingModels, AutoCloseable {
    private static final String USUAL = "gemini-embedding-2";

    private final GeminiEmbeddingProperties properties;
    private final Map<String, GeminiEmbeddingModel> open = new HashMap<>();

    GeminiModels(GeminiEmbeddingProperties properties) {
        this.properties = properties;
    }

    @Override
    public synchronized Optional<EmbeddingModel> of(String id) {
        GeminiEmbeddingModel model = open.get(id);
        if (model == null) {
            ModelName name = ModelName.of(id, 0).filter(ModelName::isUsable).orElse(null);
            if (name == null) {
                return Optional.empty();
            }
            Credentials credentials =
                    new Credentials(
                            "GEMINI", properties.apiKey(), name.model(), properties.baseUrl());
            try {
                model = new GeminiEmbeddingModel(name, credentials, properties);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The embedding model %s cannot be used: %s".formatted(id, e.getMessage()),
                        e);
            }
            open.put(id, model);
        }
        return Optional.of(model);
    }

    @Override
    public List<String> known() {
        return properties.apiKey().isBlank()
                ? List.of()
                : List.of(configured().orElse(new ModelName(USUAL, properties.dimension()).id()));
    }

    @Override
    public Optional<String> configured() {
        return ModelName.of(properties.wanted(), properties.dimension()).map(this::checked);
    }

    private String checked(ModelName name) {
        if (properties.apiKey().isBlank()) {
            throw new IllegalStateException(
                    "EMBEDDING_MODEL is %s, and GEMINI_API_KEY is empty.".formatted(name.model()));
        }
        if (!name.isUsable()) {
            throw new IllegalStateException(
                    "GEMINI_EMBEDDING_DIMENSION must lie between 128 and 3072.");
        }
        return name.id();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(GeminiEmbeddingModel::close);
        open.clear();
    }
}
