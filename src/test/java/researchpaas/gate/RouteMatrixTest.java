package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import researchpaas.Asvs;
import researchpaas.account.OpenToAll;
import researchpaas.account.Permission;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.SmallLibrary;

/// Every route that the running program has, asked by everybody. What is expected is told by the
/// route's own annotation, so a new route is covered by itself, and one that says nothing fails.
@GateTest
class RouteMatrixTest {
    /// Not ours, so without annotation: the error page, and the description of the API, which holds
    /// nothing of the library.
    private static final Set<String> FOREIGN =
            Set.of("/error", "/v3/api-docs", "/v3/api-docs.yaml");

    /// What a number in the path means, where it is no document's and not an administrator's
    /// business.
    private static final Map<String, String> NUMBERS =
            Map.of(
                    "/passages/{id}/similar", "a passage",
                    "/documents/uploads/{id}", "an upload",
                    "/upload/{id:\\d{1,18}}/delete", "an upload");

    private static final Map<String, Reader> EVERYBODY = everybody();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;

    private static Map<String, Reader> everybody() {
        Map<String, Reader> all = new LinkedHashMap<>();
        all.put("nobody", Reader.nobody());
        all.put("guest", with("guest", Permission.READ, Permission.ASK));
        all.put("student", with("student", Permission.READ, Permission.ASK, Permission.WRITE));
        all.put(
                "faculty",
                with(
                        "faculty",
                        Permission.READ,
                        Permission.ASK,
                        Permission.WRITE,
                        Permission.DELETE,
                        Permission.SHARE));
        all.put(
                "admin",
                with(
                        "admin",
                        Permission.READ,
                        Permission.ASK,
                        Permission.WRITE,
                        Permission.DELETE,
                        Permission.ADMIN));
        all.put("a key to search", with("student", Permission.READ));
        all.put("a key to ask", with("student", Permission.READ, Permission.ASK));
        all.put("a key to ingest", with("faculty", Permission.WRITE, Permission.DELETE));
        all.put("a key to manage", with("admin", Permission.ADMIN));
        return all;
    }

    /// Of a role and all below it.
    private static Reader with(String role, Permission... permissions) {
        List<String> roles = List.of("guest", "student", "faculty", "admin");
        Set<Principal> principals = new java.util.HashSet<>();
        principals.add(Principal.ANYONE);
        principals.add(new Principal("user:" + role + "@u.ac.jp"));
        roles.subList(0, roles.indexOf(role) + 1)
                .forEach(one -> principals.add(new Principal("role:" + one)));
        return new Reader(
                role + "@u.ac.jp", principals, false, EnumSet.copyOf(List.of(permissions)), null);
    }

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void back() {
        acting.be(null);
    }

