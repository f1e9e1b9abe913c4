package researchpaas.account.security;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import researchpaas.account.Accounts;
import researchpaas.account.CurrentReader;
import researchpaas.account.Readers;
import researchpaas.account.SignIn;
import researchpaas.account.security.provider.SignInAtProvider;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.audit.AuditLog;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.RotateTokens;
import researchpaas.edge.Refusal;
import tools.jackson.databind.json.JsonMapper;

/// The chain with sign-in: a browser's session, or what a program presents, says who a request
/// comes from. What he may do is the doors' permissions' business, so everything is let through to
/// them.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("research-paas.auth.enabled")
@EnableConfigurationProperties(AuthSettings.class)
class SignInConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SignInConfiguration.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    CurrentReader currentReader(BrowserSessions sessions, RotateTokens families, ManageKeys keys) {
        return new RequestReader(sessions, families, keys);
    }

    @Bean
    AccessTokens accessTokens(AuthSettings settings, Clock clock) {
        if (settings.jwtSecret().isBlank()) {
            log.warn("JWT_SECRET_KEY is not set: access tokens end when the program stops.");
        }
        return new AccessTokens(
                SigningSecret.key(settings.jwtSecret()), settings.tokenLifetime(), clock);
    }

    @Bean
    OperatorToken operatorToken(@Value("${research-paas.home}") Path home) {
        return new OperatorToken(home);
    }

    @Bean
    MetricsToken metricsToken(AuthSettings settings) {
        return new MetricsToken(settings.metricsToken());
    }

    @Bean
    IssueTokens issueTokens(AccessTokens access, RotateTokens refresh) {
        return new IssueTokens(access, refresh);
    }

    @Bean
    Presented presented(
            AccessTokens tokens,
            RotateTokens families,
            ManageKeys keys,
            OperatorToken operator,
            MetricsToken metrics,
            Accounts accounts,
            Readers readers) {
        return new Presented(tokens, families, keys, operator, metrics, accounts, readers);
    }

    @Bean
    ArriveFromProvider arriveFromProvider(
            SignIn signIn,
            BrowserSessions sessions,
            IssueTokens tokens,
            AuditLog audit,
            MessageSource messages,
            JsonMapper json) {
        return new ArriveFromProvider(signIn, sessions, tokens, audit, new Refusal(messages), json);
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            SessionContexts contexts,
            SignInAtProvider provider,
            ArriveFromProvider arrive,
            Presented presented,
            MessageSource messages) {
        Refusal refusal = new Refusal(messages);
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(contexts))
                // sessions begin at a sign-in, and nowhere else
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(csrf -> formSecrets(csrf))
                .exceptionHandling(failures -> failures.accessDeniedHandler(noSecret(refusal)))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // the edge writes them, also where this chain is never reached
                .headers(AbstractHttpConfigurer::disable)
                .addFilterBefore(new FirstField(), CsrfFilter.class)
                .addFilterBefore(provider.answers(arrive, arrive), BasicAuthenticationFilter.class)
                .addFilterBefore(bearer(presented, refusal), BasicAuthenticationFilter.class)
                .build();
    }

    @Bean
    SessionContexts sessionContexts(BrowserSessions sessions, Accounts accounts, Readers readers) {
        return new SessionContexts(sessions, accounts, readers);
    }

    private static void formSecrets(CsrfConfigurer<HttpSecurity> csrf) {
        csrf.csrfTokenRepository(new FormSecret())
                .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(needsSecret())
                // sessions begin with none
                .sessionAuthenticationStrategy((_, _, _) -> {});
    }

    /// Whatever a browser does by itself with its cookie. What a program presents no browser sends
    /// by itself, and who comes with nothing has nothing that could be misused.
    private static RequestMatcher needsSecret() {
        return request ->
                !SAFE.contains(request.getMethod())
                        && !PresentedToken.isIn(request)
                        && request.getSession(false) != null;
    }

    private static AccessDeniedHandler noSecret(Refusal refusal) {
        return (request, response, _) -> refusal.show(request, response, 403, "error.formSecret");
    }

    private static BearerTokenAuthenticationFilter bearer(Presented presented, Refusal refusal) {
        BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
        converter.setBearerTokenResolver(new PresentedToken());
        BearerTokenAuthenticationFilter filter =
                new BearerTokenAuthenticationFilter(
                        (AuthenticationManager) presented::authenticate, converter);
        AuthenticationEntryPoint refused =
                (request, response, _) -> {
                    response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                    refusal.write(request, response, 401, "error.credentials");
                };
        filter.setAuthenticationEntryPoint(refused);
        filter.setAuthenticationFailureHandler(refused::commence);
        return filter;
    }
}
