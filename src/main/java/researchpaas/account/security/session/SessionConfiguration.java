package researchpaas.account.security.session;

import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;
import researchpaas.credential.Secrecy;

/// Without sign-in there is no filter and no cookie; the sessions of before can be ended all the
/// same.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionSettings.class)
class SessionConfiguration {
    /// How long somebody may be away at the sign-in provider.
    private static final Duration AWAY = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);

    @Bean
    @ConditionalOnBooleanProperty("research-paas.auth.enabled")
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilter(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            SessionSettings settings,
            @Value("${research-paas.environment}") String environment) {
        SessionRepositoryFilter<?> filter =
                filter(stored(jdbc, transactions), cookies(settings, environment));
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration =
                new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        // not for the page of an error, which would look the session up once more where just that
        // went wrong; who it is for has been found, see SessionContexts
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }

    private static <S extends Session> SessionRepositoryFilter<?> filter(
            SessionRepository<S> stored, CookieSerializer cookies) {
        SessionRepositoryFilter<SparingSession<S>> filter =
                new SessionRepositoryFilter<>(new SparingSessions<>(stored));
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookies);
        filter.setHttpSessionIdResolver(resolver);
        return filter;
    }

    private static SessionRepository<? extends Session> stored(
            JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        JdbcIndexedSessionRepository stored =
                new JdbcIndexedSessionRepository(jdbc, new SessionTransactions(transactions));
        stored.setTableName("sessions");
        stored.setConversionService(textsOnly());
        stored.setSessionIdGenerator(Secrecy::newSecret);
        stored.setDefaultMaxInactiveInterval(AWAY);
        // what has ended goes when a session begins, see StoredSessions
        stored.setCleanupCron(Scheduled.CRON_DISABLED);
        stored.afterPropertiesSet();
        return stored;
    }

    /// Java's serialisation would make an object of whatever the table holds.
    private static ConversionService textsOnly() {
        GenericConversionService texts = new GenericConversionService();
        texts.addConverter(
                Object.class,
                byte[].class,
                text -> ((String) text).getBytes(StandardCharsets.UTF_8));
        texts.addConverter(
                byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return texts;
    }

    static CookieSerializer cookies(SessionSettings settings, String environment) {
        boolean open = environment.equals("development");
        if (Boolean.FALSE.equals(settings.cookieHttpOnly())
                || (!open && Boolean.FALSE.equals(settings.cookieSecure()))) {
            log.warn("SESSION_COOKIE_* can make the session's cookie stricter only; ignored.");
        }
        // over plain HTTP on this computer a browser keeps no cookie that demands TLS
        boolean secure = !open || Boolean.TRUE.equals(settings.cookieSecure());
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        cookies.setCookieName(secure ? "__Host-session" : "research-paas-session");
        cookies.setUseSecureCookie(secure);
        cookies.setUseHttpOnlyCookie(true);
        cookies.setSameSite("Lax");
        cookies.setCookiePath("/");
        cookies.setUseBase64Encoding(false);
        return cookies;
    }

    @Bean
    BrowserSessions browserSessions(StoredSessions stored, SessionSettings settings, Clock clock) {
        return new BrowserSessions(stored, settings, clock);
    }
}
