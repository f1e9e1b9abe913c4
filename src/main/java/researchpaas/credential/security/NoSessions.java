package researchpaas.credential.security;

import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.account.AccountId;
import researchpaas.credential.Session;
import researchpaas.credential.Sessions;

/// This version signs no browser in.
@Component
class NoSessions implements Sessions {
    @Override
    public List<Session> of(AccountId account) {
        return List.of();
    }

    @Override
    public List<Session> all() {
        return List.of();
    }

    @Override
    public boolean end(String reference) {
        return false;
    }

    @Override
    public int endAll(AccountId account) {
        return 0;
    }
}
