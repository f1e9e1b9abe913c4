package researchpaas.search.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether there is an engine of the name that the settings ask for.
@EnableConfigurationProperties(SearchSettings.class)
final class CheckProvider implements Check {
    static final Set<String> ENGINES = Set.of("lucene", "qdrant");

    private final SearchSettings settings;

    CheckProvider(SearchSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        String provider = settings.provider().strip().toLowerCase(Locale.ROOT);
        if (provider.isEmpty() || ENGINES.contains(provider)) {
            return List.of();
        }
        return List.of(
                provider.equals("chroma")
                        ? Diagnosis.warning(Topic.SETTINGS, "engine.chroma")
                        : Diagnosis.wrong(Topic.SETTINGS, "engine.unknown", provider));
    }
}
