package researchpaas.account.security.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether people could sign in: the client's names, the address that the provider is to send them
/// back to, and whether the provider takes the client. For the last it is shown a code that is
/// none: who refuses the code has taken the client.
@EnableConfigurationProperties(ProviderSettings.class)
final class CheckSignIn implements Check {
    private static final String GOOGLES = ".apps.googleusercontent.com";
    private static final String CALLBACK = "/auth/callback";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final ParameterizedTypeReference<Map<String, Object>> JSON =
            new ParameterizedTypeReference<>() {};

    private final Environment environment;
    private final ProviderSettings settings;

    CheckSignIn(Environment environment, ProviderSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        if (!environment.getProperty("research-paas.auth.enabled", Boolean.class, false)) {
            return List.of(Diagnosis.notChecked(Topic.SIGN_IN, "signin.off"));
        }
        if (settings.clientId().isBlank() || settings.clientSecret().isBlank()) {
            return List.of(Diagnosis.wrong(Topic.SIGN_IN, "signin.noClient"));
        }
        List<Diagnosis> found = new ArrayList<>();
        if (isGoogle() && !settings.clientId().strip().endsWith(GOOGLES)) {
            found.add(Diagnosis.warning(Topic.SIGN_IN, "signin.clientShape", GOOGLES));
        }
        found.add(redirect(settings.redirectUri().strip()));
        found.add(client());
        return found;
    }

    private boolean isGoogle() {
        return "accounts.google.com".equals(settings.issuer().getHost());
    }

    private Diagnosis redirect(String address) {
        if (address.contains("{baseUrl}")) {
            return Diagnosis.ok(Topic.SIGN_IN, "signin.anyHost", CALLBACK);
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Diagnosis.wrong(Topic.SIGN_IN, "signin.redirect");
        }
        String host = uri.getHost();
        if (host == null || !CALLBACK.equals(uri.getPath()) || uri.getQuery() != null) {
            return Diagnosis.wrong(Topic.SIGN_IN, "signin.redirect");
        }
        boolean own = LOOPBACK.contains(host);
        if (!"https".equals(uri.getScheme()) && !own) {
            return Diagnosis.wrong(Topic.SIGN_IN, "signin.noHttps");
        }
        return own || hosts().contains(host.toLowerCase(Locale.ROOT))
                ? Diagnosis.ok(Topic.SIGN_IN, "signin.redirectFine", address)
                : Diagnosis.wrong(Topic.SIGN_IN, "signin.host", host);
    }

    private List<String> hosts() {
        return Binder.get(environment)
                .bind("research-paas.edge.allowed-hosts", Bindable.listOf(String.class))
                .orElse(List.of())
                .stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private Diagnosis client() {
        Optional<ClientRegistration> registration = new Provider(settings).registration();
        if (registration.isEmpty()) {
            return Diagnosis.wrong(
                    Topic.SIGN_IN, "signin.noProvider", settings.issuer().toString());
        }
        try {
            String error = refusal(registration.get().getProviderDetails().getTokenUri());
            return switch (error) {
                case "invalid_grant" -> Diagnosis.ok(Topic.SIGN_IN, "signin.client");
                case "invalid_client", "unauthorized_client" ->
                        Diagnosis.wrong(Topic.SIGN_IN, "signin.clientRefused");
                case "redirect_uri_mismatch" ->
                        Diagnosis.wrong(Topic.SIGN_IN, "signin.mismatch", settings.redirectUri());
                default -> Diagnosis.notChecked(Topic.SIGN_IN, "signin.unclear");
            };
        } catch (RestClientException e) {
            return Diagnosis.warning(
                    Topic.SIGN_IN, "signin.unreachable", settings.issuer().toString());
        }
    }

    /// OAuth's word for why there is no token; empty where the answer has none.
    private String refusal(String tokens) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "authorization_code");
        form.add("code", "doctor");
        form.add("client_id", settings.clientId());
        form.add("client_secret", settings.clientSecret());
        form.add("redirect_uri", settings.redirectUri());
        @Nullable Map<String, Object> answer =
                RestClient.builder()
                        .requestFactory(OutsideCalls.requests())
                        .requestInterceptor(OutsideCalls.limited())
                        .build()
                        .post()
                        .uri(tokens)
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .accept(MediaType.APPLICATION_JSON)
                        .body(form)
                        .retrieve()
                        .onStatus(status -> status.is4xxClientError(), (_, _) -> {})
                        .body(JSON);
        return answer != null && answer.get("error") instanceof String error ? error : "";
    }
}
