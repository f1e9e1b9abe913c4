package researchpaas.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// Sites whose pages may call the API, each by its exact name. They send a key or a token; the
/// reader's cookie never goes with it.
record OtherSites(List<String> origins) {
    /// @throws IllegalArgumentException for what is no origin: a pattern, a path, a site without
    ///   HTTPS
    static OtherSites of(List<String> configured) {
        return new OtherSites(
                configured.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(OtherSites::checked)
                        .toList());
    }

    private static String checked(String origin) {
        try {
            URI uri = new URI(origin);
            boolean safe =
                    "https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && TrustedHosts.isLoopback(uri.getHost()));
            if (safe && uri.getHost() != null && origin.equals(origin(uri))) {
                return origin;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "CORS_ORIGINS: "
                        + origin
                        + " is no site. Write each as its pages name it, like https://site.example, without path or *.");
    }

    private static String origin(URI uri) {
        return uri.getScheme()
                + "://"
                + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    boolean isEmpty() {
        return origins.isEmpty();
    }

    boolean contains(String origin) {
        return origins.contains(origin);
    }

    CorsFilter filter() {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        rules.setAllowedHeaders(
                List.of("Authorization", "X-API-Key", "Content-Type", "Accept", "Accept-Language"));
        rules.setExposedHeaders(List.of(NumberRequests.HEADER, "Retry-After"));
        rules.setAllowCredentials(false);
        rules.setMaxAge(Duration.ofMinutes(10));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", rules);
        return new CorsFilter(everywhere);
    }
}
