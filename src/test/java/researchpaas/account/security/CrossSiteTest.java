package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import researchpaas.Asvs;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignedInDoorsTest;

/// Another site's page can make an administrator's browser send requests here, cookie and all. None
/// of them does anything: every unsafe route of the running program is asked.
@SignedInDoorsTest
class CrossSiteTest {
    private static final Set<RequestMethod> SAFE =
            EnumSet.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);
    private static final String FORM = "application/x-www-form-urlencoded";

    private @LocalServerPort int port;
    private @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping
            mapping;
    private SignInWorld world;

    @BeforeEach
    void open() {
        world = new SignInWorld(port);
    }

    private record Route(String method, String path) {}

    private List<Route> unsafe() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods()
                .keySet()
                .forEach(info -> {
                    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                        if (!SAFE.contains(method)) {
                            info.getPatternValues()
                                    .forEach(path ->
                                            routes.add(
                                                    method
                                                            + " "
                                                            + path.replaceAll("\\{[^/]+}", "1")));
                        }
                    }
                });
        return routes.stream()
                .map(route -> new Route(route.split(" ")[0], route.split(" ")[1]))
                .toList();
    }

    @Test
    @Asvs({"3.5.1", "3.5.3"})
    void noUnsafeRequestWithTheCookieAloneDoesAnything() {
        Browser administrator = world.signedIn(SignInWorld.admin());
        Browser other = world.signedIn(SignInWorld.professor());
        List<Map<String, String>> attempts =
                List.of(
                        Map.of(),
                        Map.of("Content-Type", FORM),
                        Map.of("Content-Type", "text/plain"),
                        Map.of("Content-Type", "application/json"),
                        Map.of("Content-Type", "multipart/form-data; boundary=x"),
                        Map.of("X-CSRF-TOKEN", "guess"),
                        Map.of("X-CSRF-TOKEN", ""),
                        Map.of("X-CSRF-TOKEN", other.secret()),
                        Map.of("X-XSRF-TOKEN", administrator.secret()),
                        Map.of("X-HTTP-Method-Override", "GET"),
                        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
                        Map.of("Origin", "null"),
                        Map.of("Referer", "http://localhost:" + port + "/"),
                        Map.of("X-Requested-With", "XMLHttpRequest"),
                        Map.of("HX-Request", "true"));
        List<String> done = new ArrayList<>();
        List<Route> routes = unsafe();
        for (Route route : routes) {
            for (Map<String, String> headers : attempts) {
                String body =
                        FORM.equals(headers.get("Content-Type")) ? "_csrf=guess&role=ADMIN" : "";
                String[] flat =
                        headers.entrySet().stream()
                                .flatMap(header ->
                                        List.of(header.getKey(), header.getValue()).stream())
                                .toArray(String[]::new);
                int status =
                        administrator.send(route.method(), route.path(), body, flat).statusCode();
                if (status != 403) {
                    done.add(route + " " + headers.keySet() + ": " + status);
                }
            }
        }
        System.out.println(
                "Cross-site: "
                        + routes.size()
                        + " unsafe routes x "
                        + attempts.size()
                        + " attempts, "
                        + done.size()
                        + " passed");
        assertThat(done).isEmpty();
        assertThat(routes).hasSizeGreaterThan(15);
        assertThat(administrator.get("/auth/me", "Accept", "application/json").statusCode())
                .as("the administrator is still signed in")
                .isEqualTo(200);
    }

    @Test
    @Asvs("3.5.3")
    void noSafeMethodOfAnUnsafeRouteDoesAnything() {
        Browser administrator = world.signedIn(SignInWorld.admin());
        administrator.get("/auth/logout", "Accept", "application/json");
        assertThat(administrator.get("/auth/me", "Accept", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(
                        administrator
                                .send(
                                        "GET",
                                        "/auth/logout?_method=POST",
                                        "",
                                        "X-HTTP-Method-Override",
                                        "POST")
                                .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(administrator.get("/auth/me", "Accept", "application/json").statusCode())
                .isEqualTo(200);
    }
}
