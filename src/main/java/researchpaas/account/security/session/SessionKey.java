package researchpaas.account.security.session;

import java.util.Optional;
import org.springframework.session.Session;
import researchpaas.credential.Secrecy;

/// What a browser's cookie says: which session is its own, and a secret that only the browser
/// holds. The database has the secret's hash, so nobody who reads it, or a copy of it, is signed
/// in.
///
/// @param session by which the database finds it; opens nothing
record SessionKey(String session, String secret) {
    /// The session's attribute with the secret's hash.
    static final String HASH = "secretHash";

    private static final char BETWEEN = '.';

    /// A new one, and the only one from now on.
    static SessionKey of(Session session) {
        SessionKey key = new SessionKey(session.getId(), Secrecy.newSecret());
        session.setAttribute(HASH, Secrecy.hash(key.secret));
        return key;
    }

    /// Empty where a browser shows something else, such as a session of an earlier version.
    static Optional<SessionKey> parse(String cookie) {
        int between = cookie.indexOf(BETWEEN);
        return between < 0
                ? Optional.empty()
                : Optional.of(
                        new SessionKey(
                                cookie.substring(0, between), cookie.substring(between + 1)));
    }

    boolean opens(Session found) {
        String hash = found.getAttribute(HASH);
        return hash != null && Secrecy.same(hash, Secrecy.hash(secret));
    }

    String cookie() {
        return session + BETWEEN + secret;
    }

    @Override
    public String toString() {
        return "SessionKey[***]";
    }
}
