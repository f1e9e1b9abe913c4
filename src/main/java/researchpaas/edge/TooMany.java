package researchpaas.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import researchpaas.edge.RateLimits.Limit;

/// The answer to who asks too often.
record TooMany(Refusal refusal) {
    /// Which limit it was, for the log.
    static final String LIMIT = "limit";

    void refuse(
            Limit limit, Duration wait, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(LIMIT, limit);
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        refusal.show(request, response, HttpStatus.TOO_MANY_REQUESTS.value(), "error.429");
    }
}
