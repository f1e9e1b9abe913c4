package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.ManagePeople;
import researchpaas.account.ManagePeople.Outcome;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.account.Role;

@RestController
@Tag(name = "People", description = "Who one is; for administrators, everybody.")
class PeopleApi {
    private static final Map<String, Role> ROLES =
            Map.of(
                    Role.ADMIN.word(), Role.ADMIN,
                    Role.FACULTY.word(), Role.FACULTY,
                    Role.STUDENT.word(), Role.STUDENT,
                    Role.GUEST.word(), Role.GUEST);

    private final ManagePeople people;
    private final CurrentReader current;

    PeopleApi(ManagePeople people, CurrentReader current) {
        this.people = people;
        this.current = current;
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/me")
    @Operation(
            summary = "Who one is, and what one may do",
            description =
                    "With an API key, permissions are what its scopes leave. Without sign-in nobody has an account.")
    Me me() {
        Reader reader = current.reader();
        AccountId account = reader.account();
        return Me.of(reader, account == null ? null : people.find(account).orElse(null));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/people")
    @Operation(
            summary = "The people whom the library knows, by address",
            description = "The next page: after = next of this one.")
    People list(
            @RequestParam(required = false) @Schema(description = "Part of a name or an address.")
                    @Nullable String q,
            @RequestParam(required = false) @Schema(description = "An address.")
                    @Nullable String after,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit) {
        String text = Parameters.clean(q);
        int most = Parameters.wholeNumber("limit", limit, 100, 1, 1000);
        List<Account> found = people.list(text, Parameters.clean(after), most);
        return new People(
                found.stream().map(PersonJson::of).toList(),
                people.count(text),
                found.size() < most ? null : found.getLast().address().value());
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/people/{id}")
    @Operation(summary = "One person")
    PersonJson one(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return people.find(account(id)).map(PersonJson::of).orElseThrow(NotHere::new);
    }

    @Requires(Permission.ADMIN)
    @PutMapping("/api/v1/people/{id}/role")
    @Operation(
            summary = "Choose a person's role",
            description =
                    "It holds from the person's next request on, and before the configuration.")
    @ApiResponse(responseCode = "409", description = "The last administrator, or oneself.")
    PersonJson setRole(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"admin", "faculty", "student", "guest"})
                    @Nullable String role) {
        Role chosen = Parameters.valueOf("role", role == null ? "" : role, ROLES);
        return done(people.setRole(current.actor(), account(id), chosen));
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/people/{id}/role")
    @Operation(summary = "Let the configuration say a person's role again")
    @ApiResponse(responseCode = "409", description = "The last administrator, or oneself.")
    PersonJson followConfiguration(
            @PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return done(people.followConfiguration(current.actor(), account(id)));
    }

    @Requires(Permission.ADMIN)
    @PutMapping("/api/v1/people/{id}/suspension")
    @Operation(
            summary = "Suspend a person",
            description = "Sessions and tokens end; keys are refused as long as it holds.")
    @ApiResponse(responseCode = "409", description = "The last administrator, or oneself.")
    PersonJson suspend(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return done(people.suspend(current.actor(), account(id)));
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/people/{id}/suspension")
    @Operation(summary = "Let a suspended person in again")
    PersonJson resume(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return done(people.resume(current.actor(), account(id)));
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/people/{id}/address")
    @Operation(
            summary = "Take the address from a suspended person's account",
            description =
                    "For an address that was given to somebody else, who then comes in under an account of their own.")
    @ApiResponse(responseCode = "409", description = "The person is not suspended.")
    PersonJson releaseAddress(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        return done(people.releaseAddress(current.actor(), account(id)));
    }

    static AccountId account(String id) {
        return new AccountId(Parameters.id("id", id));
    }

    private static PersonJson done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed(Account account) -> PersonJson.of(account);
            case Outcome.Unchanged(Account account) -> PersonJson.of(account);
            case Outcome.Refused(ManagePeople.Why why) -> throw refused(why);
        };
    }

    private static RuntimeException refused(ManagePeople.Why why) {
        return switch (why) {
            case UNKNOWN -> new NotHere();
            case ONESELF, LAST_ADMINISTRATOR, NOT_SUSPENDED ->
                    new NotDone(HttpStatus.CONFLICT, "people.refused." + why);
            case NOT_ALLOWED -> new NotDone(HttpStatus.FORBIDDEN, "people.refused." + why);
        };
    }

    /// @param id absent for the reader of development without login
    @Schema(name = "Me")
    record Me(
            @Nullable Long id,
            String name,
            @Nullable String address,
            @Nullable String domain,
            @Schema(
                            types = {"string", "null"},
                            allowableValues = {"admin", "faculty", "student", "guest"})
                    @Nullable String role,
            List<String> permissions,
            @JsonProperty("last_sign_in") @Nullable Instant lastSignIn) {
        static Me of(Reader reader, @Nullable Account account) {
            return new Me(
                    account == null ? null : account.id().value(),
                    account == null ? reader.name() : account.name(),
                    account == null ? null : account.address().value(),
                    account == null || account.domain() == null ? null : account.domain().value(),
                    account == null ? null : account.role().word(),
                    reader.permissions().stream()
                            .sorted(Comparator.naturalOrder())
                            .map(permission -> permission.name().toLowerCase(Locale.ROOT))
                            .toList(),
                    account == null ? null : account.lastSignIn());
        }
    }

    @Schema(name = "People")
    record People(
            List<PersonJson> people,
            long total,
            @Schema(description = "For after; null on the last page.") @Nullable String next) {}
}
