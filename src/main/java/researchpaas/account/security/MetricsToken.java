package researchpaas.account.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// With it a monitoring system reads figures, and nothing else. It stands in the configuration and
/// not in the database, since figures are wanted most while the database is away.
final class MetricsToken {
    /// What is shorter could be guessed.
    static final int FEWEST_CHARACTERS = 24;

    private final String token;

    /// @param token empty for none
    MetricsToken(String token) {
        this.token = token.strip();
    }

    boolean isPresentedBy(String presented) {
        return !token.isEmpty()
                && MessageDigest.isEqual(
                        presented.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    static boolean isTooShort(String token) {
        return !token.isEmpty() && token.length() < FEWEST_CHARACTERS;
    }

    @Override
    public String toString() {
        return "MetricsToken[***]";
    }
}
