package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/// The secret that a session's own pages put into their forms, and other sites cannot know. It
/// stands in the session as a text. Whoever has no session gets a new one at each page and needs
/// none: there is nothing of his that a form could misuse.
final class FormSecret implements CsrfTokenRepository {
    static final String HEADER = "X-CSRF-TOKEN";
    static final String FIELD = "_csrf";

    private static final String SECRET = "formSecret";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public void saveToken(
            @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        if (token == null) {
            session.removeAttribute(SECRET);
        } else {
            session.setAttribute(SECRET, token.getToken());
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SECRET) instanceof String secret
                ? token(secret)
                : null;
    }

    private static CsrfToken token(String secret) {
        return new DefaultCsrfToken(HEADER, FIELD, secret);
    }
}
