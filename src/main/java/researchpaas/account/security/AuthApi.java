package researchpaas.account.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.OpenToAll;
import researchpaas.account.security.SignedIn.Proof;
import researchpaas.account.security.TokensJson.Me;
import researchpaas.account.security.TokensJson.Message;
import researchpaas.account.security.provider.SignInAtProvider;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.credential.FamilyId;
import researchpaas.credential.RotateTokens;
import researchpaas.credential.RotateTokens.Rotation;

/// `/auth/*` as programs know it. `/auth/callback` is answered by the security chain, with
/// [ArriveFromProvider].
@RestController
@ConditionalOnBooleanProperty("research-paas.auth.enabled")
class AuthApi {
    private final SignInAtProvider provider;
    private final ArriveFromProvider arrive;
    private final BrowserSessions sessions;
    private final RotateTokens families;
    private final IssueTokens tokens;
    private final AuditLog audit;
    private final MessageSource messages;

    AuthApi(
            SignInAtProvider provider,
            ArriveFromProvider arrive,
            BrowserSessions sessions,
            RotateTokens families,
            IssueTokens tokens,
            AuditLog audit,
            MessageSource messages) {
        this.provider = provider;
        this.arrive = arrive;
        this.sessions = sessions;
        this.families = families;
        this.tokens = tokens;
        this.audit = audit;
        this.messages = messages;
    }

    record Problem(String detail) {}

    /// @param back where to go after it, see [ReturnPath]
    @OpenToAll
    @GetMapping("/auth/login")
    void login(
            @RequestParam(name = "return", required = false) @Nullable String back,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<String> page = provider.leave(request, response);
        if (page.isEmpty()) {
            arrive.unreachable(request, response);
            return;
        }
        ArriveFromProvider.remember(ReturnPath.of(back), request);
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, page.get());
    }

    /// Of a browser the session ends, of a program everything that followed from its sign-in; an
    /// API key is revoked, not signed out.
    @OpenToAll
    @PostMapping("/auth/logout")
    ResponseEntity<Message> logout(HttpServletRequest request, Locale locale) {
        RequestReader.signedIn().ifPresent(signedIn -> end(signedIn, request));
        if (Browsers.isBrowser(request)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/sign-in?signed-out")
                    .build();
        }
        return ResponseEntity.ok(new Message(text("signin.out", locale)));
    }

    private void end(SignedIn signedIn, HttpServletRequest request) {
        switch (signedIn.proof()) {
            case Proof.BySession(var session) -> {
                String reference = sessions.reference(session);
                sessions.end(request);
                audit.record(
                        AuditEvent.done(
                                AuditAction.SIGNED_OUT,
                                RequestReader.actor(signedIn),
                                Subject.of(Subject.Kind.SESSION, reference)));
            }
            case Proof.ByToken(var token) ->
                    families.end(RequestReader.actor(signedIn), new FamilyId(token.family()));
            case Proof.ByKey _, Proof.ByOperatorToken _, Proof.ByMetricsToken _ -> {}
        }
    }

    @OpenToAll
    @GetMapping("/auth/me")
    ResponseEntity<?> me(Locale locale) {
        return RequestReader.signedIn()
                .<ResponseEntity<?>>map(signedIn -> ResponseEntity.ok(me(signedIn)))
                .orElseGet(() -> refuse("error.401", locale));
    }

    private Me me(SignedIn signedIn) {
        @Nullable String session = null;
        @Nullable Instant ends = null;
        switch (signedIn.proof()) {
            case Proof.BySession(var begun) -> {
                session = sessions.reference(begun);
                ends = begun.ends();
            }
            case Proof.ByToken(var token) -> {
                session = token.family();
                ends = token.expires();
            }
            case Proof.ByKey _, Proof.ByOperatorToken _, Proof.ByMetricsToken _ -> {}
        }
        return Me.of(signedIn.account(), signedIn.reader(), session, ends);
    }

    record RefreshRequest(@JsonProperty("refresh_token") @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "RefreshRequest[***]";
        }
    }

    /// Needs nothing but the refresh token, in the body: an address would be kept in logs.
    @OpenToAll
    @PostMapping(path = "/auth/refresh", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> refresh(@RequestBody RefreshRequest body, Locale locale) {
        String presented = body.refreshToken();
        if (presented == null) {
            return problem(HttpStatus.BAD_REQUEST, "auth.noRefreshToken", locale);
        }
        return switch (families.rotate(presented)) {
            case Rotation.Rotated(var account, var next) ->
                    ResponseEntity.ok(tokens.with(account, next));
            // the same for all: a thief is not told what he has
            case Rotation.Reused _, Rotation.Expired _, Rotation.Unknown _ ->
                    refuse("auth.refreshRefused", locale);
        };
    }

    @ExceptionHandler
    ResponseEntity<?> unreadable(HttpMessageNotReadableException mistake, Locale locale) {
        return problem(HttpStatus.BAD_REQUEST, "auth.noRefreshToken", locale);
    }

    private ResponseEntity<Problem> refuse(String key, Locale locale) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(new Problem(text(key, locale)));
    }

    private ResponseEntity<Problem> problem(HttpStatus status, String key, Locale locale) {
        return ResponseEntity.status(status).body(new Problem(text(key, locale)));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
