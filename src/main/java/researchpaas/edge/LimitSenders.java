package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;
import researchpaas.edge.RateLimits.Limit;

/// Limits what comes from one address, before anybody looks who it is. Sign-ins are counted apart,
/// and so are keys and tokens that were refused: who guesses is stopped before his next guess is
/// looked at.
final class LimitSenders extends OncePerRequestFilter {
    private static final Set<String> UNLIMITED_AUTH = Set.of("/auth/me", "/auth/logout");

    private final RateLimits limits;
    private final TooMany tooMany;

    LimitSenders(RateLimits limits, TooMany tooMany) {
        this.limits = limits;
        this.tooMany = tooMany;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // this computer's own are the command line's, and a developer's
        if (Requests.isProbe(request) || Requests.isLocal(request)) {
            chain.doFilter(request, response);
            return;
        }
        String sender = SenderAddress.network(request.getRemoteAddr());
        if (isOver(Limit.ADDRESS, sender, request, response)
                || (isSignIn(request) && isOver(Limit.SIGN_IN, sender, request, response))) {
            return;
        }
        boolean credentials = Requests.hasCredentials(request);
        if (credentials) {
            Optional<Duration> wait = limits.look(Limit.REFUSED, sender);
            if (wait.isPresent()) {
                tooMany.refuse(Limit.REFUSED, wait.get(), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
        if (credentials && response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            limits.take(Limit.REFUSED, sender);
        }
    }

    private boolean isOver(
            Limit limit, String sender, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Duration> wait = limits.take(limit, sender);
        if (wait.isPresent()) {
            tooMany.refuse(limit, wait.get(), request, response);
        }
        return wait.isPresent();
    }

    private static boolean isSignIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return (path.startsWith("/auth/") && !UNLIMITED_AUTH.contains(path))
                || (path.equals("/sign-in") && request.getMethod().equals("POST"));
    }
}
