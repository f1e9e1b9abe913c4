package researchpaas.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People with browsers and programs, before a library with sign-in ([SignedInDoorsTest]). Each
/// step of a sign-in can be taken by itself, and be left out or taken wrongly.
public final class SignInWorld {
    public static final String JWT_SECRET = "uMe0H4wzZ1qfY7kX2bVtCp9sRnLd5aJgW8oQi3EyTxs=";

    /// The session's cookie over plain HTTP.
    public static final String SESSION = "research-paas-session";

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private final String base;

    public SignInWorld(int port) {
        this.base = "http://localhost:" + port;
    }

    /// What the provider knows of somebody, and says in its token.
    public record Person(String subject, Map<String, Object> claims) {
        /// Of the domain in the address, and all in order.
        public static Person of(String subject, String address) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("email", address);
            claims.put("email_verified", true);
            claims.put("name", subject + " Example");
            claims.put("hd", address.substring(address.indexOf('@') + 1));
            return new Person(subject, claims);
        }

        /// The same but for one claim.
        ///
        /// @param value null for none
        public Person with(String claim, @Nullable Object value) {
            Map<String, Object> changed = new LinkedHashMap<>(claims);
            if (value == null) {
                changed.remove(claim);
            } else {
                changed.put(claim, value);
            }
            return new Person(subject, changed);
        }
    }

    public static Person admin() {
        return Person.of("sub-admin", "admin@u.ac.jp");
    }

    public static Person professor() {
        return Person.of("sub-prof", "prof@u.ac.jp");
    }

    public static Person student() {
        return Person.of("sub-student", "student@u.ac.jp");
    }

    public static Person guest() {
        return Person.of("sub-guest", "guest@lab.u.ac.jp");
    }

    public URI uri(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /// Without anything kept from before.
    public Browser browser() {
        return new Browser();
    }

    /// Through the provider and back.
    public Browser signedIn(Person person) {
        Browser browser = new Browser();
        HttpResponse<String> arrived = browser.signIn(person, "/");
        assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(302);
        assertThat(location(arrived)).isEqualTo("/");
        return browser;
    }

    /// As a program signs in: access token, refresh token and all, as they come.
    public JsonNode tokens(Person person) {
        Browser program = new Browser().asking("application/json");
        HttpResponse<String> arrived = program.signIn(person, "/");
        assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(200);
        return json(arrived);
    }

    /// A request with nothing but these headers: names and values in turn.
    public HttpResponse<String> send(String method, String path, String... headers) {
        return sendBody(method, path, "", headers);
    }

    public HttpResponse<String> sendBody(
            String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(DEADLINE)
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /// The id of a browser's session in the database: the part of its cookie that is no secret.
    public static String sessionOf(Browser browser) {
        String cookie = browser.cookies().get(SESSION).getValue();
        return cookie.substring(0, cookie.indexOf('.'));
    }

    public static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Keeps cookies, follows nothing by itself.
    public final class Browser {
        private static final Pattern SECRET =
                Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

        private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();
        private String accept = "text/html";
        private String language = "en";

        private Browser() {}

        public Browser asking(String mediaType) {
            accept = mediaType;
            return this;
        }

        public Browser speaking(String tongue) {
            language = tongue;
            return this;
        }

        /// By name, with what the server said of each.
        public Map<String, HttpCookie> cookies() {
            return cookies;
        }

        public HttpResponse<String> signIn(Person person, String returnPath) {
            return comeBack(atProvider(leave("/auth/login?return=" + encode(returnPath)), person));
        }

        /// The first step: to the provider.
        public HttpResponse<String> leave(String path) {
            return get(path);
        }

        /// The second step: the provider's page is filled in.
        ///
        /// @return where the provider sends the browser to
        public URI atProvider(HttpResponse<String> left, Person person) {
            assertThat(left.statusCode()).as(left.body()).isEqualTo(302);
            HttpResponse<String> answer =
                    exchange(
                            HttpRequest.newBuilder(URI.create(location(left)))
                                    .timeout(DEADLINE)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    form(
                                                            Map.of(
                                                                    "username",
                                                                    person.subject(),
                                                                    "claims",
                                                                    JsonMapper.shared()
                                                                            .writeValueAsString(
                                                                                    person
                                                                                            .claims())))))
                                    .build());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            return URI.create(location(answer));
        }

        /// The third step: back, with what the provider said.
        public HttpResponse<String> comeBack(URI callback) {
            return get(callback.getRawPath() + "?" + callback.getRawQuery());
        }

        public HttpResponse<String> get(String path, String... headers) {
            return send("GET", path, "", headers);
        }

        /// As one of the library's own forms sends it.
        public HttpResponse<String> post(String path, Map<String, String> fields) {
            Map<String, String> form = new LinkedHashMap<>(fields);
            form.put("_csrf", secret());
            return send(
                    "POST", path, form(form), "Content-Type", "application/x-www-form-urlencoded");
        }

        /// As one of the library's own scripts sends it.
        public HttpResponse<String> script(String method, String path, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.addAll(List.of("X-CSRF-TOKEN", secret()));
            return send(method, path, "", all.toArray(String[]::new));
        }

        /// What the session's pages hold for their forms; another text each time.
        public String secret() {
            HttpResponse<String> page = send("GET", "/", "", "Accept", "text/html");
            Matcher found = SECRET.matcher(page.body());
            assertThat(found.find()).as("the page has a form's secret: %s", page.body()).isTrue();
            return found.group(1);
        }

        /// With this browser's cookies, and nothing that it would add by itself but language and
        /// `Accept`, where the headers have none.
        public HttpResponse<String> send(
                String method, String path, String body, String... headers) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri(path))
                            .timeout(DEADLINE)
                            .method(method, BodyPublishers.ofString(body))
                            .setHeader("Accept", accept)
                            .setHeader("Accept-Language", language);
            for (int at = 0; at < headers.length; at += 2) {
                request.setHeader(headers[at], headers[at + 1]);
            }
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.values().stream()
                                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            HttpResponse<String> response = exchange(request.build());
            response.headers().allValues("Set-Cookie").stream()
                    .flatMap(line -> HttpCookie.parse(line).stream())
                    .forEach(this::keep);
            return response;
        }

        private void keep(HttpCookie cookie) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
    }
}
