package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/// What a program presents: `Authorization: Bearer …`, or `X-API-Key: …`. Never a parameter, which
/// logs and browsers keep.
final class PresentedToken implements BearerTokenResolver {
    static final String KEY_HEADER = "X-API-Key";

    private static final String SCHEME = "Bearer";

    private final DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();

    /// Whether there is one, well-formed or not. Then it alone says who the request comes from, not
    /// a cookie that came along.
    static boolean isIn(HttpServletRequest request) {
        return request.getHeader(KEY_HEADER) != null
                || all(request, HttpHeaders.AUTHORIZATION).stream()
                        .anyMatch(
                                value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
    }

    /// @throws OAuth2AuthenticationException when there are several, or one that can be none
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> authorizations = all(request, HttpHeaders.AUTHORIZATION);
        List<String> keys = all(request, KEY_HEADER);
        if (isIn(request) && authorizations.size() + keys.size() > 1) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("more than one is presented"));
        }
        return keys.isEmpty() ? bearer.resolve(request) : key(keys.getFirst());
    }

    private static String key(String presented) {
        if (!presented.startsWith(Presented.KEY_PREFIX)) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidToken("that is no key"));
        }
        return presented;
    }

    private static List<String> all(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
