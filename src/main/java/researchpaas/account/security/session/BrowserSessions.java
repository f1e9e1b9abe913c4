package researchpaas.account.security.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.session.FindByIndexNameSessionRepository;
import researchpaas.account.AccountId;

/// Begins and ends the sessions of signed-in browsers. A session holds its account's id, what
/// browser it is, and the secret of its forms; who the account's person is and may do is read anew
/// for each request.
public final class BrowserSessions {
    static final String ACCOUNT = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    static final String AGENT = "agent";

    private static final int LONGEST_AGENT = 200;

    private final StoredSessions stored;
    private final SessionSettings settings;
    private final Clock clock;

    BrowserSessions(StoredSessions stored, SessionSettings settings, Clock clock) {
        this.stored = stored;
        this.settings = settings;
        this.clock = clock;
    }

    /// A session of this request's browser.
    ///
    /// @param id its secret: whoever has it is signed in
    /// @param ends when it ends at the latest
    public record Begun(AccountId account, String id, Instant ends) {
        @Override
        public String toString() {
            return "Begun[account=%s, id=***, ends=%s]".formatted(account, ends);
        }
    }

    /// The request's session ends, whatever it was, and a new one begins under an identifier that
    /// nobody has seen.
    public Begun begin(AccountId account, HttpServletRequest request) {
        end(request);
        stored.forgetEnded();
        HttpSession session = request.getSession();
        session.setMaxInactiveInterval(Math.toIntExact(settings.idle().toSeconds()));
        session.setAttribute(ACCOUNT, account.toString());
        session.setAttribute(AGENT, agent(request));
        return new Begun(account, session.getId(), ends(session));
    }

    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /// Empty where there is none, where nobody has signed in yet, and where it has lasted too long.
    public Optional<Begun> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object account = session == null ? null : session.getAttribute(ACCOUNT);
        if (session == null || account == null) {
            return Optional.empty();
        }
        if (!ends(session).isAfter(clock.instant())) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(
                new Begun(
                        new AccountId(Long.parseLong(account.toString())),
                        session.getId(),
                        ends(session)));
    }

    /// The name by which lists show it, see [researchpaas.credential.Session].
    public String reference(Begun session) {
        return SessionKey.parse(session.id())
                .map(key -> stored.reference(key.session()))
                .orElse("");
    }

    /// Whether it has been ended by nobody since, nor by time.
    public boolean holds(Begun session) {
        return session.ends().isAfter(clock.instant()) && !reference(session).isEmpty();
    }

    private Instant ends(HttpSession session) {
        return Instant.ofEpochMilli(session.getCreationTime()).plus(settings.lifetime());
    }

    private static String agent(HttpServletRequest request) {
        String agent =
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "")
                        .replaceAll("\\p{Cntrl}", " ");
        return agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
    }
}
