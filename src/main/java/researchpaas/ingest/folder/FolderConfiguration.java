package researchpaas.ingest.folder;

import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import researchpaas.ingest.KeepSamples;

/// The department's folder, where one is named, and in development the samples'.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FolderSettings.class, SampleSettings.class})
class FolderConfiguration {
    @Bean
    @Conditional(FolderIsNamed.class)
    FolderSource folderSource(FolderSettings settings) {
        return new FolderSource("folder:library", false, settings);
    }

    @Bean
    @ConditionalOnProperty(
            name = "research-paas.environment",
            havingValue = "development",
            matchIfMissing = true)
    FolderSource sampleSource(SampleSettings samples, FolderSettings folder) {
        return new FolderSource(
                KeepSamples.SOURCE,
                true,
                new FolderSettings(
                        samples.root(), Set.of("anyone"), false, folder.watch(), folder.quiet()));
    }

    static final class FolderIsNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(
                    context.getEnvironment().getProperty("research-paas.folder.root"));
        }
    }
}
