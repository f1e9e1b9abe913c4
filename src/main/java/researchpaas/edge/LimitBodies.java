package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses a body that says beforehand that it is too large. One that says nothing is counted as it
/// arrives, see [PaceBodies].
final class LimitBodies extends OncePerRequestFilter {
    private final long largest;
    private final Refusal refusal;

    LimitBodies(DataSize largest, Refusal refusal) {
        this.largest = largest.toBytes();
        this.refusal = refusal;
    }

    /// Whoever takes files counts them himself, against limits of his own; nobody else reads forms
    /// with files at all.
    static boolean holdsFiles(String type) {
        return type.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        if (request.getContentLengthLong() > largest && (type == null || !holdsFiles(type))) {
            // what follows is not read
            response.setHeader("Connection", "close");
            refusal.write(request, response, HttpStatus.CONTENT_TOO_LARGE.value(), "error.413");
        } else {
            chain.doFilter(request, response);
        }
    }
}
