package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/// Whether a person looks at the answer, or a program reads it.
final class Browsers {
    private Browsers() {}

    static boolean isBrowser(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }
}
