package researchpaas.operate.scheduler;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.operate.LeaveInOrder.Farewell;

@Configuration
@EnableConfigurationProperties(ShutdownSettings.class)
class ShutdownConfiguration {
    @Bean
    Farewell farewell(ShutdownSettings settings) {
        return new Farewell(settings.drain());
    }
}
