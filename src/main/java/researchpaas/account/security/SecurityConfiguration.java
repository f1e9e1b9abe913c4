package researchpaas.account.security;

import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import researchpaas.account.CurrentReader;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS_POLICY =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final Set<String> THIS_COMPUTER =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// Runs before any other bean exists: a refused configuration opens no database and no port.
    @Bean
    static BeanFactoryPostProcessor refuseUnsafeStart(Environment environment) {
        return _ -> SafeStart.check(environment);
    }

    @Bean
    CurrentReader currentReader() {
        return new LocalReader();
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http, MessageSource messages) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // there is no cookie that another site could ride on; RefuseCrossSite stands in its
                // place
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers)
                .addFilterAfter(
                        new RefuseCrossSite(new Refusal(messages)), HeaderWriterFilter.class)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    /// A page of another site whose name is re-pointed at 127.0.0.1 (DNS rebinding) arrives with
    /// that site's host name.
    @Bean
    HttpFirewall thisComputerOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(THIS_COMPUTER::contains);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejected(MessageSource messages) {
        Refusal refusal = new Refusal(messages);
        return (request, response, _) -> refusal.write(request, response, 400, "error.rejected");
    }

    /// Behind the filter that sets the encoding, before those that read parameters and languages.
    @Bean
    FilterRegistrationBean<RefuseMalformed> refuseMalformed(MessageSource messages) {
        FilterRegistrationBean<RefuseMalformed> filter =
                new FilterRegistrationBean<>(new RefuseMalformed(new Refusal(messages)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /// Inside Tomcat's own, so that it speaks first.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refuseUnreadable(
            MessageSource messages) {
        return factory ->
                factory.addContextCustomizers(context ->
                        context.getParent()
                                .getPipeline()
                                .addValve(new RefuseUnreadable(new Refusal(messages))));
    }

    /// Its presence keeps Spring Boot from inventing a user and logging a password.
    @Bean
    AuthenticationManager nobodySignsIn() {
        return _ -> {
            throw new DisabledException("this version has no sign-in");
        };
    }
}
