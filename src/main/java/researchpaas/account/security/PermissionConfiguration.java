package researchpaas.account.security;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import researchpaas.account.CurrentReader;
import researchpaas.edge.Refusal;

/// Puts the permissions before every door, and before whatever else stands there.
@Configuration(proxyBeanMethods = false)
class PermissionConfiguration implements WebMvcConfigurer {
    private final CurrentReader current;
    private final MessageSource messages;

    PermissionConfiguration(CurrentReader current, MessageSource messages) {
        this.current = current;
        this.messages = messages;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RefuseUnpermitted(current, new Refusal(messages)))
                .order(Ordered.HIGHEST_PRECEDENCE);
    }
}
