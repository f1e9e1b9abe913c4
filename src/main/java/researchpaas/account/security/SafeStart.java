package researchpaas.account.security;

import java.net.URI;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import researchpaas.account.security.SafeStart.UnsafeStart.Complaint;

/// What must be there before the library answers anybody. Without sign-in everybody who reaches the
/// port reads everything, so the port is this computer's alone; where others can reach it, nothing
/// that protects them may be missing. All that is missing is told at once.
final class SafeStart {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final String CALLBACK = "/auth/callback";

    private final Environment environment;
    private final String name;
    private final List<Complaint> complaints = new ArrayList<>();

    private SafeStart(Environment environment) {
        this.environment = environment;
        this.name = environment.getProperty("research-paas.environment", "development");
    }

    /// @throws UnsafeStart with everything that is to be mended
    static void check(Environment environment) {
        SafeStart start = new SafeStart(environment);
        switch (start.name) {
            case "development" -> start.checkDevelopment();
            case "staging", "production" -> start.checkOpenToOthers();
            default -> start.complain("start.unknownEnvironment", start.name);
        }
        if (!start.complaints.isEmpty()) {
            throw new UnsafeStart(start.complaints);
        }
    }

    private void checkDevelopment() {
        if (isLoginOn()) {
            checkClient();
            checkSecret(false);
            checkMetricsToken();
            return;
        }
        String address = text("server.address");
        if (!LOOPBACK.contains(address)
                && !environment.getProperty(
                        "research-paas.auth.allow-unprotected", Boolean.class, false)) {
            complain("start.notLoopback", address);
        }
    }

    private void checkOpenToOthers() {
        if (!isLoginOn()) {
            complain("start.noSignIn", name);
        }
        checkClient();
        checkRedirect();
        if (!text("research-paas.auth.provider.issuer").startsWith("https://")) {
            complain("start.issuer");
        }
        if (text("research-paas.auth.allowed-domains").isEmpty()) {
            complain("start.noDomains");
        }
        checkSecret(true);
        checkMetricsToken();
        if (text("research-paas.edge.allowed-hosts").isEmpty()) {
            complain("start.noHosts");
        }
        // people's consent to read their drives is kept, and kept encrypted
        if (!text("GOOGLE_DRIVE_CLIENT_ID").isEmpty() && text("SECRETS_KEY").isEmpty()) {
            complain("start.noSecretsKey");
        }
        boolean folder = text("FOLDER_VISIBLE_TO").isEmpty();
        if (folder && !text("research-paas.folder.root").isEmpty()) {
            complain("start.noFolderReaders");
        }
        if (folder && text("UPLOADS_VISIBLE_TO").isEmpty()) {
            complain("start.noUploadReaders");
        }
    }

    private void checkMetricsToken() {
        if (MetricsToken.isTooShort(text("research-paas.auth.metrics-token"))) {
            complain("start.shortMetricsToken", MetricsToken.FEWEST_CHARACTERS);
        }
    }

    private void checkClient() {
        if (text("research-paas.auth.provider.client-id").isEmpty()) {
            complain("start.noClient");
        }
        if (text("research-paas.auth.provider.client-secret").isEmpty()) {
            complain("start.noClientSecret");
        }
    }

    private void checkRedirect() {
        String redirect = text("research-paas.auth.provider.redirect-uri");
        try {
            URI uri = URI.create(redirect);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && CALLBACK.equals(uri.getPath())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        complain("start.redirect");
    }

    private void checkSecret(boolean needed) {
        String secret = environment.getProperty("research-paas.auth.jwt-secret", "");
        if (secret.isBlank()) {
            if (needed) {
                complain("start.noSecret");
            }
        } else if (SigningSecret.isTooShort(secret)) {
            complain("start.shortSecret", SigningSecret.FEWEST_BYTES);
        } else if (SigningSecret.isGuessable(secret)) {
            complain("start.guessableSecret");
        }
    }

    private boolean isLoginOn() {
        return environment.getProperty("research-paas.auth.enabled", Boolean.class, false);
    }

    private String text(String property) {
        return environment.getProperty(property, "").strip();
    }

    private void complain(String key, Object... values) {
        complaints.add(new Complaint(key, List.of(values)));
    }

    /// Carries the keys of sentences for the person who starts the program.
    static final class UnsafeStart extends IllegalStateException {
        private final transient List<Complaint> complaints;

        UnsafeStart(List<Complaint> complaints) {
            super(String.join(", ", complaints.stream().map(Complaint::key).toList()));
            this.complaints = List.copyOf(complaints);
        }

        record Complaint(String key, List<Object> values) {
            String sentence(ResourceBundle messages) {
                return MessageFormat.format(messages.getString(key), values.toArray());
            }
        }

        List<String> keys() {
            return complaints.stream().map(Complaint::key).toList();
        }

        /// One line for each thing that is to be mended.
        String sentences(ResourceBundle messages) {
            return String.join(
                    System.lineSeparator(),
                    complaints.stream().map(one -> one.sentence(messages)).toList());
        }
    }

    /// Shows the sentences alone, without a stack trace.
    static final class Analyzer extends AbstractFailureAnalyzer<UnsafeStart> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnsafeStart cause) {
            return new FailureAnalysis(
                    cause.sentences(ResourceBundle.getBundle("messages")), null, cause);
        }
    }
}
