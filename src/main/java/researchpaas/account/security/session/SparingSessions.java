package researchpaas.account.security.session;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/// Writes a session only when something in it changed.
final class SparingSessions<S extends Session> implements SessionRepository<SparingSession<S>> {
    private final SessionRepository<S> stored;

    SparingSessions(SessionRepository<S> stored) {
        this.stored = stored;
    }

    @Override
    public SparingSession<S> createSession() {
        return new SparingSession<>(stored.createSession(), true);
    }

    @Override
    public void save(SparingSession<S> session) {
        if (session.takeChanges()) {
            stored.save(session.session());
        }
    }

    @Override
    public @Nullable SparingSession<S> findById(String id) {
        S session = stored.findById(id);
        return session == null ? null : new SparingSession<>(session, false);
    }

    @Override
    public void deleteById(String id) {
        stored.deleteById(id);
    }
}
