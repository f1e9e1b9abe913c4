package researchpaas.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The host names that are answered under. A page of another site whose name is re-pointed at this
/// server (DNS rebinding) arrives with that site's name; and what is written into links and
/// redirects must not be anybody's choice.
record TrustedHosts(Set<String> names) {
    private static final Set<String> LOOPBACK =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+]");

    /// @throws IllegalArgumentException for what is no plain name: no port, no scheme, no pattern
    static TrustedHosts of(List<String> configured) {
        Set<String> names =
                configured.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(TrustedHosts::checked)
                        .collect(Collectors.toUnmodifiableSet());
        return new TrustedHosts(names);
    }

    private static String checked(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "ALLOWED_HOSTS: "
                            + name
                            + " is no host name. Write names separated by commas, without https://, port or *.");
        }
        return lower;
    }

    boolean allows(@Nullable String host) {
        return host != null && names.contains(host.toLowerCase(Locale.ROOT));
    }

    static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }
}
