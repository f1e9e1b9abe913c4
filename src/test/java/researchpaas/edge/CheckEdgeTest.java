package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.SettingsOf;

class CheckEdgeTest {
    @Test
    void countsNamesThatCanBeRead() {
        Diagnosis found =
                look(Map.of("ALLOWED_HOSTS", "library.u.ac.jp,library.example")).getFirst();

        assertThat(found.key()).isEqualTo("edge");
        assertThat(found.values()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://library.u.ac.jp", "library.u.ac.jp/pages", "a b", "*"})
    void refusesWhatIsNoHostName(String name) {
        assertThat(look(Map.of("ALLOWED_HOSTS", name)))
                .singleElement()
                .satisfies(found -> assertThat(found.state()).isEqualTo(State.WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/99", "proxy.local", "10.0.0", "::/200"})
    void refusesWhatIsNoNetwork(String network) {
        assertThat(look(Map.of("TRUSTED_PROXIES", network)))
                .singleElement()
                .satisfies(found -> assertThat(found.state()).isEqualTo(State.WRONG));
    }

    @Test
    void warnsWhereHttpsIsDemandedAndNobodyCouldTellOfIt() {
        assertThat(look(Map.of("PAAS_ENVIRONMENT", "production")))
                .extracting(Diagnosis::key)
                .containsExactly("edge.noProxies");
        assertThat(look(Map.of("PAAS_ENVIRONMENT", "production", "TRUSTED_PROXIES", "10.0.0.0/8")))
                .extracting(Diagnosis::key)
                .containsExactly("edge");
    }

    private static List<Diagnosis> look(Map<String, String> variables) {
        return new CheckEdge(SettingsOf.bound(variables, "research-paas.edge", EdgeSettings.class))
                .look();
    }
}
