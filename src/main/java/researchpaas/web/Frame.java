package researchpaas.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriComponentsBuilder;

/// What every page's layout needs.
///
/// @param language `ja` or `en`
/// @param theme `auto`, `light` or `dark`
/// @param here the page's own address, to come back to after a switch
/// @param who tells who looks at it; asked by pages only
record Frame(String language, String theme, String here, Supplier<Visitor> who) {
    static final Set<String> THEMES = Set.of("auto", "light", "dark");

    static Frame of(
            HttpServletRequest request,
            Locale locale,
            @Nullable String theme,
            Supplier<Visitor> who) {
        return new Frame(
                "en".equals(locale.getLanguage()) ? "en" : "ja",
                theme != null && THEMES.contains(theme) ? theme : "auto",
                address(request),
                SingletonSupplier.of(who));
    }

    public Visitor visitor() {
        return who.get();
    }

    /// This page in another language, or in other colours.
    public String with(String name, String value) {
        return UriComponentsBuilder.fromUriString(here)
                .replaceQueryParam("lang")
                .replaceQueryParam("theme")
                .queryParam(name, value)
                .build()
                .toUriString();
    }

    /// Path and query as they were sent, still encoded; only a page that can be fetched again is
    /// one to come back to.
    private static String address(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!"GET".equals(request.getMethod()) || path.startsWith("//") || path.equals("/error")) {
            return "/";
        }
        String query = request.getQueryString();
        return query == null ? path : path + "?" + query;
    }
}
