package researchpaas.account.security.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/// Reads the provider's ID tokens: Spring Security's checks, and a few that it leaves to others.
/// The nonce is compared where the sign-in's own is at hand.
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {
    private static final Duration SKEW = Duration.ofSeconds(60);

    /// A token is made when it is fetched; an old one comes from somewhere else.
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile @Nullable Reading reading;

    IdTokens(Clock clock) {
        this.clock = clock;
    }

    /// One for as long as the provider's description is the same: it keeps the provider's keys.
    private record Reading(ClientRegistration registration, JwtDecoder decoder) {}

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        Reading current = reading;
        if (current == null || current.registration() != registration) {
            current = new Reading(registration, decoder(registration));
            reading = current;
        }
        return current.decoder();
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        RestTemplate http = new RestTemplate(OutsideCalls.requests());
        http.setInterceptors(List.of(OutsideCalls.limited()));
        String keys =
                Objects.requireNonNull(
                        registration.getProviderDetails().getJwkSetUri(), "jwks_uri");
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(keys)
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .restOperations(http)
                        .build();
        decoder.setJwtValidator(checks(registration));
        // the types of dates and audiences only: email_verified stays what it was, a text "true"
        // is none
        decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of()));
        return decoder;
    }

    private OAuth2TokenValidator<Jwt> checks(ClientRegistration registration) {
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        OidcIdTokenValidator openId = new OidcIdTokenValidator(registration);
        openId.setClock(clock);
        openId.setClockSkew(SKEW);
        JwtTypeValidator type = JwtTypeValidator.jwt();
        type.setAllowEmpty(true);
        OAuth2TokenValidator<Jwt> others =
                new DelegatingOAuth2TokenValidator<>(
                        type,
                        times,
                        openId,
                        jwt ->
                                result(
                                        List.of(registration.getClientId())
                                                .equals(jwt.getAudience()),
                                        "aud"),
                        jwt ->
                                result(
                                        jwt.getSubject() != null && !jwt.getSubject().isBlank(),
                                        "sub"),
                        jwt -> result(isFresh(jwt.getIssuedAt()), "iat"));
        // first, and alone: Spring Security's check breaks on one that is no address
        return jwt -> isFrom(registration, jwt) ? others.validate(jwt) : result(false, "iss");
    }

    /// To the letter: an address that merely means the same is another one.
    private static boolean isFrom(ClientRegistration registration, Jwt jwt) {
        return Objects.equals(
                registration.getProviderDetails().getIssuerUri(), jwt.getClaimAsString("iss"));
    }

    private boolean isFresh(@Nullable Instant issued) {
        return issued != null && issued.plus(OLDEST).isAfter(clock.instant());
    }

    private static OAuth2TokenValidatorResult result(boolean fine, String claim) {
        return fine
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_id_token", claim + " is refused", null));
    }
}
