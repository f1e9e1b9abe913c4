package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import researchpaas.Asvs;
import researchpaas.reliability.Canaries.Canary;
import tools.jackson.databind.json.JsonMapper;

/// A value that stands in each secret setting, and must stand nowhere else.
class CanaryTest {
    private static final Path SETTINGS = Path.of("src/main/resources/application.yml");

    /// Names of variables that tell a secret.
    private static final Pattern SECRET =
            Pattern.compile(".*(SECRET|PASSWORD|TOKEN|KEY|CREDENTIAL|DATABASE_URL).*");

    /// Sounds like one, and is none.
    private static final Set<String> NO_SECRET =
            Set.of(
                    "RATE_LIMIT_KEY",
                    "TOKEN_LIFETIME",
                    "LLM_TOKENS_PER_DAY",
                    "LLM_TOKENS_PER_DAY_ACCOUNT",
                    "REFRESH_TOKEN_IDLE",
                    "REFRESH_TOKEN_LIFETIME",
                    "GOOGLE_TOKEN_URL",
                    "GOOGLE_DRIVE_CREDENTIALS_PATH");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void everySecretSettingHasItsCanary() throws Exception {
        Set<String> secrets =
                Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)")
                        .matcher(Files.readString(SETTINGS))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(name -> SECRET.matcher(name).matches())
                        .filter(name -> !NO_SECRET.contains(name))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(Canaries.all().keySet()))
                .as(
                        "a new secret setting needs a canary here; what only sounds like one, NO_SECRET")
                .isEqualTo(secrets);
    }

    @Test
    @Asvs({"16.2.5", "14.2.4"})
    void noSettingsTellASecretWhenTheyAreWritten() throws Exception {
        Map<String, Canary> canaries = Canaries.all();
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> values = new LinkedHashMap<>();
        canaries.forEach((name, canary) -> values.put(name, canary.value()));
        environment.getPropertySources().addFirst(new MapPropertySource("canaries", values));
        for (PropertySource<?> source :
                new YamlPropertySourceLoader()
                        .load("settings", new ClassPathResource("application.yml"))) {
            environment.getPropertySources().addLast(source);
        }
        ClassPathScanningCandidateComponentProvider scanner =
                new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        int looked = 0;
        for (var found : scanner.findCandidateComponents("researchpaas")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            Object settings = Binder.get(environment).bindOrCreate(prefix, Bindable.of(type));
            canaries.forEach((name, canary) ->
                    assertThat(settings.toString())
                            .as("%s in %s", name, type)
                            .doesNotContain(canary.mark()));
            looked++;
        }
        assertThat(looked).isGreaterThan(15);
    }

    /// Everything that the outside world can refuse is refused here: the provider, the bucket and
    /// Google do not answer.
    @Test
    @Asvs({"13.4.2", "13.4.5", "15.2.3", "16.2.4", "16.2.5", "16.5.1"})
    void aServerInProductionTellsNoSecret(@TempDir Path folder) throws Exception {
        Map<String, Canary> canaries = Canaries.all();
        canaries.remove("DATABASE_URL");
        Path home = Files.createDirectory(folder.resolve("home"));
        Path library = Files.createDirectory(folder.resolve("library"));
        Files.writeString(library.resolve("note.txt"), "A note about nothing in particular.\n");
        String[] settings =
                Stream.concat(
                                canaries.entrySet().stream()
                                        .map(one -> one.getKey() + "=" + one.getValue().value()),
                                Stream.of(
                                        "PAAS_ENVIRONMENT=production",
                                        "API_HOST=127.0.0.1",
                                        "ALLOWED_DOMAINS=u.ac.jp",
                                        "ALLOWED_HOSTS=library.example",
                                        "FOLDER_VISIBLE_TO=domain:u.ac.jp",
                                        "ADMIN_USERS=admin@u.ac.jp",
                                        "GOOGLE_OAUTH_CLIENT_ID=client",
                                        "GOOGLE_OAUTH_REDIRECT_URI=https://library.example/auth/callback",
                                        "OIDC_ISSUER=https://127.0.0.1:1",
                                        "GOOGLE_API_ROOT_URL=http://127.0.0.1:1/",
                                        "GOOGLE_TOKEN_URL=http://127.0.0.1:1/token",
                                        "GOOGLE_DRIVE_FOLDER_IDS=folder1",
                                        "LLM_PROVIDER=gemini",
                                        "GEMINI_BASE_URL=http://127.0.0.1:1",
                                        "BACKUP_TO=s3://bucket/library",
                                        "BACKUP_S3_ENDPOINT=http://127.0.0.1:1",
                                        "logging.config=classpath:researchpaas/production-log.xml",
                                        "logging.level.researchpaas=debug"))
                        .toArray(String[]::new);
        StringBuilder told = new StringBuilder();
        try (ServerProcess server = ServerProcess.start(home, library, Store.sqlite(), settings)) {
            int port = server.awaitPort(Duration.ofSeconds(60));
            String operator = "Bearer " + Files.readString(home.resolve("operator.token")).strip();
            for (String path :
                    List.of(
                            "/",
                            "/sign-in",
                            "/health",
                            "/statistics",
                            "/admin/system-info",
                            "/admin/users",
                            "/admin/audit",
                            "/admin/people",
                            "/sources",
                            "/documents/search?q=note",
                            "/documents/ingest",
                            "/v3/api-docs",
                            "/auth/login",
                            "/auth/callback?code=a&state=b",
                            "/auth/callback?error=server_error",
                            "/auth/me",
                            "/actuator/env",
                            "/actuator/configprops",
                            "/library/paper/1",
                            "/documents/search?limit=x")) {
                for (String accept : List.of("text/html", "application/json")) {
                    told.append(answer(port, path, accept, operator));
                }
                told.append(answer(port, path, "application/json", "Bearer nonsense"));
                told.append(answer(port, path, "text/html", ""));
            }
            assertThat(answer(port, "/statistics", "application/json", operator))
                    .as("no samples")
                    .contains("\"total_documents\":0");
            assertThat(told).contains("\"status\"", "<html");
            server.stop();
        }
        String log = Files.readString(folder.resolve("server.log"));
        assertThat(log).isNotEmpty();
        assertThat(log.lines().filter(line -> line.startsWith("{")))
                .as("the log is JSON, one event a line")
                .isNotEmpty()
                .allMatch(line -> JsonMapper.shared().readTree(line).isObject())
                .anyMatch(line -> line.contains("\"account\":\"operator\""));
        canaries.forEach((name, canary) -> {
            assertThat(told.toString()).as(name).doesNotContain(canary.mark());
            assertThat(log).as(name).doesNotContain(canary.mark());
        });
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                canaries.forEach((name, canary) ->
                        assertThat(content.contains(canary.mark()))
                                .as("%s in %s", name, file)
                                .isFalse());
            }
        }
    }

    @Test
    @Asvs("16.2.5")
    void aDatabaseThatDoesNotAnswerIsNamedWithoutItsPassword(@TempDir Path folder)
            throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Canary canary = Canaries.all().get("DATABASE_URL");
        try (ServerProcess server =
                ServerProcess.start(
                        home,
                        Files.createDirectory(folder.resolve("library")),
                        Store.postgres(canary.value()),
                        "research-paas.database.start-patience=1s",
                        "logging.level.researchpaas=debug")) {
            assertThat(catchThrowable(() -> server.awaitPort(Duration.ofSeconds(60))))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains("127.0.0.1")
                .doesNotContain(canary.mark());
    }

    private static String answer(int port, String path, String accept, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", accept);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.headers().map() + "\n" + response.body() + "\n";
    }
}
