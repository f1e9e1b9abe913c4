package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Parameters and languages are taken apart when somebody first asks for them, and the server
/// throws where they are malformed (`q=%zz`, bytes that are no UTF-8, hundreds of languages).
/// Asking here makes that the caller's mistake, not a fault of whoever happens to read them first.
final class RefuseMalformed extends OncePerRequestFilter {
    private final Refusal refusal;

    RefuseMalformed(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWellFormed(request)) {
            chain.doFilter(request, response);
        } else {
            refusal.write(request, response, HttpServletResponse.SC_BAD_REQUEST, "error.400");
        }
    }

    private static boolean isWellFormed(HttpServletRequest request) {
        try {
            request.getParameterMap();
            request.getLocales();
            return true;
        } catch (IllegalStateException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
