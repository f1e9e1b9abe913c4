package researchpaas.secret.jdbc;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether passwords of outside services could be stored and read.
@EnableConfigurationProperties(SecretSettings.class)
final class CheckSecretsKey implements Check {
    private final Environment environment;
    private final SecretSettings settings;

    CheckSecretsKey(Environment environment, SecretSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        try {
            return List.of(
                    SecretsKeys.parse(settings.key()).isEmpty()
                            ? without()
                            : Diagnosis.ok(Topic.SECRETS, "secrets"));
        } catch (IllegalArgumentException e) {
            // which does not repeat what it refuses
            return List.of(
                    Diagnosis.wrong(Topic.SECRETS, "refused", String.valueOf(e.getMessage())));
        }
    }

    private Diagnosis without() {
        String client = environment.getProperty("research-paas.google-drive.client-id", "").strip();
        return client.isEmpty()
                ? Diagnosis.notChecked(Topic.SECRETS, "secrets.none")
                : Diagnosis.warning(Topic.SECRETS, "secrets.missing");
    }
}
