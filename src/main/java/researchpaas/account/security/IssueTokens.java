package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import researchpaas.account.Account;
import researchpaas.account.security.TokensJson.Tokens;
import researchpaas.credential.RotateTokens;
import researchpaas.credential.RotateTokens.Issued;

/// Both tokens of a program that signs in or goes on.
final class IssueTokens {
    private final AccessTokens access;
    private final RotateTokens refresh;

    IssueTokens(AccessTokens access, RotateTokens refresh) {
        this.access = access;
        this.refresh = refresh;
    }

    Tokens first(Account account, HttpServletRequest request) {
        String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        return with(account, refresh.issue(account.id(), agent));
    }

    Tokens with(Account account, Issued next) {
        return new Tokens(
                access.issue(account.id().value(), next.family().id().value()),
                next.token(),
                "bearer",
                access.lifetime().toSeconds());
    }
}
