package researchpaas.ingest.googledrive;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where requests may go: to what is configured and, when that is Google, to the hosts that Google
/// hands contents out from. Links and redirects come from outside and lead nowhere else.
final class AllowedHosts {
    private static final Set<String> GOOGLES =
            Set.of("www.googleapis.com", "docs.google.com", "drive.google.com");

    private final Set<String> configured;
    private final boolean google;

    AllowedHosts(GoogleDriveSettings settings) {
        this.configured =
                Stream.of(settings.rootUrl(), settings.tokenUrl(), settings.revokeUrl())
                        .map(AllowedHosts::place)
                        .collect(Collectors.toUnmodifiableSet());
        this.google = place(settings.rootUrl()).equals("https://www.googleapis.com:443");
    }

    /// @throws IOException for an address that leads elsewhere
    URI check(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new NotAllowed();
        }
        if (uri.getHost() == null || uri.getScheme() == null || uri.getUserInfo() != null) {
            throw new NotAllowed();
        }
        if (!configured.contains(place(uri)) && !isGoogles(uri)) {
            throw new NotAllowed();
        }
        return uri;
    }

    private boolean isGoogles(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return google
                && place(uri).equals("https://" + host + ":443")
                && (GOOGLES.contains(host)
                        || host.endsWith(".googleapis.com")
                        || host.endsWith(".googleusercontent.com"));
    }

    private static String place(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    /// Trying again does not help.
    static final class NotAllowed extends IOException {
        NotAllowed() {
            super("The address leads to a host that is not allowed");
        }
    }
}
