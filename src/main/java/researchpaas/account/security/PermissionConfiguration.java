package researchpaas.account.security;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import researchpaas.account.CurrentReader;
import researchpaas.audit.AuditLog;
import researchpaas.edge.Refusal;

/// Puts the permissions before every door, and before whatever else stands there.
@Configuration(proxyBeanMethods = false)
class PermissionConfiguration implements WebMvcConfigurer {
    private final CurrentReader current;
    private final MessageSource messages;
    private final AuditLog audit;

    PermissionConfiguration(CurrentReader current, MessageSource messages, AuditLog audit) {
        this.current = current;
        this.messages = messages;
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RefuseUnpermitted(current, new Refusal(messages), audit))
                .order(Ordered.HIGHEST_PRECEDENCE);
    }
}
