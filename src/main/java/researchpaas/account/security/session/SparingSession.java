package researchpaas.account.security.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A session that moves its last access on by whole minutes only: otherwise each request of a
/// reader would be a write to the database.
final class SparingSession<S extends Session> implements Session {
    static final Duration STEP = Duration.ofMinutes(1);

    private final S session;
    private boolean changed;
    private boolean touched;

    SparingSession(S session, boolean isNew) {
        this.session = session;
        this.changed = isNew;
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
        return session.changeSessionId();
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
        return session.getId();
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