    /// @param method the first that it takes
    private record Route(
            String pattern, HttpMethod method, RequestMappingInfo info, HandlerMethod handler) {
        @Nullable Permission required() {
            Requires requires = handler.getMethodAnnotation(Requires.class);
            return requires == null ? null : requires.value();
        }

        boolean isOpen() {
            return handler.hasMethodAnnotation(OpenToAll.class) || FOREIGN.contains(pattern);
        }

        boolean isPage() {
            return !handler.hasMethodAnnotation(ResponseBody.class)
                    && !AnnotatedElementUtils.hasAnnotation(
                            handler.getBeanType(), ResponseBody.class);
        }

        /// With numbers that nothing has.
        String path() {
            return pattern.replace("{category}", "paper")
                    .replaceAll("\\{[^{}]*(\\{[^}]*})?[^{}]*}", "999999");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods()
                .forEach((info, handler) ->
                        info.getPatternValues()
                                .forEach(pattern ->
                                        routes.add(
                                                new Route(pattern, method(info), info, handler))));
        return routes;
    }

    private static HttpMethod method(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .findFirst()
                .map(RequestMethod::asHttpMethod)
                .orElse(HttpMethod.GET);
    }

    @Test
    @Asvs("8.2.1")
    void everyRouteSaysWhomItRequires() {
        assertThat(routes()).hasSizeGreaterThan(40);
        for (Route route : routes()) {
            boolean requires = route.required() != null;
            if (requires == route.isOpen()) {
                fail(
                        "%s (%s) is not classified. Put @Requires(Permission.…) or @OpenToAll on the method; a door of a library's, which has neither, goes into RouteMatrixTest.FOREIGN and RefuseUnpermitted."
                                .formatted(route, route.handler()));
            }
            if (requires
                    && route.required() != Permission.ADMIN
                    && route.pattern().contains("{")
                    && !route.pattern().contains("{category}/{number}")) {
                assertThat(NUMBERS)
                        .as(
                                "what the number of %s means; say it in RouteMatrixTest.NUMBERS, and test there who may see it",
                                route)
                        .containsKey(route.pattern());
            }
        }
    }

    @Test
    @Asvs({"8.2.1", "8.3.1"})
    void everyRouteLetsThroughWhomItRequiresAndNobodyElse() throws Exception {
        int asked = 0;
        Set<String> wrong = new TreeSet<>();
        for (Route route : routes()) {
            for (var person : EVERYBODY.entrySet()) {
                acting.be(person.getValue());
                Permission required = route.required();
                boolean permitted = required == null || person.getValue().may(required);
                String outcome = permitted ? entry(route) : refusal(route);
                String expected = permitted ? "let through" : expectedRefusal(route, person);
                if (!outcome.equals(expected)) {
                    wrong.add(
                            route
                                    + " for "
                                    + person.getKey()
                                    + ": "
                                    + outcome
                                    + ", not "
                                    + expected);
                }
                asked++;
            }
        }
        System.out.println("route matrix: " + routes().size() + " routes, " + asked + " cells");
        assertThat(wrong).isEmpty();
    }

    private static String expectedRefusal(Route route, Map.Entry<String, Reader> person) {
        boolean unknown = person.getValue().permissions().isEmpty();
        if (!unknown) {
            return "403";
        }
        return route.isPage() ? "sent to sign in" : "401";
    }

    private String refusal(Route route) throws Exception {
        MockHttpServletResponse answer = ask(route.method(), route.path(), route).getResponse();
        String location = answer.getRedirectedUrl();
        if (location != null && location.startsWith("/sign-in")) {
            return "sent to sign in";
        }
        return String.valueOf(answer.getStatus());
    }

    /// Without running the method itself, which might change something.
    private String entry(Route route) throws Exception {
        MockHttpServletRequest request = request(route);
        HandlerExecutionChain chain = mapping.getHandler(request);
        assertThat(chain).as("%s", route).isNotNull();
        MockHttpServletResponse response = new MockHttpServletResponse();
        for (HandlerInterceptor interceptor : chain.getInterceptorList()) {
            if (interceptor.getClass().getSimpleName().equals("RefuseUnpermitted")) {
                return interceptor.preHandle(request, response, chain.getHandler())
                        ? "let through"
                        : "refused with " + response.getStatus();
            }
        }
        return "never asked";
    }

    private static MockHttpServletRequest request(Route route) {
        MockHttpServletRequest request =
                new MockHttpServletRequest(route.method().name(), route.path());
        consumed(route).ifPresent(type -> request.setContentType(type.toString()));
        produced(route).ifPresent(type -> request.addHeader("Accept", type.toString()));
        ServletRequestPathUtils.parseAndCache(request);
        return request;
    }

    private static java.util.Optional<MediaType> consumed(Route route) {
        return route.info().getConsumesCondition().getConsumableMediaTypes().stream().findFirst();
    }

    private static java.util.Optional<MediaType> produced(Route route) {
        return route.info().getProducesCondition().getProducibleMediaTypes().stream().findFirst();
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult ask(
            HttpMethod method, String path, Route route) {
        var request = mvc.method(method).uri(path);
        consumed(route).ifPresent(type -> request.contentType(type));
        produced(route).ifPresent(type -> request.accept(type));
        return request.exchange();
    }

    // --- documents

    /// Who may see which of four papers: for everybody, for students and those above, for one guest
    /// alone, for nobody; and one that does not exist.
    @Test
    @Asvs({"8.2.2", "8.3.3"})
    void aDocumentIsThereForWhoMaySeeItAndForNobodyElse() throws Exception {
        add("shared", new Principal("role:student"));
        add("own", new Principal("user:guest@u.ac.jp"));
        add("forbidden", new Principal("user:stranger@elsewhere.jp"));
        library.awaitCaughtUp();
        Map<String, Long> numbers = numbers();
        numbers.put("unknown", 999_999L);
        Set<String> wrong = new TreeSet<>();
        int asked = 0;
        for (Route route : routes()) {
            if (!route.pattern().contains("{category}/{number}")
                    || route.method() != HttpMethod.GET) {
                continue;
            }
            for (String role : List.of("guest", "student", "faculty", "admin")) {
                acting.be(EVERYBODY.get(role));
                String unknown = answer(route, 999_999);
                for (var document : numbers.entrySet()) {
                    boolean sees =
                            switch (document.getKey()) {
                                case "everybody's" -> true;
                                case "shared" -> !role.equals("guest");
                                case "own" -> role.equals("guest");
                                default -> false;
                            };
                    String found = answer(route, document.getValue());
                    boolean right =
                            sees
                                    ? found.startsWith("200 ")
                                    : found.equals(unknown) && found.startsWith("404 ");
                    if (!right) {
                        wrong.add(
                                "%s, %s's %s: %.40s"
                                        .formatted(route, role, document.getKey(), found));
                    }
                    asked++;
                }
            }
        }
        System.out.println("documents matrix: " + asked + " cells");
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThanOrEqualTo(6 * 4 * 5);
    }

    private void add(String name, Principal visibleTo) {
        library.addFor(
                Set.of(visibleTo),
                Category.PAPER,
                "paper/" + name + ".pdf",
                name,
                2024,
                "Somebody",
                "What is " + name + ", in one page.");
    }

    /// As the database has them.
    private Map<String, Long> numbers() {
        acting.be(null);
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("everybody's", 2L);
        for (String name : List.of("shared", "own", "forbidden")) {
            numbers.put(name, library.number("paper/" + name + ".pdf"));
        }
        return numbers;
    }

    private String answer(Route route, long number) throws UnsupportedEncodingException {
        String path =
                route.pattern()
                        .replace("{category}", "paper")
                        .replace("{number}", String.valueOf(number))
                        .replaceAll("\\{[^}]*}", "1");
        MockHttpServletResponse answer = ask(HttpMethod.GET, path, route).getResponse();
        return answer.getStatus()
                + " "
                + answer.getContentAsString(StandardCharsets.UTF_8)
                        .replace("/" + number, "/N")
                        .replace("%2F" + number, "%2FN");
    }
}
