package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers under configured names only; on this computer under its own names too.
final class RefuseHosts extends OncePerRequestFilter {
    private final TrustedHosts hosts;
    private final Refusal refusal;

    RefuseHosts(TrustedHosts hosts, Refusal refusal) {
        this.hosts = hosts;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Requests.isProbe(request)
                || hosts.allows(request.getServerName())
                || Requests.isLocal(request)
                || Requests.isScrape(request)) {
            chain.doFilter(request, response);
        } else {
            refusal.write(request, response, HttpServletResponse.SC_BAD_REQUEST, "error.host");
        }
    }
}
