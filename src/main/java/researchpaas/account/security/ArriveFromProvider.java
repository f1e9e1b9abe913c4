package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import researchpaas.account.Account;
import researchpaas.account.Identity;
import researchpaas.account.SignIn;
import researchpaas.account.SignIn.Admission.Admitted;
import researchpaas.account.SignIn.Admission.Refused;
import researchpaas.account.security.TokensJson.Tokens;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.edge.Refusal;
import tools.jackson.databind.json.JsonMapper;

/// Somebody comes back from the sign-in provider: with its word for who he is, or without. The one
/// place where sessions begin.
final class ArriveFromProvider
        implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private static final Logger log = LoggerFactory.getLogger(ArriveFromProvider.class);
    private static final String RETURN = "signIn.return";

    private final SignIn signIn;
    private final BrowserSessions sessions;
    private final IssueTokens tokens;
    private final AuditLog audit;
    private final Refusal refusal;
    private final JsonMapper json;

    ArriveFromProvider(
            SignIn signIn,
            BrowserSessions sessions,
            IssueTokens tokens,
            AuditLog audit,
            Refusal refusal,
            JsonMapper json) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.refusal = refusal;
        this.json = json;
    }

    /// Why the provider's answer was worth nothing.
    private enum Trouble {
        CANCELLED(HttpServletResponse.SC_FORBIDDEN),
        UNREACHABLE(HttpServletResponse.SC_SERVICE_UNAVAILABLE),
        FAILED(HttpServletResponse.SC_BAD_REQUEST);

        private final int status;

        Trouble(int status) {
            this.status = status;
        }
    }

    static void remember(ReturnPath path, HttpServletRequest request) {
        request.getSession().setAttribute(RETURN, path.value());
    }

    /// Checked again: what was remembered is only as good as what remembers it.
    private static ReturnPath returnPath(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return ReturnPath.of(
                session == null ? null : Objects.toString(session.getAttribute(RETURN), null));
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication vouched)
            throws IOException {
        // what the provider's library found is no reader of ours
        SecurityContextHolder.clearContext();
        if (!(vouched.getPrincipal() instanceof OidcUser user)) {
            throw new IllegalStateException("The provider vouches for nobody");
        }
        switch (signIn.admit(Identity.of(user.getIdToken().getClaims()))) {
            case Admitted(Account account) -> comesIn(account, request, response);
            case Refused(SignIn.Why why) ->
                    refuse(request, response, HttpServletResponse.SC_FORBIDDEN, why.name());
        }
    }

    private void comesIn(Account account, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ReturnPath back = returnPath(request);
        sessions.begin(account.id(), request);
        if (Browsers.isBrowser(request)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", back.value());
            return;
        }
        Tokens issued = tokens.first(account, request);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), TokensJson.Admitted.of(account, issued));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException failure)
            throws IOException {
        String code = code(failure);
        Trouble trouble = trouble(code);
        // neither the token nor what it says: both are whoever's who sent them
        log.atWarn()
                .addKeyValue("code", known(code))
                .log("A sign-in came back that cannot be trusted");
        audit.record(
                AuditEvent.refused(
                                AuditAction.SIGN_IN_REFUSED,
                                Actor.nobody(),
                                Subject.the(Subject.Kind.ACCOUNT))
                        .with("why", trouble));
        refuse(request, response, trouble.status, trouble.name());
    }

    private static @Nullable String code(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : null;
    }

    /// The provider's own words come with the request, so with anybody.
    private static String known(@Nullable String code) {
        return code != null && code.matches("[a-z_]{1,40}") ? code : "other";
    }

    private static Trouble trouble(@Nullable String code) {
        return switch (Objects.requireNonNullElse(code, "")) {
            case "access_denied" -> Trouble.CANCELLED;
            case "invalid_token_response", "temporarily_unavailable", "server_error" ->
                    Trouble.UNREACHABLE;
            default -> Trouble.FAILED;
        };
    }

    /// The provider could not even be asked.
    void unreachable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(request, response, Trouble.UNREACHABLE.status, Trouble.UNREACHABLE.name());
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        if (Browsers.isBrowser(request)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", "/sign-in?refused=" + why);
        } else {
            refusal.write(request, response, status, "signin.refused." + why);
        }
    }
}
