package researchpaas.search.configuration;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.search.ConfiguredIndex;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
class SearchConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SearchConfiguration.class);

    @Bean
    ConfiguredIndex configuredIndex(SearchSettings settings) {
        String provider = settings.provider().strip().toLowerCase(Locale.ROOT);
        if (provider.equals("chroma")) {
            log.atWarn()
                    .log(
                            "VECTOR_SEARCH_PROVIDER is chroma, the earlier system's store; lucene is used in its place. What Chroma holds comes over with: research-paas takeover --chroma DIR.");
        }
        boolean embedded = provider.isEmpty() || provider.equals("chroma");
        return new ConfiguredIndex(embedded ? "lucene" : provider, settings.model());
    }
}
