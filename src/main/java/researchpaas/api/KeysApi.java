package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.ManagePeople;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.credential.ApiKey;
import researchpaas.credential.KeyId;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageKeys.Creation;
import researchpaas.credential.Scope;

@RestController
@Tag(name = "Keys", description = "API keys: they let a program work in somebody's name.")
class KeysApi {
    private static final int DAYS = 90;
    private static final Map<String, Scope> SCOPES =
            Arrays.stream(Scope.values())
                    .collect(Collectors.toMap(Scope::word, Function.identity()));

    private final ManageKeys keys;
    private final ManagePeople people;
    private final CurrentReader current;
    private final Clock clock;

    KeysApi(ManageKeys keys, ManagePeople people, CurrentReader current, Clock clock) {
        this.keys = keys;
        this.people = people;
        this.current = current;
        this.clock = clock;
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/keys")
    @Operation(summary = "One's own keys, newest first")
    KeyList own() {
        AccountId account = current.reader().account();
        return list(account == null ? List.of() : keys.own(account));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/keys/all")
    @Operation(summary = "Everybody's keys, newest first")
    KeyList all() {
        return list(keys.all(current.reader()));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/people/{id}/keys")
    @Operation(summary = "A person's keys, newest first")
    KeyList of(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return list(keys.own(people.find(PeopleApi.account(id)).orElseThrow(NotHere::new).id()));
    }

    @Requires(Permission.READ)
    @PostMapping("/api/v1/keys")
    @Operation(
            summary = "Make a key",
            description =
                    "The answer shows the key, this once only. A key never may do more than its owner, and makes no keys itself.")
    @ApiResponse(responseCode = "201", description = "The key was made.")
    ResponseEntity<Made> make(
            @RequestParam(required = false)
                    @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "What it is for; at most 100 characters.")
                    @Nullable String name,
            @RequestParam(required = false)
                    @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "search, ask, ingest or admin; may be repeated.")
                    @Nullable List<String> scope,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "366", defaultValue = "90")
                    @Nullable String days) {
        Set<Scope> scopes = Parameters.setOf("scope", scope, SCOPES);
        int lifetime = Parameters.wholeNumber("days", days, DAYS, 1, 366);
        Creation creation =
                keys.create(
                        current.actor(),
                        current.reader(),
                        name == null ? "" : name,
                        scopes,
                        clock.instant().plus(Duration.ofDays(lifetime)));
        return switch (creation) {
            case Creation.Created(ApiKey key, String text) ->
                    ResponseEntity.status(HttpStatus.CREATED)
                            .header(HttpHeaders.CACHE_CONTROL, "no-store")
                            .body(new Made(KeyJson.of(key, clock.instant()), text));
            case Creation.Refused(ManageKeys.Why why) ->
                    throw new NotDone(status(why), "keys.refused." + why);
        };
    }

    private static HttpStatus status(ManageKeys.Why why) {
        return switch (why) {
            case NAME, NO_SCOPE, EXPIRY -> HttpStatus.BAD_REQUEST;
            case BY_KEY, BEYOND_ROLE -> HttpStatus.FORBIDDEN;
            case NO_ACCOUNT, TOO_MANY -> HttpStatus.CONFLICT;
        };
    }

    @Requires(Permission.READ)
    @DeleteMapping("/api/v1/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke a key",
            description =
                    "One's own; for administrators, anybody's. It is refused from the next request on.")
    void revoke(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        KeyId key = new KeyId(Parameters.id("id", id));
        if (!keys.revoke(current.actor(), current.reader(), key)) {
            throw new NotHere();
        }
    }

    private KeyList list(List<ApiKey> found) {
        Instant now = clock.instant();
        return new KeyList(found.stream().map(key -> KeyJson.of(key, now)).toList());
    }

    @Schema(name = "Keys")
    record KeyList(List<KeyJson> keys) {}

    /// @param secret the key itself
    @Schema(name = "KeyMade")
    record Made(
            KeyJson key,
            @Schema(description = "What is sent as Authorization: Bearer. Shown this once only.")
                    String secret) {
        @Override
        public String toString() {
            return "Made[key=" + key + ", secret=***]";
        }
    }

    @Schema(name = "Key")
    record KeyJson(
            long id,
            @Schema(description = "The number of its owner.") long owner,
            String name,
            List<String> scopes,
            @Schema(allowableValues = {"active", "expired", "revoked"}) String state,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("last_used") @Nullable Instant lastUsed,
            @JsonProperty("revoked_at") @Nullable Instant revokedAt) {
        static KeyJson of(ApiKey key, Instant now) {
            return new KeyJson(
                    key.id().value(),
                    key.owner().value(),
                    key.name(),
                    key.scopes().stream().sorted().map(Scope::word).toList(),
                    state(key, now),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsed(),
                    key.revokedAt());
        }

        private static String state(ApiKey key, Instant now) {
            if (key.revokedAt() != null) {
                return "revoked";
            }
            return key.holds(now) ? "active" : "expired";
        }
    }
}
