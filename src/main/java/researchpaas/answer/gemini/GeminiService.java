package researchpaas.answer.gemini;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.ModelService;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.Line;
import researchpaas.outbound.ServiceAddress;
import researchpaas.outbound.Tries;

/// Gemini, with what is set for it.
@Component
@EnableConfigurationProperties(GeminiProperties.class)
final class GeminiService implements ModelService, AutoCloseable {
    private static final long MOST_BYTES = 8L << 20;
    private static final Tries TRIES = new Tries(3, Duration.ofSeconds(1));
    private static final Set<String> LEVELS = Set.of("", "minimal", "low", "medium", "high");

    private final GeminiProperties properties;
    private final Credentials credentials;
    private @Nullable GeminiModel opened;

    GeminiService(GeminiProperties properties) {
        this.properties = properties;
        this.credentials =
                new Credentials(
                        "GEMINI",
                        properties.apiKey(),
                        GeminiModel.plain(properties.model().strip()),
                        properties.baseUrl());
    }

    @Override
    public String provider() {
        return GeminiModel.PROVIDER;
    }

    @Override
    public boolean isConfigured() {
        return !credentials.key().isEmpty();
    }

    @Override
    public LanguageModel open() {
        ServiceAddress address = credentials.check(true);
        String level = properties.thinkingLevel().strip().toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException(
                    "GEMINI_THINKING_LEVEL is none of minimal, low, medium, high");
        }
        if (!GeminiModel.isName(credentials.model())) {
            throw new IllegalArgumentException("GEMINI_MODEL does not name a model");
        }
        GeminiModel model =
                new GeminiModel(
                        credentials,
                        level,
                        properties.thinkingTokens(),
                        new Line(address, properties.connect(), MOST_BYTES),
                        TRIES);
        opened = model;
        return model;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
