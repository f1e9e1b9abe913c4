package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.Account;
import researchpaas.account.CurrentReader;
import researchpaas.account.Domain;
import researchpaas.account.ManagePeople;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.account.RoleRules;
import researchpaas.api.StatusApi.StatisticsJson;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.CountLibrary;

/// What the existing system's administrators asked for, in its shapes.
@RestController
@Tag(name = "Administration", description = "The existing system's two questions.")
class AdminApi {
    private final ManagePeople people;
    private final RoleRules rules;
    private final CountLibrary library;
    private final CheckHealth health;
    private final DescribeHealth describe;
    private final CurrentReader current;
    private final String environment;
    private final boolean authentication;

    AdminApi(
            ManagePeople people,
            RoleRules rules,
            CountLibrary library,
            CheckHealth health,
            DescribeHealth describe,
            CurrentReader current,
            @Value("${research-paas.environment}") String environment,
            @Value("${research-paas.auth.enabled:false}") boolean authentication) {
        this.people = people;
        this.rules = rules;
        this.library = library;
        this.health = health;
        this.describe = describe;
        this.current = current;
        this.environment = environment;
        this.authentication = authentication;
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/admin/users")
    @Operation(summary = "The people, by address", description = "More of them: /api/v1/people.")
    Users users(
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50")
                    @Nullable String limit) {
        int most = Parameters.wholeNumber("limit", limit, 50, 1, 200);
        return new Users(
                people.list("", "", most).stream().map(User::of).toList(), people.count(""));
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/admin/system-info")
    @Operation(
            summary = "What runs here, and how it is",
            description = "The statistics count what the caller may see.")
    SystemInfo systemInfo(@Parameter(hidden = true) Locale locale) {
        return new SystemInfo(
                StatisticsJson.of(library.count(current.reader())),
                new Config(
                        environment,
                        authentication,
                        rules.domains().stream().map(Domain::value).sorted().toList(),
                        false),
                describe.describe(true, health.check(), locale));
    }

    @Schema(name = "Users")
    record Users(List<User> users, long total) {}

    @Schema(name = "User")
    record User(
            @JsonProperty("user_id") String userId,
            String email,
            @JsonProperty("display_name") String displayName,
            @Nullable String domain,
            List<String> roles) {
        static User of(Account account) {
            return new User(
                    account.id().toString(),
                    account.address().value(),
                    account.name(),
                    account.domain() == null ? null : account.domain().value(),
                    List.of(account.role().word()));
        }
    }

    @Schema(name = "SystemInfo")
    record SystemInfo(
            @JsonProperty("system_stats") StatisticsJson systemStats,
            Config config,
            HealthJson health) {}

    /// @param debug kept for old callers: there is no such mode
    @Schema(name = "SystemConfig")
    record Config(
            String environment,
            @JsonProperty("authentication_enabled") boolean authenticationEnabled,
            @JsonProperty("allowed_domains") List<String> allowedDomains,
            @Schema(description = "Always false: there is no such mode.") boolean debug) {}
}
