package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.ManagePeople;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.credential.ManageSessions;
import researchpaas.credential.ManageSessions.Opened;
import researchpaas.credential.SignOutEverywhere;

@RestController
@Tag(name = "Sessions", description = "Where somebody is signed in, in browsers and with programs.")
class SessionsApi {
    private final ManageSessions sessions;
    private final SignOutEverywhere everywhere;
    private final ManagePeople people;
    private final CurrentReader current;

    SessionsApi(
            ManageSessions sessions,
            SignOutEverywhere everywhere,
            ManagePeople people,
            CurrentReader current) {
        this.sessions = sessions;
        this.everywhere = everywhere;
        this.people = people;
        this.current = current;
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/sessions")
    @Operation(summary = "Where one is signed in, the last used first")
    SessionList own() {
        Reader reader = current.reader();
        AccountId account = reader.account();
        return SessionList.of(account == null ? List.of() : sessions.of(account, reader));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/sessions/all")
    @Operation(summary = "Where everybody is signed in, the last used first")
    SessionList all() {
        return SessionList.of(sessions.all(current.reader()));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/people/{id}/sessions")
    @Operation(summary = "Where a person is signed in")
    SessionList of(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return SessionList.of(sessions.of(person(id), current.reader()));
    }

    @Requires(Permission.READ)
    @DeleteMapping("/api/v1/sessions/{reference}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "End a session or a program's tokens",
            description = "One's own; for administrators, anybody's.")
    void end(@PathVariable String reference) {
        if (!sessions.end(current.actor(), current.reader(), reference)) {
            throw new NotHere();
        }
    }

    @Requires(Permission.READ)
    @DeleteMapping("/api/v1/sessions")
    @Operation(
            summary = "Sign out everywhere",
            description = "Ends all one's sessions and tokens; API keys stay.")
    Ended endOwn() {
        AccountId account = current.reader().account();
        if (account == null) {
            throw new NotHere();
        }
        return new Ended(everywhere.signOut(current.actor(), account));
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/people/{id}/sessions")
    @Operation(summary = "Sign a person out everywhere")
    Ended endAll(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return new Ended(everywhere.signOut(current.actor(), person(id)));
    }

    private AccountId person(String id) {
        return people.find(PeopleApi.account(id)).orElseThrow(NotHere::new).id();
    }

    @Schema(name = "SessionsEnded")
    record Ended(int ended) {}

    @Schema(name = "Sessions")
    record SessionList(List<SessionJson> sessions) {
        static SessionList of(List<Opened> found) {
            return new SessionList(found.stream().map(SessionJson::of).toList());
        }
    }

    @Schema(name = "Session")
    record SessionJson(
            @Schema(description = "Names it; opens nothing.") String reference,
            @Schema(allowableValues = {"browser", "program"}) String kind,
            @Schema(description = "The number of whose it is.") long person,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("last_used") Instant lastUsed,
            @JsonProperty("user_agent") String userAgent) {
        static SessionJson of(Opened opened) {
            return new SessionJson(
                    opened.reference(),
                    opened.kind().name().toLowerCase(Locale.ROOT),
                    opened.account().value(),
                    opened.createdAt(),
                    opened.lastUsed(),
                    opened.userAgent());
        }
    }
}
