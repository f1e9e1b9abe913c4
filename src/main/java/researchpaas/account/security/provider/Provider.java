package researchpaas.account.security.provider;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// The one provider at which people sign in. Google's addresses are known; another provider is
/// asked for its own at the first sign-in, and again until it has answered: a provider that is away
/// must not keep the library from starting.
public final class Provider implements ClientRegistrationRepository {
    public static final String ID = "provider";

    private static final Logger log = LoggerFactory.getLogger(Provider.class);
    private static final String GOOGLE = "https://accounts.google.com";
    private static final String[] SCOPES = {"openid", "email", "profile"};
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final ProviderSettings settings;
    private final RestClient http;
    private volatile @Nullable ClientRegistration known;

    Provider(ProviderSettings settings) {
        this.settings = settings;
        this.http =
                RestClient.builder()
                        .requestFactory(OutsideCalls.requests())
                        .requestInterceptor(OutsideCalls.limited())
                        .build();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? registration().orElse(null) : null;
    }

    /// Empty while the provider does not tell where it is to be asked.
    public Optional<ClientRegistration> registration() {
        ClientRegistration registration = known;
        if (registration == null) {
            registration = described();
            known = registration;
        }
        return Optional.ofNullable(registration);
    }

    private @Nullable ClientRegistration described() {
        try {
            return endpoints()
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .redirectUri(settings.redirectUri())
                    .scope(SCOPES)
                    .build();
        } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
            log.atWarn()
                    .setMessage("the sign-in provider does not describe itself")
                    .setCause(e)
                    .log();
            return null;
        }
    }

    private ClientRegistration.Builder endpoints() {
        String issuer = settings.issuer().toString();
        if (issuer.equals(GOOGLE)) {
            return CommonOAuth2Provider.GOOGLE.getBuilder(ID).issuerUri(issuer);
        }
        Map<String, Object> metadata =
                http.get()
                        .uri(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                        .retrieve()
                        .body(METADATA);
        if (metadata == null || !issuer.equals(metadata.get("issuer"))) {
            throw new IllegalStateException("The provider calls itself otherwise than OIDC_ISSUER");
        }
        return ClientRegistrations.fromOidcConfiguration(metadata);
    }
}
