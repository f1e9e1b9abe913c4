package researchpaas.account.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The key that signs access tokens. Whoever guesses it is everybody.
final class SigningSecret {
    static final int FEWEST_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /// What a text of so many random bytes has at least, in whatever alphabet it is written.
    private static final double FEWEST_BITS = 96;

    /// From the samples and manuals that people copy.
    private static final Set<String> COPIED =
            Set.of(
                    "change",
                    "secret",
                    "example",
                    "password",
                    "default",
                    "sample",
                    "dummy",
                    "placeholder",
                    "your-",
                    "your_",
                    "jwt_",
                    "jwt-",
                    "qwerty",
                    "asdf",
                    "university",
                    "research",
                    "production",
                    "development");

    private SigningSecret() {}

    /// @param text empty for a key that lasts as long as the program runs
    static SecretKey key(String text) {
        if (!text.isBlank()) {
            return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        }
        byte[] bytes = new byte[FEWEST_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    static boolean isTooShort(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length < FEWEST_BYTES;
    }

    /// Errs towards refusing: a random text of this length passes, whatever made it.
    static boolean isGuessable(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return COPIED.stream().anyMatch(lower::contains)
                || isRepeated(text)
                || isSequence(text)
                || bits(text) < FEWEST_BITS;
    }

    /// One piece again and again.
    private static boolean isRepeated(String text) {
        return (text + text).indexOf(text, 1) < text.length();
    }

    /// Most characters follow the one before in the alphabet.
    private static boolean isSequence(String text) {
        long steps = 0;
        for (int at = 1; at < text.length(); at++) {
            if (Math.abs(text.charAt(at) - text.charAt(at - 1)) <= 1) {
                steps++;
            }
        }
        return steps * 2 > text.length();
    }

    /// Shannon's measure of the characters' frequencies, over the whole text.
    private static double bits(String text) {
        Map<Integer, Long> counts =
                text.codePoints()
                        .boxed()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        double length = text.codePoints().count();
        return counts.values().stream()
                .mapToDouble(count -> -count * Math.log(count / length) / Math.log(2))
                .sum();
    }
}
