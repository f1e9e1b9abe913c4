package researchpaas.account.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import researchpaas.account.Accounts;
import researchpaas.account.Readers;
import researchpaas.account.security.SignedIn.Proof;
import researchpaas.account.security.session.BrowserSessions;
import researchpaas.account.security.session.BrowserSessions.Begun;

/// Who a browser's session belongs to. The session holds the account's id only; all else is read
/// from the account, once a request, when somebody first asks.
final class SessionContexts implements SecurityContextRepository {
    private static final String FOUND = SessionContexts.class.getName();

    private final BrowserSessions sessions;
    private final Accounts accounts;
    private final Readers readers;

    SessionContexts(BrowserSessions sessions, Accounts accounts, Readers readers) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.readers = readers;
    }

    /// Once for a request and the page of its error.
    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof OnceAsked found) {
            return found;
        }
        OnceAsked asked = new OnceAsked(() -> context(request));
        request.setAttribute(FOUND, asked);
        return asked;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still demands it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = new SecurityContextImpl();
        sessions.of(request).ifPresent(session -> fill(context, session));
        return context;
    }

    private void fill(SecurityContext context, Begun session) {
        accounts.find(session.account())
                .filter(account -> !account.suspended())
                .map(account ->
                        new SignedIn(readers.of(account), account, new Proof.BySession(session)))
                .ifPresent(context::setAuthentication);
    }

    /// Only a sign-in begins a session; that is no matter of this one.
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return !loadDeferredContext(request).isGenerated();
    }

    /// Where it cannot be found out, that is told once. The page that says so is for nobody.
    private static final class OnceAsked implements DeferredSecurityContext {
        private final Supplier<SecurityContext> source;
        private @Nullable SecurityContext asked;

        OnceAsked(Supplier<SecurityContext> source) {
            this.source = source;
        }

        @Override
        public SecurityContext get() {
            SecurityContext context = asked;
            if (context == null) {
                asked = new SecurityContextImpl();
                context = source.get();
                asked = context;
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
