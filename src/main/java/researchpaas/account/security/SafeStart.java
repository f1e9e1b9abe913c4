package researchpaas.account.security;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.Set;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/// Without sign-in everybody who reaches the port reads everything, so the port is this computer's
/// alone.
final class SafeStart {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private SafeStart() {}

    static void check(Environment environment) {
        String name = environment.getProperty("research-paas.environment", "development");
        switch (name) {
            case "development" -> {}
            case "staging", "production" -> throw new UnsafeStart("start.noSignIn", name);
            default -> throw new UnsafeStart("start.unknownEnvironment", name);
        }
        String address = environment.getProperty("server.address", "");
        if (!LOOPBACK.contains(address)) {
            throw new UnsafeStart("start.notLoopback", address);
        }
    }

    /// Carries the key of a sentence for the person who starts the program.
    static final class UnsafeStart extends IllegalStateException {
        private final String key;
        private final String value;

        UnsafeStart(String key, String value) {
            super(key + ": " + value);
            this.key = key;
            this.value = value;
        }

        String sentence() {
            return MessageFormat.format(ResourceBundle.getBundle("messages").getString(key), value);
        }
    }

    /// Shows the sentence alone, without a stack trace.
    static final class Analyzer extends AbstractFailureAnalyzer<UnsafeStart> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnsafeStart cause) {
            return new FailureAnalysis(cause.sentence(), null, cause);
        }
    }
}
