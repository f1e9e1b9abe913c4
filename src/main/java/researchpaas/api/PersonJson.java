package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Account;

/// @param roleBy `configuration` or `administrator`
@Schema(name = "Person")
record PersonJson(
        long id,
        String address,
        String name,
        @Schema(
                        types = {"string", "null"},
                        description = "The organisation, as the sign-in provider verified it.")
                @Nullable String domain,
        @Schema(allowableValues = {"admin", "faculty", "student", "guest"}) String role,
        @JsonProperty("role_by")
                @Schema(
                        allowableValues = {"configuration", "administrator"},
                        description = "Whether a change of the configuration changes the role.")
                String roleBy,
        boolean suspended,
        @JsonProperty("last_sign_in") @Nullable Instant lastSignIn,
        @JsonProperty("created_at") Instant createdAt) {
    static PersonJson of(Account account) {
        return new PersonJson(
                account.id().value(),
                account.address().value(),
                account.name(),
                account.domain() == null ? null : account.domain().value(),
                account.role().word(),
                account.roleBy().name().toLowerCase(Locale.ROOT),
                account.suspended(),
                account.lastSignIn(),
                account.createdAt());
    }
}
