package researchpaas.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an organisation on the Internet, in the one form in which names are compared: ASCII
/// in lower case. Equal or foreign; a sub-domain is another one.
public record Domain(String value) {
    private static final int LONGEST = 253;

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    public Domain {
        if (!isDomain(value)) {
            throw new IllegalArgumentException("No domain in lower case: " + value);
        }
    }

    /// Nothing is stripped or folded but ASCII capitals.
    ///
    /// @return empty when the text is no domain
    public static Optional<Domain> parse(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        String lower = text.toLowerCase(Locale.ROOT);
        return ascii && isDomain(lower) ? Optional.of(new Domain(lower)) : Optional.empty();
    }

    private static boolean isDomain(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
