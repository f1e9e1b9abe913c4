package researchpaas.account.security.session;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.TransactionException;

/// Writes a session only when something in it changed, and finds it for whoever has its key.
final class SparingSessions<S extends Session> implements SessionRepository<SparingSession<S>> {
    private static final Logger log = LoggerFactory.getLogger(SparingSessions.class);

    private final SessionRepository<S> stored;

    SparingSessions(SessionRepository<S> stored) {
        this.stored = stored;
    }

    @Override
    public SparingSession<S> createSession() {
        return SparingSession.begun(stored.createSession());
    }

    @Override
    public void save(SparingSession<S> session) {
        switch (session.takeChange()) {
            case NOTHING -> {}
            case CONTENT -> stored.save(session.session());
            case ACCESS -> noteAccess(session.session());
        }
    }

    /// A disk that is full must not keep anybody from reading.
    private void noteAccess(S session) {
        try {
            stored.save(session);
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().setCause(e).log("That a session was used could not be noted");
        }
    }

    @Override
    public @Nullable SparingSession<S> findById(String id) {
        return SessionKey.parse(id).map(this::opened).orElse(null);
    }

    private @Nullable SparingSession<S> opened(SessionKey key) {
        S session = stored.findById(key.session());
        return session == null || !key.opens(session) ? null : SparingSession.found(session, key);
    }

    @Override
    public void deleteById(String id) {
        SessionKey.parse(id).map(SessionKey::session).ifPresent(stored::deleteById);
    }
}
