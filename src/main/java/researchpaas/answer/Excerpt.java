package researchpaas.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Words of a source that are remembered without being copied: by their place and their SHA-256.
final class Excerpt {
    private Excerpt() {}

    static String hash(String words) {
        return HexFormat.of().formatHex(sha256().digest(words.getBytes(StandardCharsets.UTF_8)));
    }

    /// Where in the text the words stand: at their old place, else wherever they stand now.
    ///
    /// @param length of the words, in UTF-16 units
    static OptionalInt find(String hash, int start, int length, String text) {
        if (length < 1) {
            return OptionalInt.empty();
        }
        MessageDigest sha256 = sha256();
        byte[] wanted = HexFormat.of().parseHex(hash);
        if (isAt(start, length, text, wanted, sha256)) {
            return OptionalInt.of(start);
        }
        for (int at = 0; at + length <= text.length(); at++) {
            if (isAt(at, length, text, wanted, sha256)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isAt(
            int at, int length, String text, byte[] wanted, MessageDigest sha256) {
        if (at < 0 || at + length > text.length()) {
            return false;
        }
        byte[] there =
                sha256.digest(text.substring(at, at + length).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(there, wanted);
    }

    /// Whether the text says what the quotes say and nothing else, however it is spaced.
    static boolean says(String text, List<String> quotes) {
        return bare(text).equals(quotes.stream().map(Excerpt::bare).collect(Collectors.joining()));
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\u00ad-]+", "");
    }

    /// Quotes as one text to be read.
    static String joined(List<String> quotes) {
        return quotes.stream()
                .map(quote -> quote.replaceAll("\\s+", " ").strip())
                .collect(Collectors.joining(" "));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
