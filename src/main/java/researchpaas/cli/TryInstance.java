package researchpaas.cli;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.cli.Deployed.Answer;
import researchpaas.cli.Deployed.NoAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A deployed instance from one end to the other, as a visitor and, with a key, as a program sees
/// it. Each step stands by itself, except that nothing is asked of an instance that cannot be
/// reached.
final class TryInstance {
    private static final Duration IMPORT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Set<String> OUTCOMES = Set.of("grounded", "extractive", "not_found");

    private final Deployed server;
    private final URI base;
    private final Plan plan;
    private final List<Step> steps = new ArrayList<>();
    private final Consumer<Step> news;
    private boolean signInOn = true;
    private @Nullable JsonNode document;

    /// @param key an API key; empty to stay a visitor
    /// @param metricsToken empty where nobody collects metrics
    /// @param write whether a document is put in and taken out again
    record Plan(String key, String metricsToken, boolean write) {
        @Override
        public String toString() {
            return "Plan[key=***, metricsToken=***, write=" + write + "]";
        }
    }

    enum Result {
        OK,
        WARNING,
        WRONG,
        SKIPPED
    }

    /// @param key of the sentence `smoke.found.KEY`
    record Step(String name, Result result, String key, List<Object> values, long millis) {}

    /// What a step comes to.
    private record Found(Result result, String key, List<Object> values) {
        static Found ok(String key, Object... values) {
            return new Found(Result.OK, key, List.of(values));
        }

        static Found wrong(String key, Object... values) {
            return new Found(Result.WRONG, key, List.of(values));
        }

        static Found skipped(String key) {
            return new Found(Result.SKIPPED, key, List.of());
        }
    }

    private interface Look {
        Found look() throws NoAnswer, InterruptedException;
    }

    /// @param news each step when it is done
    TryInstance(Deployed server, URI base, Plan plan, Consumer<Step> news) {
        this.server = server;
        this.base = base;
        this.plan = plan;
        this.news = news;
    }

    List<Step> run() throws InterruptedException {
        step("live", this::live);
        if (steps.getLast().result() == Result.WRONG) {
            return List.copyOf(steps);
        }
        step("encryption", this::encryption);
        step("ready", () -> status(server.get("/readyz", Map.of()), 200));
        step("health", this::health);
        step("headers", this::headers);
        step("sign-in", this::signIn);
        step("unknown-route", this::unknownRoute);
        step("wrong-key", this::wrongKey);
        step("visitor", this::visitor);
        if (plan.key().isEmpty() && signInOn) {
            steps.add(new Step("search", Result.SKIPPED, "noKey", List.of(), 0));
            news.accept(steps.getLast());
        } else {
            asProgram();
        }
        step("metrics", this::metrics);
        return List.copyOf(steps);
    }

    private void asProgram() throws InterruptedException {
        step("search", this::search);
        step("document", this::open);
        step("similar", this::similar);
        step("answer", this::answer);
        if (plan.write()) {
            step("upload", this::upload);
        }
    }

