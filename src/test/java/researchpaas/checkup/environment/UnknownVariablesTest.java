package researchpaas.checkup.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.KnownSettings;
import researchpaas.checkup.SettingsOf;

class UnknownVariablesTest {
    @Test
    void allKnownNamesAreSilent() {
        Map<String, String> all = new HashMap<>();
        KnownSettings.load().names().forEach(name -> all.put(name, ""));
        all.put("PAAS_ENVIRONMENT", "development");

        assertThat(unknown(all)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "JAVA_HOME",
                "POST",
                "RENDER_SERVICE_ID",
                "RESEARCHPAAS_INGEST_RESCAN",
                "RESEARCH_PAAS_GOOGLE_DRIVE_TRIES",
                "RESEARCHPAAS_GOOGLEDRIVE_TRIES"
            })
    void whatIsNoSettingAndWhatSpringUnderstandsIsSilent(String name) {
        assertThat(unknown(Map.of(name, "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RESEARCH_PAAS_HOEM, RESEARCH_PAAS_HOME",
        "GOOGLE_DRIVE_FOLDER_ID, GOOGLE_DRIVE_FOLDER_IDS",
        "GEMINI_APIKEY, GEMINI_API_KEY",
        "ALOWED_DOMAINS, ALLOWED_DOMAINS",
        "ADMIN_USRES, ADMIN_USERS",
        "QDRANT_URL, QDRANT_HOST",
        "PAAS_ENV, PAAS_ENVIRONMENT"
    })
    void tellsWhatWasProbablyMeant(String name, String meant) {
        assertThat(unknown(Map.of(name, "1"))).containsExactly(Map.entry(name, Optional.of(meant)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RESEARCH_PAAS_COLOUR", "PAAS_DEBUG_MODE", "RESEARCHPAAS_INJEST_RESCAN"})
    void namesWhatBearsOurNameAndMeansNothing(String name) {
        assertThat(unknown(Map.of(name, "1"))).containsExactly(Map.entry(name, Optional.empty()));
    }

    @Test
    void isAWarningThatHoldsNoValue() {
        assertThat(
                        new CheckVariables(
                                        SettingsOf.environment(Map.of("GEMINI_APIKEY", "geheim")))
                                .look())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.state()).isEqualTo(State.WARNING);
                    assertThat(one.values().toString()).doesNotContain("geheim");
                });
        assertThat(new CheckVariables(SettingsOf.environment(Map.of())).look())
                .extracting(Diagnosis::state)
                .containsExactly(State.OK);
    }

    private static Map<String, Optional<String>> unknown(Map<String, String> variables) {
        return UnknownVariables.in(SettingsOf.environment(variables));
    }
}
