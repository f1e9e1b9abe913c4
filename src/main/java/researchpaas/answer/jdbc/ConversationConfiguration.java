package researchpaas.answer.jdbc;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.answer.AnswerLimits;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConversationSettings.class)
class ConversationConfiguration {
    @Bean
    AnswerLimits answerLimits(ConversationSettings settings) {
        return new AnswerLimits(
                settings.atOnce(), settings.atOncePerPerson(), settings.retention());
    }
}
