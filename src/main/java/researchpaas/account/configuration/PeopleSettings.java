package researchpaas.account.configuration;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param allowedDomains of whom people may come in, separated by commas (ALLOWED_DOMAINS)
/// @param adminUsers addresses, separated by commas (ADMIN_USERS)
/// @param roles `address=role` or `domain=role`, separated by commas (ROLES)
/// @param groupsFile a text file of groups and their members; absent for none (GROUPS_FILE)
@Validated
@ConfigurationProperties("research-paas.auth")
record PeopleSettings(
        @NotNull @DefaultValue("") String allowedDomains,
        @NotNull @DefaultValue("") String adminUsers,
        @NotNull @DefaultValue("") String roles,
        @Nullable Path groupsFile) {}
