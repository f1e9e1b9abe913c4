package researchpaas.account.security.provider;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("research-paas.auth.enabled")
@EnableConfigurationProperties(ProviderSettings.class)
class ProviderConfiguration {
    @Bean
    SignInAtProvider signInAtProvider(
            ProviderSettings settings,
            Clock clock,
            @Value("${research-paas.auth.allowed-domains}") List<String> domains) {
        return new SignInAtProvider(new Provider(settings), clock, domains);
    }
}
