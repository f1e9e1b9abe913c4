package researchpaas.source.google;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.source.ConsentScreen;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Component
@EnableConfigurationProperties(ConsentSettings.class)
class GoogleConsentScreen implements ConsentScreen {
    private static final Logger log = LoggerFactory.getLogger(GoogleConsentScreen.class);
    private static final String SCOPE = "https://www.googleapis.com/auth/drive.readonly";
    private static final int LONGEST_ANSWER = 1 << 16;

    private final ConsentSettings settings;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    GoogleConsentScreen(ConsentSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isConfigured() {
        return settings.isComplete();
    }

    /// A lasting consent comes only with access_type=offline, and surely only when the page is
    /// shown, whatever the person agreed to before.
    @Override
    public URI address(String state, String challenge, URI back, @Nullable String account) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", settings.clientId());
        parameters.put("redirect_uri", settings.back(back).toString());
        parameters.put("response_type", "code");
        parameters.put("scope", SCOPE);
        parameters.put("access_type", "offline");
        parameters.put("prompt", "consent");
        parameters.put("include_granted_scopes", "false");
        parameters.put("state", state);
        parameters.put("code_challenge", challenge);
        parameters.put("code_challenge_method", "S256");
        if (account != null) {
            parameters.put("login_hint", account);
        }
        return URI.create(settings.authUrl() + "?" + form(parameters));
    }

    @Override
    public Answer exchange(String code, String verifier, URI back) {
        HttpRequest request =
                HttpRequest.newBuilder(settings.tokenUrl())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        form(
                                                Map.of(
                                                        "grant_type",
                                                        "authorization_code",
                                                        "code",
                                                        code,
                                                        "code_verifier",
                                                        verifier,
                                                        "redirect_uri",
                                                        settings.back(back).toString(),
                                                        "client_id",
                                                        settings.clientId(),
                                                        "client_secret",
                                                        settings.clientSecret()))))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return read(answer.get(settings.exchange().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | JacksonException e) {
            answer.cancel(true);
            return unavailable(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unavailable(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                return unavailable(io);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Answer read(HttpResponse<byte[]> response) {
        JsonNode body = json.readTree(response.body());
        if (response.statusCode() == 200 && body.path("access_token").isString()) {
            // without the field all is granted that was asked for
            boolean reads =
                    !body.path("scope").isString()
                            || Arrays.asList(body.path("scope").asString().split(" "))
                                    .contains(SCOPE);
            String token = body.path("refresh_token").asString("");
            return reads
                    ? new Answer.Agreed(token.isBlank() ? null : token)
                    : new Answer.NotForReading();
        }
        log.atWarn()
                .addKeyValue("status", response.statusCode())
                .addKeyValue("error", word(body.path("error").asString("")))
                .log("Google gave no token for a consent");
        return response.statusCode() >= 500 || response.statusCode() == 429
                ? new Answer.Unavailable()
                : new Answer.Refused();
    }

    /// From outside, so only what an error's name looks like.
    private static String word(String error) {
        return error.matches("[a-z_]{1,60}") ? error : "?";
    }

    private static Answer unavailable(Exception cause) {
        log.atWarn()
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("Google did not answer when a consent was to be exchanged");
        return new Answer.Unavailable();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
