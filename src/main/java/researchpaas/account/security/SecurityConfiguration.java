package researchpaas.account.security;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import researchpaas.account.CurrentReader;

/// The chain without sign-in: whoever comes is the local reader. With it, see
/// [SignInConfiguration].
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String LOGIN = "research-paas.auth.enabled";

    /// Runs before any other bean exists: a refused configuration opens no database and no port.
    @Bean
    static BeanFactoryPostProcessor refuseUnsafeStart(Environment environment) {
        return _ -> SafeStart.check(environment);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = LOGIN, havingValue = false, matchIfMissing = true)
    CurrentReader currentReader() {
        return new LocalReader();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = LOGIN, havingValue = false, matchIfMissing = true)
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // there is no cookie that another site could ride on; the edge refuses what another
                // site's page sends
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // the edge writes them, also where this chain is never reached
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /// Its presence keeps Spring Boot from inventing a user and logging a password. Who signs in
    /// does so by other ways.
    @Bean
    AuthenticationManager nobodySignsInByPassword() {
        return _ -> {
            throw new DisabledException("there are no passwords");
        };
    }
}
