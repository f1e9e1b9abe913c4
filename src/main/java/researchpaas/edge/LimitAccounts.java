package researchpaas.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import researchpaas.edge.RateLimits.Limit;

/// Behind the security chain, where it is known who asks: notes the account's number for the log,
/// and limits how often one account or one of its keys may ask.
final class LimitAccounts extends OncePerRequestFilter {
    static final String ACCOUNT = "account";

    /// A key's own number stands in it in the clear. It is believed here only because the key was
    /// accepted before.
    private static final Pattern KEY = Pattern.compile("(?:Bearer +)?rpk_([0-9A-Za-z]{1,40})_.*");

    private static final Pattern LOGGED = Pattern.compile("[0-9]{1,19}|[a-z]{1,20}");

    private final RateLimits limits;
    private final TooMany tooMany;

    LimitAccounts(RateLimits limits, TooMany tooMany) {
        this.limits = limits;
        this.tooMany = tooMany;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal who = request.getUserPrincipal();
        if (who == null) {
            chain.doFilter(request, response);
            return;
        }
        // a number, or a word of ours; anything else, an address say, has no place in a log
        String name = LOGGED.matcher(who.getName()).matches() ? who.getName() : "unnamed";
        request.setAttribute(ACCOUNT, name);
        MDC.put(ACCOUNT, name);
        try {
            Optional<String> key = key(request);
            Limit limit = key.isPresent() ? Limit.KEY : Limit.ACCOUNT;
            Optional<Duration> wait = limits.take(limit, key.orElse(who.getName()));
            if (wait.isPresent()) {
                tooMany.refuse(limit, wait.get(), request, response);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            MDC.remove(ACCOUNT);
        }
    }

    private static Optional<String> key(HttpServletRequest request) {
        return number(request.getHeader(HttpHeaders.AUTHORIZATION))
                .or(() -> number(request.getHeader("X-API-Key")));
    }

    private static Optional<String> number(@Nullable String header) {
        Matcher key = KEY.matcher(header == null ? "" : header.strip());
        return key.matches() ? Optional.of(key.group(1)) : Optional.empty();
    }
}
