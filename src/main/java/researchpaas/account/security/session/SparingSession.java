package researchpaas.account.security.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session as its browser has it, by its key. It moves its last access on by whole minutes only:
/// otherwise each request of a reader would be a write to the database.
final class SparingSession<S extends Session> implements Session {
    static final Duration STEP = Duration.ofMinutes(1);

    private final S session;
    private SessionKey key;
    private boolean changed;
    private boolean touched;

    private SparingSession(S session, SessionKey key, boolean isNew) {
        this.session = session;
        this.key = key;
        this.changed = isNew;
    }

    static <S extends Session> SparingSession<S> begun(S session) {
        return new SparingSession<>(session, SessionKey.of(session), true);
    }

    /// @param key that opens it
    static <S extends Session> SparingSession<S> found(S session, SessionKey key) {
        return new SparingSession<>(session, key, false);
    }

    S session() {
        return session;
    }

    /// What there is to write.
    enum Change {
        NOTHING,
        /// that it was used
        ACCESS,
        CONTENT
    }

    /// Asked once.
    Change takeChange() {
        Change taken = changed ? Change.CONTENT : touched ? Change.ACCESS : Change.NOTHING;
        changed = false;
        touched = false;
        return taken;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        if (!time.isBefore(session.getLastAccessedTime().plus(STEP))) {
            touched = true;
            session.setLastAccessedTime(time);
        }
    }

    @Override
    public String changeSessionId() {
        changed = true;
        session.changeSessionId();
        key = SessionKey.of(session);
        return getId();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        changed = true;
        if (value == null) {
            session.removeAttribute(name);
        } else {
            session.setAttribute(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        changed = true;
        session.removeAttribute(name);
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        changed = true;
        session.setMaxInactiveInterval(interval);
    }

    @Override
    public String getId() {
        return key.cookie();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> @Nullable T getAttribute(String name) {
        return session.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.getAttributeNames();
    }

    @Override
    public Instant getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public Instant getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return session.isExpired();
    }
}
