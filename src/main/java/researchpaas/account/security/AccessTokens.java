package researchpaas.account.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/// Access tokens of programs: signed by us, read by us, short-lived. A token names an account and
/// the family of refresh tokens that it came from; both are looked up anew at each use.
final class AccessTokens {
    static final Duration LONGEST = Duration.ofHours(1);

    /// We write the times ourselves; instances' clocks may differ by this.
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final String ISSUER = "research-paas";
    private static final String AUDIENCE = "research-paas-api";
    private static final String TYPE = "at+jwt";
    private static final String FAMILY = "sid";

    private final Clock clock;
    private final Duration lifetime;
    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;

    AccessTokens(SecretKey key, Duration lifetime, Clock clock) {
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "TOKEN_LIFETIME="
                            + lifetime
                            + ": give a time of at most "
                            + LONGEST.toMinutes()
                            + "m");
        }
        this.clock = clock;
        this.lifetime = lifetime;
        encoder = NimbusJwtEncoder.withSecretKey(key).algorithm(MacAlgorithm.HS256).build();
        decoder = NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
        decoder.setJwtValidator(checks(clock));
        decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of()));
    }

    Duration lifetime() {
        return lifetime;
    }

    /// @param family of refresh tokens
    record Bearer(long account, String family, Instant expires) {}

    String issue(long account, String family) {
        Instant now = clock.instant();
        JwtClaimsSet claims =
                JwtClaimsSet.builder()
                        .issuer(ISSUER)
                        .audience(List.of(AUDIENCE))
                        .subject(Long.toString(account))
                        .claim(FAMILY, family)
                        .id(UUID.randomUUID().toString())
                        .issuedAt(now)
                        .notBefore(now)
                        .expiresAt(now.plus(lifetime))
                        .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type(TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /// Empty when it is none of ours, or no longer good. Says nothing of account and family yet.
    Optional<Bearer> read(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            // there, since the checks ask for them
            return Optional.of(
                    new Bearer(
                            Long.parseLong(Objects.requireNonNull(jwt.getSubject())),
                            Objects.requireNonNull(jwt.getClaimAsString(FAMILY)),
                            Objects.requireNonNull(jwt.getExpiresAt())));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private OAuth2TokenValidator<Jwt> checks(Clock clock) {
        JwtTypeValidator type = new JwtTypeValidator(TYPE);
        type.setAllowEmpty(false);
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        times.setAllowEmptyNotBeforeClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                times,
                jwt -> result(ISSUER.equals(jwt.getClaimAsString("iss")), "iss"),
                jwt -> result(List.of(AUDIENCE).equals(jwt.getAudience()), "aud"),
                jwt -> result(isNumber(jwt.getSubject()), "sub"),
                jwt -> result(jwt.getClaim(FAMILY) instanceof String, FAMILY),
                jwt -> result(jwt.getId() != null, "jti"),
                jwt -> result(lastsNoLongerThanWeMakeThem(jwt), "exp"));
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,17}");
    }

    private boolean lastsNoLongerThanWeMakeThem(Jwt jwt) {
        Instant issued = jwt.getIssuedAt();
        Instant expires = jwt.getExpiresAt();
        return issued != null
                && expires != null
                && !issued.isAfter(clock.instant().plus(SKEW))
                && Duration.between(issued, expires).compareTo(LONGEST) <= 0;
    }

    private static OAuth2TokenValidatorResult result(boolean fine, String claim) {
        return fine
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_token", claim + " is refused", null));
    }
}
