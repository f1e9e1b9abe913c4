package researchpaas.answer.openai;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpenAiProperties.class)
class OpenAiConfiguration {
    @Bean
    OpenAiService openAi(OpenAiProperties properties) {
        return new OpenAiService(Dialect.OPENAI, properties.openai());
    }

    @Bean
    OpenAiService openRouter(OpenAiProperties properties) {
        return new OpenAiService(Dialect.OPENROUTER, properties.openrouter());
    }

    @Bean
    OpenAiService compatible(OpenAiProperties properties) {
        return new OpenAiService(Dialect.COMPATIBLE, properties.compatible());
    }
}
