package researchpaas.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Where a service is, as the operator says it; the only place that calls go to.
///
/// @param uri without an ending slash
public record ServiceAddress(URI uri) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @param variable that the operator set, for the sentence
    /// @throws IllegalArgumentException with a sentence for the operator
    public static ServiceAddress of(String variable, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme)
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    variable + " is not an address like https://service.example/v1");
        }
        String text = uri.toString();
        return new ServiceAddress(
                URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /// Whether a key sent there can be read by nobody on the way.
    public boolean keepsSecrets() {
        return uri.getScheme().equalsIgnoreCase("https") || THIS_MACHINE.contains(uri.getHost());
    }

    URI resolve(String path) {
        URI whole = URI.create(uri + path);
        if (!path.startsWith("/") || !uri.getRawAuthority().equals(whole.getRawAuthority())) {
            throw new IllegalArgumentException("The path leads to another host");
        }
        return whole;
    }
}
