package researchpaas.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.CurrentReader;
import researchpaas.account.Reader;
import researchpaas.credential.ApiKey;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageSessions;
import researchpaas.credential.ManageSessions.Opened;

/// Sessions and keys as three pages show them: one's own, a person's, everybody's.
@Component
class AccessViews {
    private final ManageSessions sessions;
    private final ManageKeys keys;
    private final Accounts accounts;
    private final CurrentReader current;
    private final Clock clock;
    private final WebSettings settings;

    AccessViews(
            ManageSessions sessions,
            ManageKeys keys,
            Accounts accounts,
            CurrentReader current,
            Clock clock,
            WebSettings settings) {
        this.sessions = sessions;
        this.keys = keys;
        this.accounts = accounts;
        this.current = current;
        this.clock = clock;
        this.settings = settings;
    }

    /// @param page where each is ended: a path that goes on with `/sessions/REFERENCE/end`
    List<SessionView> sessions(AccountId account, Reader reader, String page) {
        return views(sessions.of(account, reader), page);
    }

    List<SessionView> allSessions(Reader reader, String page) {
        return views(sessions.all(reader), page);
    }

    private List<SessionView> views(List<Opened> found, String page) {
        People people = new People(accounts, settings.zone());
        String here = current.session();
        return found.stream()
                .map(opened ->
                        SessionView.of(
                                opened,
                                people.find(opened.account().value()),
                                opened.reference().equals(here),
                                page + "/sessions/" + opened.reference() + "/end",
                                settings.zone()))
                .toList();
    }

    /// @param page where each is revoked: a path that goes on with `/keys/ID/revoke`
    List<KeyView> keys(AccountId owner, String page) {
        return keyViews(keys.own(owner), page);
    }

    List<KeyView> allKeys(Reader reader, String page) {
        return keyViews(keys.all(reader), page);
    }

    private List<KeyView> keyViews(List<ApiKey> found, String page) {
        People people = new People(accounts, settings.zone());
        Instant now = clock.instant();
        return found.stream()
                .map(key ->
                        KeyView.of(
                                key,
                                people.find(key.owner().value()),
                                page + "/keys/" + key.id() + "/revoke",
                                now,
                                settings.zone()))
                .toList();
    }
}
