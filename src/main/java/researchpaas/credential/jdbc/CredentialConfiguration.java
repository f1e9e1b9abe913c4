package researchpaas.credential.jdbc;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.credential.TokenLife;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RefreshSettings.class)
class CredentialConfiguration {
    @Bean
    TokenLife tokenLife(RefreshSettings settings) {
        return new TokenLife(settings.idle(), settings.whole());
    }
}
