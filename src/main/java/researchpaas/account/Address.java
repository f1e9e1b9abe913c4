package researchpaas.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address, in the one form in which addresses are compared: ASCII in lower case.
///
/// Letters that merely look like others, or that become others in lower case (the Kelvin sign),
/// make no address; nothing is folded that could make two people one.
public record Address(String value) {
    private static final int LONGEST = 254;

    private static final Pattern FORM =
            Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    public Address {
        if (!isAddress(value)) {
            throw new IllegalArgumentException("No mail address in lower case: " + value);
        }
    }

    /// @return empty when the text is no address
    public static Optional<Address> parse(String text) {
        String stripped = text.strip();
        boolean ascii = stripped.chars().allMatch(c -> c < 128);
        String lower = stripped.toLowerCase(Locale.ROOT);
        return ascii && isAddress(lower) ? Optional.of(new Address(lower)) : Optional.empty();
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /// What stands behind the @.
    public Domain domain() {
        return new Domain(value.substring(value.indexOf('@') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
