package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// A person who typed the address without https is led there. A program is refused instead: if it
/// were led on, nobody would notice that it sends its key in the clear each time.
final class RequireHttps extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(RequireHttps.class);

    private final Refusal refusal;
    private final AtomicBoolean told = new AtomicBoolean();

    RequireHttps(Refusal refusal) {
        this.refusal = refusal;
    }

    /// Runs behind [RefuseHosts]: the name that is led to is one of ours.
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure()
                || Requests.isProbe(request)
                || Requests.isLocal(request)
                || Requests.isScrape(request)) {
            chain.doFilter(request, response);
        } else if (comesThroughAnUnknownProxy(request)) {
            // a redirect would come back the same way for ever
            if (told.compareAndSet(false, true)) {
                log.warn(
                        "A proxy says that a request came by HTTPS, but TRUSTED_PROXIES does not name it");
            }
            refusal.write(request, response, HttpServletResponse.SC_FORBIDDEN, "error.proxy");
        } else if (Requests.isPage(request)) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader(HttpHeaders.LOCATION, secure(request));
        } else {
            refusal.write(request, response, HttpServletResponse.SC_FORBIDDEN, "error.https");
        }
    }

    private static boolean comesThroughAnUnknownProxy(HttpServletRequest request) {
        return !Requests.isForwarded(request)
                && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static String secure(HttpServletRequest request) {
        String query = request.getQueryString();
        return "https://"
                + request.getServerName()
                + request.getRequestURI()
                + (query == null ? "" : "?" + query);
    }
}
