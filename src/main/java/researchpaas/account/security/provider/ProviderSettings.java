package researchpaas.account.security.provider;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param issuer as it stands in the provider's tokens, to the letter
/// @param redirectUri where the provider sends people back to, as it is registered there; may hold
///   `{baseUrl}` for the address that a request came to
@ConfigurationProperties("research-paas.auth.provider")
record ProviderSettings(
        @DefaultValue("https://accounts.google.com") URI issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("{baseUrl}/auth/callback") String redirectUri) {
    @Override
    public String toString() {
        return "ProviderSettings[issuer=%s, clientId=%s, clientSecret=***, redirectUri=%s]"
                .formatted(issuer, clientId, redirectUri);
    }
}
