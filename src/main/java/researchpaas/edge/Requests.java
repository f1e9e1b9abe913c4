package researchpaas.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/// What a request tells of itself before anybody knows who sends it.
final class Requests {
    private static final Set<String> PROBES = Set.of("/livez", "/readyz");
    private static final String METRICS = "/metrics";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    /// Set by Tomcat for what a trusted proxy hands on.
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    private static final List<String> PROXY_HEADERS =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Host",
                    "X-Real-IP");

    private Requests() {}

    /// Whoever watches the process from outside knows neither its name nor its certificate.
    static boolean isProbe(HttpServletRequest request) {
        return PROBES.contains(request.getRequestURI());
    }

    /// A person's browser opens a page.
    static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return SAFE.contains(request.getMethod())
                && accepted != null
                && accepted.contains("text/html")
                && request.getHeader("HX-Request") == null;
    }

    /// From this computer itself, under one of its own names: the command line beside a server.
    /// Behind a proxy on this computer there is always a header that tells of it, or the proxy's
    /// public name.
    static boolean isLocal(HttpServletRequest request) {
        return TrustedHosts.isLoopback(request.getRemoteAddr())
                && TrustedHosts.isLoopback(request.getServerName())
                && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /// A monitoring system in the same private network, which reads each instance under an address
    /// of its own and not through the proxy: there is no name, and nobody's HTTPS. What it shows
    /// opens figures alone; without it this is a request like any other.
    static boolean isScrape(HttpServletRequest request) {
        return METRICS.equals(request.getRequestURI())
                && SAFE.contains(request.getMethod())
                && hasCredentials(request)
                && SenderAddress.isPrivate(request.getRemoteAddr())
                && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /// A key or a token, be it a good one or not.
    static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getHeader("X-API-Key") != null;
    }

    static boolean isForwarded(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(FORWARDED));
    }
}
