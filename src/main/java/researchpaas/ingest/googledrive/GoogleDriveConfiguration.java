package researchpaas.ingest.googledrive;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.ingest.DriveLimits;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GoogleDriveSettings.class)
class GoogleDriveConfiguration {
    @Bean
    DriveLimits driveLimits(GoogleDriveSettings settings) {
        return new DriveLimits(settings.syncInterval(), settings.maxFileSize().toBytes());
    }
}
