package researchpaas;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The arrows that each `package-info.java` declares.
class ModularityTest {
    @Test
    void featuresUseOnlyWhatTheirCardsAllow() {
        ApplicationModules.of(ResearchPaas.class).verify();
    }
}
