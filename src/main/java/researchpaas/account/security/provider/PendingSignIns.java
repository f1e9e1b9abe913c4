package researchpaas.account.security.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/// Sign-ins that are away at the provider: what the answer is compared with, in the session of the
/// browser that left, as texts. Each is good for one answer.
final class PendingSignIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String STATE = "signIn.state";
    private static final String NONCE = "signIn.nonce";
    private static final String VERIFIER = "signIn.verifier";
    private static final String REDIRECT = "signIn.redirect";

    private final Provider provider;

    PendingSignIns(Provider provider) {
        this.provider = provider;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest pending,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (pending == null) {
            return;
        }
        HttpSession session = request.getSession();
        session.setAttribute(STATE, pending.getState());
        session.setAttribute(NONCE, pending.getAttribute(OidcParameterNames.NONCE));
        session.setAttribute(VERIFIER, pending.getAttribute(PkceParameterNames.CODE_VERIFIER));
        session.setAttribute(REDIRECT, pending.getRedirectUri());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(
            HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String presented = request.getParameter(OAuth2ParameterNames.STATE);
        if (session == null || presented == null) {
            return null;
        }
        String state = text(session, STATE);
        String nonce = text(session, NONCE);
        String verifier = text(session, VERIFIER);
        String redirect = text(session, REDIRECT);
        if (state == null || nonce == null || verifier == null || redirect == null) {
            return null;
        }
        return same(state, presented) ? pending(state, nonce, verifier, redirect) : null;
    }

    private @Nullable OAuth2AuthorizationRequest pending(
            String state, String nonce, String verifier, String redirect) {
        ClientRegistration registration = provider.registration().orElse(null);
        if (registration == null) {
            return null;
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(
                        Objects.requireNonNull(
                                registration.getProviderDetails().getAuthorizationUri()))
                .redirectUri(redirect)
                .scopes(registration.getScopes())
                .state(state)
                .attributes(
                        Map.of(
                                OAuth2ParameterNames.REGISTRATION_ID,
                                Provider.ID,
                                OidcParameterNames.NONCE,
                                nonce,
                                PkceParameterNames.CODE_VERIFIER,
                                verifier))
                .build();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest pending = loadAuthorizationRequest(request);
        HttpSession session = request.getSession(false);
        if (pending != null && session != null) {
            for (String name : new String[] {STATE, NONCE, VERIFIER, REDIRECT}) {
                session.removeAttribute(name);
            }
        }
        return pending;
    }

    private static @Nullable String text(HttpSession session, String name) {
        return Objects.toString(session.getAttribute(name), null);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
