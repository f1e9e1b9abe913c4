package researchpaas.edge;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.CorsFilter;

/// The order in which a request passes the edge.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeSettings.class)
class EdgeConfiguration {
    /// Behind the filter that sets the encoding.
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 1;

    /// Right behind Spring Security's chain.
    private static final int BEHIND_SECURITY = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1;

    private final EdgeSettings settings;
    private final Refusal refusal;
    private final OtherSites others;

    EdgeConfiguration(EdgeSettings settings, MessageSource messages) {
        this.settings = settings;
        this.refusal = new Refusal(messages);
        this.others = OtherSites.of(settings.corsOrigins());
    }

    @Bean
    RateLimits rateLimits() {
        return new RateLimits(settings.limits(), TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    FilterRegistrationBean<NumberRequests> numberRequests() {
        FilterRegistrationBean<NumberRequests> filter = at(0, new NumberRequests());
        filter.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return filter;
    }

    @Bean
    FilterRegistrationBean<LogRequests> logRequests(ObjectProvider<RequestWatch> watches) {
        return at(1, new LogRequests(watches.orderedStream().toList()));
    }

    @Bean
    FilterRegistrationBean<WriteHeaders> writeHeaders() {
        return at(2, new WriteHeaders(settings.https()));
    }

    @Bean
    FilterRegistrationBean<RefuseHosts> refuseHosts() {
        return at(3, new RefuseHosts(TrustedHosts.of(settings.allowedHosts()), refusal));
    }

    @Bean
    FilterRegistrationBean<RequireHttps> requireHttps() {
        FilterRegistrationBean<RequireHttps> filter = at(4, new RequireHttps(refusal));
        filter.setEnabled(settings.https());
        return filter;
    }

    @Bean
    FilterRegistrationBean<LimitSenders> limitSenders(RateLimits limits) {
        return at(5, new LimitSenders(limits, new TooMany(refusal)));
    }

    @Bean
    FilterRegistrationBean<LimitBodies> limitBodies() {
        return at(6, new LimitBodies(settings.largestBody(), refusal));
    }

    /// In front of those that read parameters and languages.
    @Bean
    FilterRegistrationBean<RefuseMalformed> refuseMalformed() {
        return at(7, new RefuseMalformed(refusal));
    }

    @Bean
    FilterRegistrationBean<ReceiveReports> receiveReports() {
        return at(8, new ReceiveReports());
    }

    /// Without a configured site nothing is said about other sites, and browsers keep them out.
    @Bean
    FilterRegistrationBean<CorsFilter> tellOtherSites() {
        FilterRegistrationBean<CorsFilter> filter = at(9, others.filter());
        filter.setEnabled(!others.isEmpty());
        return filter;
    }

    @Bean
    FilterRegistrationBean<RefuseCrossSite> refuseCrossSite() {
        return at(10, new RefuseCrossSite(others, refusal));
    }

    @Bean
    FilterRegistrationBean<LimitAccounts> limitAccounts(RateLimits limits) {
        FilterRegistrationBean<LimitAccounts> filter =
                at(0, new LimitAccounts(limits, new TooMany(refusal)));
        filter.setOrder(BEHIND_SECURITY);
        return filter;
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int place, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(FIRST + place);
        return registration;
    }

    /// Paths that a proxy and a server could read differently. Names are [RefuseHosts]' business.
    @Bean
    HttpFirewall plainAddresses() {
        return new StrictHttpFirewall();
    }

    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, _) -> refusal.write(request, response, 400, "error.rejected");
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return factory -> {
            if (settings.trustedProxies().stream().anyMatch(network -> !network.isBlank())) {
                factory.addEngineValves(TrustedProxies.valve(settings.trustedProxies()));
            }
            factory.addEngineValves(
                    new PaceBodies(
                            settings.largestBody(), settings.slowestBody(), settings.patience()));
            factory.addEngineValves(new NoticeLeaving());
            // inside Tomcat's own, so that it speaks first
            factory.addContextCustomizers(context ->
                    context.getParent().getPipeline().addValve(new RefuseUnreadable(refusal)));
        };
    }
}
