package researchpaas.secret.jdbc;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Kind;
import researchpaas.document.DatabaseSetup.Outcome;

/// Whether passwords of outside services could be stored, and those that are stored be read: a
/// library that was restored may have come to another key.
@EnableConfigurationProperties(SecretSettings.class)
final class CheckSecretsKey implements Check {
    private final Environment environment;
    private final SecretSettings settings;
    private final DatabaseSetup database;
    private final ObjectProvider<DataSource> source;

    CheckSecretsKey(
            Environment environment,
            SecretSettings settings,
            DatabaseSetup database,
            @Qualifier("unlocked") ObjectProvider<DataSource> source) {
        this.environment = environment;
        this.settings = settings;
        this.database = database;
        this.source = source;
    }

    @Override
    public List<Diagnosis> look() {
        SecretsKeys keys;
        try {
            keys = SecretsKeys.parse(settings.key());
        } catch (IllegalArgumentException e) {
            return List.of(Diagnosis.wrong(Topic.SECRETS, "secrets.unusable"));
        }
        List<String> stored = stored();
        long locked = stored.stream().filter(content -> !keys.fits(content)).count();
        if (locked > 0) {
            return List.of(
                    Diagnosis.wrong(Topic.SECRETS, "secrets.otherKey", locked, stored.size()));
        }
        return List.of(keys.isEmpty() ? without() : Diagnosis.ok(Topic.SECRETS, "secrets"));
    }

    /// As they are encrypted; none where the database cannot be asked, which is told elsewhere.
    private List<String> stored() {
        boolean readable =
                database.look().steps().stream()
                        .anyMatch(step ->
                                step.kind() == Kind.SCHEMA && step.outcome() == Outcome.FINE);
        if (!readable) {
            return List.of();
        }
        try {
            return JdbcClient.create(source.getObject())
                    .sql("select content from secrets")
                    .query(String.class)
                    .list();
        } catch (DataAccessException e) {
            return List.of();
        }
    }

    private Diagnosis without() {
        String client = environment.getProperty("research-paas.google-drive.client-id", "").strip();
        return client.isEmpty()
                ? Diagnosis.notChecked(Topic.SECRETS, "secrets.none")
                : Diagnosis.warning(Topic.SECRETS, "secrets.missing");
    }
}
