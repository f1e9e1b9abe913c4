package researchpaas.operate.scheduler;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.operate.SwitchRules;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SwitchSettings.class)
class SwitchConfiguration {
    @Bean
    SwitchRules switchRules(SwitchSettings settings) {
        return new SwitchRules(settings.leastOverlap());
    }
}
