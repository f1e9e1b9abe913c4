package researchpaas.account.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Domain;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Role;

/// What `/auth/*` answers, in the shapes of before.
final class TokensJson {
    private TokensJson() {}

    record User(
            @JsonProperty("user_id") String userId,
            String email,
            @JsonProperty("display_name") String displayName,
            @Nullable String domain,
            List<String> roles) {
        static User of(Account account) {
            Domain domain = account.domain();
            return new User(
                    account.id().toString(),
                    account.address().value(),
                    account.name(),
                    domain == null ? null : domain.value(),
                    List.of(account.role().word()));
        }
    }

    record Tokens(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }

    record Admitted(
            User user,
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        static Admitted of(Account account, Tokens tokens) {
            return new Admitted(
                    User.of(account),
                    tokens.accessToken(),
                    tokens.refreshToken(),
                    tokens.tokenType(),
                    tokens.expiresIn());
        }

        @Override
        public String toString() {
            return "Admitted[user=" + user.userId() + ", ***]";
        }
    }

    record Me(
            @JsonProperty("user_id") @Nullable String userId,
            @Nullable String email,
            @JsonProperty("display_name") String displayName,
            @Nullable String domain,
            List<String> roles,
            List<String> permissions,
            @JsonProperty("session_id") @Nullable String sessionId,
            @JsonProperty("expires_at") @Nullable Instant expiresAt) {
        static Me of(
                @Nullable Account account,
                Reader reader,
                @Nullable String session,
                @Nullable Instant ends) {
            AccountId id = reader.account();
            Domain domain = account == null ? null : account.domain();
            return new Me(
                    id == null ? null : id.toString(),
                    account == null ? null : account.address().value(),
                    account == null ? reader.name() : account.name(),
                    domain == null ? null : domain.value(),
                    account == null ? List.of() : roles(account.role()),
                    reader.permissions().stream()
                            .sorted()
                            .map(Permission::name)
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toList(),
                    session,
                    ends);
        }

        private static List<String> roles(Role role) {
            return List.of(role.word());
        }
    }

    record Message(String message) {}
}
