package researchpaas.ingest.googledrive;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GoogleDriveSettings.class)
class GoogleDriveConfiguration {}
