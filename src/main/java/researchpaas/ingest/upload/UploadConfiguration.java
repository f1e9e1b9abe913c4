package researchpaas.ingest.upload;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.account.Principal;
import researchpaas.ingest.UploadRules;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadSettings.class)
class UploadConfiguration {
    @Bean
    UploadRules uploadRules(UploadSettings settings) {
        return new UploadRules(principals(settings.visibleTo()), settings.maxTotal().toBytes());
    }

    private static Set<Principal> principals(Set<String> entries) {
        try {
            return entries.stream().map(Principal::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "UPLOADS_VISIBLE_TO: " + e.getMessage(), e.getCause());
        }
    }
}
