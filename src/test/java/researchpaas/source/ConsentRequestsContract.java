package researchpaas.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import researchpaas.account.AccountId;
import researchpaas.source.ConsentRequests.ConsentRequest;

/// What [ConsentRequests] promises.
public interface ConsentRequestsContract {
    Instant NOW = Instant.ofEpochMilli(1_000_000);

    ConsentRequests requests();

    AccountId account();

    @Test
    default void givesAConsentRequestBackOnce() {
        ConsentRequest request =
                new ConsentRequest("verifier", account(), null, NOW.plusSeconds(60));
        requests().keep("state", request, NOW);

        assertThat(requests().take("other", NOW)).isEmpty();
        assertThat(requests().take("state", NOW)).contains(request);
        assertThat(requests().take("state", NOW)).isEmpty();
    }

    @Test
    default void givesNoneBackThatHasLapsed() {
        requests()
                .keep(
                        "state",
                        new ConsentRequest("verifier", null, null, NOW.plusSeconds(60)),
                        NOW);

        assertThat(requests().take("state", NOW.plusSeconds(60))).isEmpty();
    }
}
