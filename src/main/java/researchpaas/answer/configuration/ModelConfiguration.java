package researchpaas.answer.configuration;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.answer.ModelSettings;
import researchpaas.answer.ModelSettings.Quota;
import researchpaas.answer.ModelSettings.Rest;
import researchpaas.answer.Prices;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {
    @Bean
    ModelSettings modelSettings(ModelProperties properties) {
        return new ModelSettings(
                properties.provider().strip().toLowerCase(Locale.ROOT),
                names(properties.models()),
                new Quota(properties.tokensADayAccount(), properties.tokensADay()),
                Prices.parse(properties.currency(), properties.prices()),
                new Rest(properties.failures(), properties.pause()),
                properties.zone());
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
