package researchpaas.answer.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.ModelService;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.Line;
import researchpaas.outbound.Tries;

/// One of the services, with what is set for it.
final class OpenAiService implements ModelService, AutoCloseable {
    private static final long MOST_BYTES = 8L << 20;
    private static final Tries TRIES = new Tries(3, Duration.ofSeconds(1));

    private final Dialect dialect;
    private final OpenAiProperties.Service set;
    private final Credentials credentials;
    private @Nullable OpenAiModel opened;

    OpenAiService(Dialect dialect, OpenAiProperties.Service set) {
        this.dialect = dialect;
        this.set = set;
        boolean ownAddress = set.baseUrl() != null && !set.baseUrl().toString().isEmpty();
        this.credentials =
                new Credentials(
                        dialect.variables(),
                        set.apiKey(),
                        set.model(),
                        ownAddress ? set.baseUrl() : dialect.home());
    }

    @Override
    public String provider() {
        return dialect.provider();
    }

    @Override
    public boolean isConfigured() {
        return dialect.needsKey() ? !credentials.key().isEmpty() : credentials.base() != null;
    }

    @Override
    public LanguageModel open() {
        OpenAiModel model =
                new OpenAiModel(
                        dialect,
                        credentials,
                        set.thinkingTokens(),
                        new Line(credentials.check(dialect.needsKey()), set.connect(), MOST_BYTES),
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
