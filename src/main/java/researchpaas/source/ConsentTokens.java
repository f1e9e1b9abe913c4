package researchpaas.source;

import java.util.Optional;
import org.springframework.stereotype.Component;
import researchpaas.secret.Secrets;

/// The tokens behind people's consents, each under its source's name.
@Component
final class ConsentTokens {
    private static final String PREFIX = "drive-consent/";
    private static final String PROBE = PREFIX + "probe";

    private final Secrets secrets;

    ConsentTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /// Whether there is a key to encrypt with.
    boolean canKeep() {
        boolean kept = secrets.put(PROBE, "");
        secrets.forget(PROBE);
        return kept;
    }

    boolean keep(String source, String token) {
        return secrets.put(PREFIX + source, token);
    }

    /// Absent, too, when the key that it was encrypted with is gone: then the person must agree
    /// again.
    Optional<String> find(String source) {
        return switch (secrets.get(PREFIX + source)) {
            case Secrets.Found.Secret(String token) -> Optional.of(token);
            case Secrets.Found.Absent(), Secrets.Found.KeyMissing(), Secrets.Found.Damaged() ->
                    Optional.empty();
        };
    }

    void forget(String source) {
        secrets.forget(PREFIX + source);
    }
}
