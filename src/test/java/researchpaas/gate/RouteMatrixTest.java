package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.OpenToAll;
import researchpaas.account.Permission;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Readers;
import researchpaas.account.Requires;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.audit.Actor;
import researchpaas.audit.Means;
import researchpaas.credential.ManageKeys;
import researchpaas.credential.ManageKeys.Creation;
import researchpaas.credential.Scope;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Uploads;
import researchpaas.ingest.Uploads.Added;
import researchpaas.ingest.Uploads.NewUpload;
import tools.jackson.databind.json.JsonMapper;

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
    private static final Map<String, Pattern> NUMBERS =
            Map.of(
                    "a passage", Pattern.compile("/passages/\\{id}/similar"),
                    "an upload",
                            Pattern.compile("/documents/uploads/\\{id}|/upload/\\{id:.*}/delete"),
                    "a key", Pattern.compile("/api/v1/keys/\\{id}|/account/keys/\\{id:.*}/revoke"),
                    "a session",
                            Pattern.compile(
                                    "/api/v1/sessions/\\{reference}|/account/sessions/.*/end"),
                    "a conversation",
                            Pattern.compile("/api/v1/conversations/\\{id}.*|/ask/\\{id:.*"),
                    "a source", Pattern.compile("/sources/\\{id:.*|/api/v1/sources/\\{id}.*"));

    private static final Map<String, Reader> EVERYBODY = everybody();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;
    @Autowired Accounts accounts;
    @Autowired Readers readers;
    @Autowired ManageKeys keys;
    @Autowired Uploads uploads;
    @Autowired Ledger ledger;
    @Autowired Clock clock;
    @TempDir Path folder;

    private static Map<String, Reader> everybody() {
        Map<String, Reader> all = new LinkedHashMap<>();
        all.put("nobody", Reader.nobody());
        for (Role role : Role.values()) {
            all.put(role.word(), TestReaders.of(role));
            all.put("suspended " + role.word(), TestReaders.suspended(role));
        }
        for (Scope scope : Scope.values()) {
            for (Role role : List.of(Role.ADMIN, Role.STUDENT)) {
                all.put(
                        "a key of " + role.word() + " for " + scope,
                        TestReaders.of(role, scope.permissions()));
            }
        }
        return all;
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
        Set<String> unclassified = new TreeSet<>();
        Set<String> unexplained = new TreeSet<>();
        for (Route route : routes()) {
            boolean requires = route.required() != null;
            if (requires == route.isOpen()) {
                unclassified.add(route + " in " + route.handler());
            }
            if (requires
                    && route.required() != Permission.ADMIN
                    && route.pattern().contains("{")
                    && !route.pattern().contains("{category}/{number}")
                    && NUMBERS.values().stream()
                            .noneMatch(known -> known.matcher(route.pattern()).matches())) {
                unexplained.add(route.toString());
            }
        }
        assertThat(unclassified)
                .as(
                        "routes without @Requires(Permission.…) or @OpenToAll. Put one on the method; a library's own route goes into RouteMatrixTest.FOREIGN and RefuseUnpermitted")
                .isEmpty();
        assertThat(unexplained)
                .as(
                        "routes whose number may be somebody else's. Say in RouteMatrixTest.NUMBERS what it means, and test in this class that what is foreign is as good as unknown")
                .isEmpty();
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
        boolean unknown = person.getValue().account() == null;
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
                String unknown = document(route, 999_999);
                for (var document : numbers.entrySet()) {
                    boolean sees =
                            switch (document.getKey()) {
                                case "everybody's" -> true;
                                case "shared" -> !role.equals("guest");
                                case "own" -> role.equals("guest");
                                default -> false;
                            };
                    String found = document(route, document.getValue());
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

    private String document(Route route, long number) throws UnsupportedEncodingException {
        String path =
                route.pattern()
                        .replace("{category}", "paper")
                        .replace("{number}", String.valueOf(number))
                        .replaceAll("\\{[^}]*}", "1");
        return text(ask(HttpMethod.GET, path, route).getResponse(), number);
    }

    private static String text(MockHttpServletResponse answer, long number)
            throws UnsupportedEncodingException {
        return answer.getStatus()
                + " "
                + answer.getContentAsString(StandardCharsets.UTF_8)
                        // not the 2 of a version
                        .replaceAll("(/|%2F)" + number + "(?![0-9.])", "$1N")
                        .replaceAll("nonce=\"[^\"]+\"", "");
    }

    // --- what belongs to somebody

    @Test
    @Asvs({"8.2.2", "8.3.3"})
    void anotherPersonsKeyUploadOrSessionIsAsGoodAsUnknown() throws Exception {
        Reader owner = person("owner@u.ac.jp", Role.FACULTY);
        Reader other = person("other@u.ac.jp", Role.STUDENT);
        long key = key(owner);
        long upload = upload(owner);
        acting.be(other);
        for (String path :
                List.of("/api/v1/keys/%s", "/documents/uploads/%s", "/api/v1/sessions/%s")) {
            String mine = path.contains("keys") ? String.valueOf(key) : String.valueOf(upload);
            String unknown = path.contains("sessions") ? "x".repeat(22) : "999999";
            assertThat(delete(path.formatted(mine)))
                    .as(path)
                    .isEqualTo(delete(path.formatted(unknown)))
                    .startsWith("404 ");
        }
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
            assertThat(page(method, "/account/keys/" + key + "/revoke", key))
                    .isEqualTo(page(method, "/account/keys/999999/revoke", 999_999))
                    .startsWith("404 ");
        }
        acting.be(owner);
        assertThat(delete("/api/v1/keys/" + key)).startsWith("204 ");
        assertThat(delete("/documents/uploads/" + upload)).startsWith("204 ");
        long others = upload(other);
        assertThat(delete("/documents/uploads/" + others))
                .as("faculty may delete what students put in")
                .startsWith("204 ");
        long mine = upload(other);
        acting.be(other);
        assertThat(delete("/documents/uploads/" + mine)).startsWith("204 ");
    }

    /// A source that is not one's own, whatever is to be done with it.
    @Test
    @Asvs({"8.2.2", "8.3.3"})
    void anotherPersonsSourceIsAsGoodAsUnknown() throws Exception {
        acting.be(person("other@u.ac.jp", Role.STUDENT));
        long source = ledger.source("folder:library").value();
        int asked = 0;
        for (Route route : routes()) {
            if (NUMBERS.get("a source").matcher(route.pattern()).matches()) {
                assertThat(answer(route, source))
                        .as("%s", route)
                        .isEqualTo(answer(route, 999_999))
                        .startsWith("404 ");
                asked++;
            }
        }
        assertThat(asked).isGreaterThanOrEqualTo(8);
    }

    /// Not even an administrator's.
    @Test
    @Asvs({"8.2.2", "8.3.3"})
    void anotherPersonsConversationIsAsGoodAsUnknown() throws Exception {
        acting.be(person("asker@u.ac.jp", Role.STUDENT));
        // the first one's number is like others in the path, which must not be taken for it
        long first = conversation();
        long own = conversation();
        acting.be(person("curious@u.ac.jp", Role.ADMIN));
        int asked = 0;
        for (Route route : routes()) {
            if (NUMBERS.get("a conversation").matcher(route.pattern()).matches()) {
                assertThat(answer(route, own))
                        .as("%s", route)
                        .isEqualTo(answer(route, 999_999))
                        .matches("(?s)40[04] .*");
                asked++;
            }
        }
        assertThat(asked).isGreaterThanOrEqualTo(5);
        acting.be(person("asker@u.ac.jp", Role.STUDENT));
        assertThat(delete("/api/v1/conversations/" + own)).startsWith("204 ");
        assertThat(delete("/api/v1/conversations/" + first)).startsWith("204 ");
    }

    private long conversation() throws UnsupportedEncodingException {
        String answer =
                mvc.post()
                        .uri("/api/v1/answers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"question\": \"How does attention work?\", \"keep\": true}")
                        .exchange()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        return JsonMapper.shared().readTree(answer).path("kept").path("conversation").asLong();
    }

    private String answer(Route route, long number) throws UnsupportedEncodingException {
        String path =
                route.pattern()
                        .replaceFirst("\\{[^{}]*(\\{[^}]*})?[^{}]*}", String.valueOf(number))
                        .replaceAll("\\{[^{}]*(\\{[^}]*})?[^{}]*}", "1");
        return text(ask(route.method(), path, route).getResponse(), number);
    }

    private Reader person(String address, Role role) {
        Address of = new Address(address);
        return readers.of(accounts.find(of).or(() -> accounts.add(of, role)).orElseThrow());
    }

    private long key(Reader owner) {
        Creation made =
                keys.create(
                        new Actor(owner.account().value(), Means.SESSION),
                        owner,
                        "a key",
                        Set.of(Scope.SEARCH),
                        clock.instant().plus(Duration.ofDays(1)));
        return ((Creation.Created) made).key().id().value();
    }

    private long upload(Reader by) throws IOException {
        Path bytes = Files.writeString(folder.resolve("a.txt"), UUID.randomUUID().toString());
        String name = UUID.randomUUID() + ".txt";
        Added added = uploads.add(new NewUpload(name, name, 36, name, by.name()), bytes);
        return ((Added.Kept) added).upload().id();
    }

    private String page(HttpMethod method, String path, long number)
            throws UnsupportedEncodingException {
        return text(
                mvc.method(method).uri(path).accept(MediaType.TEXT_HTML).exchange().getResponse(),
                number);
    }

    private String delete(String path) throws UnsupportedEncodingException {
        MockHttpServletResponse answer = mvc.delete().uri(path).exchange().getResponse();
        return answer.getStatus() + " " + answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
