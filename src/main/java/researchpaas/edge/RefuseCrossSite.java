package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/// Without login a page of any other site could make the reader's browser POST here. Browsers say
/// where a request comes from; programs (curl, scripts) send neither header and pass.
final class RefuseCrossSite extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final OtherSites others;
    private final Refusal refusal;

    RefuseCrossSite(OtherSites others, Refusal refusal) {
        this.others = others;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod())
                || comesFromHere(request)
                || comesFromAKnownSite(request)) {
            chain.doFilter(request, response);
        } else {
            refusal.write(request, response, HttpServletResponse.SC_FORBIDDEN, "error.crossSite");
        }
    }

    private static boolean comesFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return (site == null || OWN.contains(site)) && isOwn(request.getHeader("Origin"), request);
    }

    /// By a key that its page holds; a cookie would be the reader's own.
    private boolean comesFromAKnownSite(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && others.contains(origin)
                && Requests.hasCredentials(request)
                && request.getHeader("Cookie") == null;
    }

    private static boolean isOwn(@Nullable String origin, HttpServletRequest request) {
        if (origin == null) {
            return true;
        }
        String own =
                request.getScheme()
                        + "://"
                        + request.getServerName()
                        + ":"
                        + request.getServerPort();
        return withPort(origin).equalsIgnoreCase(own);
    }

    /// `Origin` leaves out the scheme's usual port, and is `null` for pages that hide where they
    /// are.
    private static String withPort(String origin) {
        try {
            UriComponents parts = UriComponentsBuilder.fromUriString(origin).build();
            int usual = "https".equals(parts.getScheme()) ? 443 : 80;
            int port = parts.getPort() < 0 ? usual : parts.getPort();
            return parts.getScheme() + "://" + parts.getHost() + ":" + port;
        } catch (IllegalArgumentException notAUri) {
            return "";
        }
    }
}