    private void step(String name, Look look) throws InterruptedException {
        long start = System.nanoTime();
        Found found;
        try {
            found = look.look();
        } catch (NoAnswer e) {
            found = Found.wrong("no." + e.why());
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        Step step = new Step(name, found.result(), found.key(), found.values(), millis);
        steps.add(step);
        news.accept(step);
    }

    private Found live() throws NoAnswer {
        Answer answer = server.get("/livez", Map.of());
        if (answer.status() != 200) {
            return Found.wrong("status", answer.status(), 200);
        }
        // a page in place of our answer is some other server, or a proxy's
        return answer.header("Content-Type").startsWith("text/html")
                ? Found.wrong("html")
                : Found.ok("status.fine", 200);
    }

    private Found encryption() {
        if ("https".equals(base.getScheme())) {
            return Found.ok("tls");
        }
        return isThisComputer() ? Found.skipped("tls.here") : Found.wrong("tls.none");
    }

    private boolean isThisComputer() {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(base.getHost());
    }

    private static Found status(Answer answer, int expected) {
        return answer.status() == expected
                ? Found.ok("status.fine", expected)
                : Found.wrong("status", answer.status(), expected);
    }

    private Found health() throws NoAnswer {
        Answer answer = server.get("/health", Map.of());
        String status = answer.json().path("status").asString("");
        return switch (status) {
            case "healthy" -> Found.ok("health", status);
            case "degraded" -> new Found(Result.WARNING, "health.bad", List.of(status));
            case "down" -> Found.wrong("health.bad", status);
            default -> Found.wrong("shape", "/health");
        };
    }

    private Found headers() throws NoAnswer {
        Answer answer = server.get("/sign-in", Map.of("Accept", "text/html"));
        List<String> missing = new ArrayList<>();
        demand("Content-Security-Policy", "object-src 'none'", answer, missing);
        demand("X-Content-Type-Options", "nosniff", answer, missing);
        demand("X-Frame-Options", "", answer, missing);
        demand("Referrer-Policy", "", answer, missing);
        if ("https".equals(base.getScheme())) {
            demand("Strict-Transport-Security", "max-age=", answer, missing);
        }
        return missing.isEmpty()
                ? Found.ok("headers")
                : Found.wrong("headers.missing", String.join(", ", missing));
    }

    private static void demand(String name, String part, Answer answer, List<String> missing) {
        String value = answer.header(name);
        if (value.isEmpty() || !value.contains(part)) {
            missing.add(name);
        }
    }

    private Found signIn() throws NoAnswer {
        Answer answer = server.get("/auth/login", Map.of());
        if (answer.status() == 404) {
            signInOn = false;
            return isThisComputer() ? Found.skipped("signin.off") : Found.wrong("signin.off");
        }
        if (answer.status() != 302) {
            return Found.wrong("status", answer.status(), 302);
        }
        URI provider;
        Map<String, String> query;
        try {
            provider = URI.create(answer.header("Location"));
            query = query(provider);
        } catch (IllegalArgumentException e) {
            return Found.wrong("shape", "/auth/login");
        }
        String back = query.getOrDefault("redirect_uri", "");
        String expected = base.resolve("/auth/callback").toString();
        if (query.getOrDefault("client_id", "").isEmpty()
                || query.getOrDefault("state", "").isEmpty()
                || !query.getOrDefault("scope", "").contains("openid")) {
            return Found.wrong("shape", "/auth/login");
        }
        return back.equals(expected)
                ? Found.ok("signin", String.valueOf(provider.getHost()), back)
                : Found.wrong("signin.back", back, expected);
    }

    private static Map<String, String> query(URI address) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                (first, _) -> first));
    }

    private Found unknownRoute() throws NoAnswer {
        return refusal(server.get("/no-such-address", key()), 404);
    }

    /// With a sentence as JSON, as our refusals are.
    private static Found refusal(Answer answer, int expected) {
        if (answer.status() != expected) {
            return Found.wrong("status", answer.status(), expected);
        }
        return answer.json().path("detail").asString("").isEmpty()
                ? Found.wrong("shape", "detail")
                : Found.ok("status.fine", expected);
    }

    private Found wrongKey() throws NoAnswer {
        if (!signInOn) {
            return Found.skipped("signin.off");
        }
        byte[] drawn = new byte[16];
        RandomGenerator.getDefault().nextBytes(drawn);
        return refusal(
                server.get(
                        "/documents?limit=1",
                        Map.of("Authorization", "Bearer smoke-" + HexFormat.of().formatHex(drawn))),
                401);
    }

    private Found visitor() throws NoAnswer {
        return signInOn
                ? refusal(server.get("/documents?limit=1", Map.of()), 401)
                : Found.skipped("signin.off");
    }

    private Map<String, String> key() {
        return plan.key().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + plan.key());
    }

    private Found search() throws NoAnswer {
        Answer list = server.get("/documents?limit=1", key());
        if (list.status() != 200) {
            return Found.wrong("status", list.status(), 200);
        }
        JsonNode first = list.json().path("documents").path(0);
        if (first.isMissingNode()) {
            return Found.skipped("empty");
        }
        document = first;
        String title = title(first);
        Answer found =
                server.get("/documents/search?limit=5&q=" + LibraryServer.encode(title), key());
        if (found.status() != 200) {
            return Found.wrong("status", found.status(), 200);
        }
        int count = found.json().path("documents").size();
        return count > 0 ? Found.ok("search", count) : Found.wrong("search.nothing");
    }

    /// A question of a thousand letters is too long.
    private static String title(JsonNode of) {
        String title = of.path("title").asString("");
        return title.length() > 100 ? title.substring(0, 100) : title;
    }

    private static String address(JsonNode of) {
        return "/documents/"
                + LibraryServer.encode(of.path("category").asString(""))
                + "/"
                + of.path("id").asLong();
    }

    private Found open() throws NoAnswer {
        JsonNode known = document;
        if (known == null) {
            return Found.skipped("empty");
        }
        Answer answer = server.get(address(known), key());
        if (answer.status() != 200) {
            return Found.wrong("status", answer.status(), 200);
        }
        return answer.json().path("id").asLong() == known.path("id").asLong()
                ? Found.ok("status.fine", 200)
                : Found.wrong("shape", "id");
    }

    private Found similar() throws NoAnswer {
        JsonNode known = document;
        return known == null
                ? Found.skipped("empty")
                : status(server.get(address(known) + "/similar", key()), 200);
    }

    private Found answer() throws NoAnswer {
        JsonNode known = document;
        if (known == null) {
            return Found.skipped("empty");
        }
        String body =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("question", title(known))
                        .put("keep", false)
                        .toString();
        Answer answer =
                server.post(
                        "/api/v1/answers",
                        key(),
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            return Found.wrong("status", answer.status(), 200);
        }
        String outcome = answer.json().path("outcome").asString("");
        return OUTCOMES.contains(outcome)
                ? Found.ok("answer", outcome)
                : Found.wrong("shape", "outcome");
    }

    /// Puts in a text that nobody else has, finds it, takes it out, and no longer finds it.
    private Found upload() throws NoAnswer, InterruptedException {
        byte[] drawn = new byte[8];
        RandomGenerator.getDefault().nextBytes(drawn);
        String word = "smoke" + HexFormat.of().formatHex(drawn);
        Answer sent =
                server.post(
                        "/documents/upload",
                        key(),
                        "multipart/form-data; boundary=" + word,
                        form(word));
        JsonNode upload = sent.json().path("files").path(0);
        if (sent.status() != 202 || !upload.path("id").isNumber()) {
            return Found.wrong("upload.refused", sent.status());
        }
        String place = "/documents/uploads/" + upload.path("id").asLong();
        String query = "/documents/search?mode=words&q=" + word;
        Found found = Found.wrong("upload.notFound", IMPORT.toSeconds());
        try {
            if (await(query, answer -> isIn(answer, word))) {
                found = Found.ok("upload");
            }
        } finally {
            Answer removed = server.delete(place, key());
            if (removed.status() != 204) {
                found = Found.wrong("upload.left", place);
            }
        }
        return found.result() == Result.OK && !await(query, answer -> !isIn(answer, word))
                ? Found.wrong("upload.stays", place)
                : found;
    }

    /// The file's name holds the word; what the answer repeats of the question does not count, nor
    /// do other documents that hold a part of it.
    private static boolean isIn(Answer answer, String word) {
        return answer.json()
                .path("documents")
                .valueStream()
                .anyMatch(found -> found.path("file_path").asString("").contains(word));
    }

    private static byte[] form(String word) {
        String text =
                "A document of research-paas smoke, to be removed at once. Its word is %s."
                        .formatted(word);
        return """
        --%1$s\r
        Content-Disposition: form-data; name="kind"\r
        \r
        paper\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="%1$s.txt"\r
        \r
        %2$s\r
        --%1$s--\r
        """
                .formatted(word, text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean await(String path, Predicate<Answer> is) throws NoAnswer, InterruptedException {
        long end = System.nanoTime() + IMPORT.toNanos();
        while (System.nanoTime() < end) {
            Answer answer = server.get(path, key());
            if (answer.status() == 200 && is.test(answer)) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    private Found metrics() throws NoAnswer {
        if (plan.metricsToken().isEmpty()) {
            return Found.skipped("metrics.noToken");
        }
        Answer open = server.get("/metrics", Map.of("Accept", "text/plain"));
        if (open.status() == 200 && !isThisComputer()) {
            return Found.wrong("metrics.open");
        }
        Answer answer =
                server.get(
                        "/metrics",
                        Map.of(
                                "Accept",
                                "text/plain",
                                "Authorization",
                                "Bearer " + plan.metricsToken()));
        return answer.status() == 200 && answer.text().contains("# TYPE ")
                ? Found.ok("metrics", answer.text().lines().count())
                : Found.wrong("status", answer.status(), 200);
    }
}
