package researchpaas.secret.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.SettingsOf;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Outcome;

class CheckSecretsKeyTest {
    private static final String KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    @Test
    void takesAKeyAndSeveral() {
        assertThat(look(KEY, "").key()).isEqualTo("secrets");
        assertThat(look(KEY + ", " + KEY.replace('M', 'N'), "client").state()).isEqualTo(State.OK);
    }

    /// Commas alone were taken for a key once, and nothing could be stored.
    @ParameterizedTest
    @ValueSource(strings = {"", "  ", ",", " , ,"})
    void missesAKeyOnlyWhereDrivesCanBeConnected(String none) {
        assertThat(look(none, "").key()).isEqualTo("secrets.none");
        assertThat(look(none, "client").key()).isEqualTo("secrets.missing");
        assertThat(look(none, "client").state()).isEqualTo(State.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2hunter2",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "${SECRETS}",
                "MDEyMzQ1Njc4OWFiY2RlZg==",
                "秘密の鍵"
            })
    void refusesWhatIsNoKeyAndDoesNotRepeatIt(String bad) {
        Diagnosis found = look(bad, "client");

        assertThat(found.state()).isEqualTo(State.WRONG);
        assertThat(found.key()).isEqualTo("secrets.unusable");
        assertThat(found.values()).isEmpty();
    }

    private static Diagnosis look(String key, String client) {
        return look(key, client, Outcome.NOTE, new StaticListableBeanFactory());
    }

    /// @param database with what is stored, asked only where its tables are there
    static Diagnosis look(String key, String client, Outcome tables, BeanFactory database) {
        return new CheckSecretsKey(
                        SettingsOf.environment(Map.of("GOOGLE_DRIVE_CLIENT_ID", client)),
                        new SecretSettings(key),
                        looked(tables),
                        database.getBeanProvider(DataSource.class))
                .look()
                .getFirst();
    }

    /// Without a name: the program's scan by type would find one here, too.
    private static DatabaseSetup looked(Outcome tables) {
        return new DatabaseSetup() {
            @Override
            public Report prepare() {
                throw new AssertionError("a check changes nothing");
            }

            @Override
            public Report look() {
                return new Report("here", List.of(new Step(Kind.SCHEMA, tables, "18")));
            }
        };
    }
}
