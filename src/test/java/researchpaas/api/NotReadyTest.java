package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.doors.DoorsTest;

/// The index does not answer from the start on.
@DoorsTest
@TestPropertySource(properties = "doors.broken=true")
class NotReadyTest {
    @Autowired MockMvcTester mvc;

    @Test
    void livesButIsNotReadyBeforeTheIndexHasCaughtUp() {
        assertThat(mvc.get().uri("/livez")).hasStatusOk();
        assertThat(mvc.get().uri("/readyz"))
                .hasStatus(503)
                .bodyJson()
                .isStrictlyEqualTo("{\"status\": \"catching_up\"}");
    }
}
