package researchpaas.account;

import java.util.Optional;
import java.util.regex.Pattern;

/// One entry of an access list: `user:<address>`, `group:<address>`, `domain:<domain>`,
/// `role:<role>` or `anyone`.
///
/// @param value the entry's text, lower case
public record Principal(String value) {
    private static final Pattern FORM =
            Pattern.compile("anyone|(user|group):[^\\s:@]+@[^\\s:@]+|domain:[^\\s:@]+|role:[a-z]+");

    // below the pattern, which its construction needs
    public static final Principal ANYONE = new Principal("anyone");

    /// Absent for what is no principal.
    public static Optional<Principal> of(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new Principal(value)) : Optional.empty();
    }

    public Principal {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is no principal: write anyone, user:ADDRESS, group:ADDRESS, domain:NAME or"
                            + " role:NAME, in lower case");
        }
    }

    /// `anyone`, `user`, `group`, `domain` or `role`.
    public String kind() {
        return value.split(":", 2)[0];
    }

    /// The address, domain or role; empty for `anyone`.
    public String name() {
        return value.substring(Math.min(value.length(), kind().length() + 1));
    }
}
