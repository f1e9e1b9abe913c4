package researchpaas.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.document.Database;

/// Language and colours: by address (`?lang=`, `?theme=`), else by cookie, else as the browser
/// asks.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration implements WebMvcConfigurer {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String THEME = "theme";
    private static final Logger log = LoggerFactory.getLogger(WebConfiguration.class);

    private final CurrentReader current;
    private final Accounts accounts;

    WebConfiguration(CurrentReader current, Accounts accounts) {
        this.current = current;
        this.accounts = accounts;
    }

    @Bean
    static LocaleResolver localeResolver(@Value("${research-paas.edge.https}") boolean https) {
        AcceptHeaderLocaleResolver header = new AcceptHeaderLocaleResolver();
        header.setSupportedLocales(List.of(Locale.JAPANESE, Locale.ENGLISH));
        header.setDefaultLocale(Locale.JAPANESE);
        CookieLocaleResolver cookie = new CookieLocaleResolver("lang");
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSecure(https);
        cookie.setCookieSameSite("Lax");
        cookie.setCookieMaxAge(YEAR);
        cookie.setRejectInvalidCookies(false);
        cookie.setDefaultLocaleFunction(header::resolveLocale);
        return cookie;
    }

    /// Behind the edge, in front of everything that asks the database.
    @Bean
    FilterRegistrationBean<TellOutage> tellOutage(Database database) {
        FilterRegistrationBean<TellOutage> filter =
                new FilterRegistrationBean<>(new TellOutage(database));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 40);
        return filter;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new SwitchLanguage());
        registry.addInterceptor(new PutFrame(this::visitor));
    }

    /// The head of a page must not keep it from saying that the database is gone.
    private Visitor visitor() {
        try {
            Reader reader = current.reader();
            AccountId account = reader.account();
            return Visitor.of(reader, account == null ? null : accounts.find(account).orElse(null));
        } catch (RuntimeException failure) {
            log.atDebug().setMessage("nobody to be shown").setCause(failure).log();
            return Visitor.unknown();
        }
    }

    private static final class SwitchLanguage extends LocaleChangeInterceptor {
        SwitchLanguage() {
            setParamName("lang");
        }

        @Override
        protected Locale parseLocaleValue(String value) {
            return "ja".equals(value) ? Locale.JAPANESE : Locale.ENGLISH;
        }
    }

    private record PutFrame(Supplier<Visitor> who) implements HandlerInterceptor {
        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            if (isErrorPageItself(request)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return false;
            }
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                // the error page's headline goes by it
                request.setAttribute(
                        "status", request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
            }
            String asked = request.getParameter(THEME);
            if (asked != null && Frame.THEMES.contains(asked)) {
                response.addHeader(HttpHeaders.SET_COOKIE, cookie(asked, request.isSecure()));
            }
            String theme = asked == null ? stored(request) : asked;
            request.setAttribute(
                    "frame", Frame.of(request, RequestContextUtils.getLocale(request), theme, who));
            return true;
        }

        /// Nothing went wrong; somebody wrote the error page's address.
        private static boolean isErrorPageItself(HttpServletRequest request) {
            return request.getDispatcherType() == DispatcherType.REQUEST
                    && request.getRequestURI().equals("/error");
        }

        private static @Nullable String stored(HttpServletRequest request) {
            Cookie cookie = WebUtils.getCookie(request, THEME);
            return cookie == null ? null : cookie.getValue();
        }

        private static String cookie(String theme, boolean secure) {
            return ResponseCookie.from(THEME, theme)
                    .path("/")
                    .maxAge(YEAR)
                    .httpOnly(true)
                    .secure(secure)
                    .sameSite("Lax")
                    .build()
                    .toString();
        }
    }
}
