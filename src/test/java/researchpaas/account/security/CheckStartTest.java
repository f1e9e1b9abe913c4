package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.SettingsOf;

class CheckStartTest {
    @Test
    void namesTheProfile() {
        assertThat(look(Map.of()))
                .containsExactly(Diagnosis.ok(Diagnosis.Topic.PROFILE, "profile", "development"));
    }

    /// One line for each, as a start would tell them.
    @Test
    void tellsAllThatAStartWouldRefuse() {
        List<Diagnosis> found =
                look(Map.of("PAAS_ENVIRONMENT", "production", "JWT_SECRET_KEY", "changeme"));

        assertThat(found).hasSizeGreaterThan(3).allMatch(one -> one.state() == State.WRONG);
        assertThat(found.toString())
                .contains("JWT_SECRET_KEY", "ALLOWED_DOMAINS")
                .doesNotContain("changeme");
    }

    @Test
    void refusesAProfileThatIsNone() {
        assertThat(look(Map.of("PAAS_ENVIRONMENT", "prod%n{0}")))
                .allMatch(one -> one.state() == State.WRONG)
                .hasSize(1);
    }

    private static List<Diagnosis> look(Map<String, String> variables) {
        return new CheckStart(SettingsOf.environment(variables)).look();
    }
}
