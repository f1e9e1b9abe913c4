package researchpaas.account.security;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Permission;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Readers;
import researchpaas.account.security.AccessTokens.Bearer;
import researchpaas.account.security.SignedIn.Proof;
import researchpaas.credential.FamilyId;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.RotateTokens;

/// Who presents a token: an access token, an API key, the operator's, or the monitoring system's.
/// Whatever is wrong with it, the answer is the same. Account, family and key are looked up at each
/// request, so what has ended has ended.
final class Presented {
    static final String KEY_PREFIX = "rpk_";

    private final AccessTokens tokens;
    private final RotateTokens families;
    private final ManageKeys keys;
    private final OperatorToken operator;
    private final MetricsToken metrics;
    private final Accounts accounts;
    private final Readers readers;

    Presented(
            AccessTokens tokens,
            RotateTokens families,
            ManageKeys keys,
            OperatorToken operator,
            MetricsToken metrics,
            Accounts accounts,
            Readers readers) {
        this.tokens = tokens;
        this.families = families;
        this.keys = keys;
        this.operator = operator;
        this.metrics = metrics;
        this.accounts = accounts;
        this.readers = readers;
    }

    /// @throws InvalidBearerTokenException for whatever is not accepted
    Authentication authenticate(Authentication presented) {
        BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) presented;
        String token = bearer.getToken();
        Optional<SignedIn> found;
        if (metrics.isPresentedBy(token)) {
            found = Optional.of(new SignedIn(monitor(), null, new Proof.ByMetricsToken()));
        } else if (token.startsWith(KEY_PREFIX)) {
            found = byKey(token);
        } else if (token.startsWith(OperatorToken.PREFIX)) {
            found = byOperatorToken(token, bearer.getDetails());
        } else {
            found = tokens.read(token).flatMap(this::byAccessToken);
        }
        return found.orElseThrow(() -> new InvalidBearerTokenException("not accepted"));
    }

    private Optional<SignedIn> byKey(String token) {
        return keys.authenticate(token)
                .map(use ->
                        new SignedIn(
                                readers.of(use.account(), use.permissions()),
                                use.account(),
                                new Proof.ByKey(use.key().id())));
    }

    private Optional<SignedIn> byAccessToken(Bearer token) {
        AccountId id = new AccountId(token.account());
        return families.find(new FamilyId(token.family()))
                .filter(family -> family.account().equals(id))
                .flatMap(_ -> accounts.find(id))
                .filter(account -> !account.suspended())
                .map(account -> signedIn(account, token));
    }

    private SignedIn signedIn(Account account, Bearer token) {
        return new SignedIn(readers.of(account), account, new Proof.ByToken(token));
    }

    private Optional<SignedIn> byOperatorToken(String token, @Nullable Object details) {
        return details instanceof WebAuthenticationDetails web
                        && operator.isPresentedBy(token, web.getRemoteAddress())
                ? Optional.of(new SignedIn(operator(), null, new Proof.ByOperatorToken()))
                : Optional.empty();
    }

    /// Whoever watches the program sees nothing of the library.
    private static Reader monitor() {
        return new Reader("monitor", Set.of(), false, EnumSet.of(Permission.WATCH), null);
    }

    /// May do everything, and sees what everybody sees: whoever runs the server is nobody in the
    /// department.
    private static Reader operator() {
        return new Reader(
                "operator", Set.of(Principal.ANYONE), false, EnumSet.allOf(Permission.class), null);
    }
}
