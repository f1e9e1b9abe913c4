package researchpaas.answer.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.answer.Emulation;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.LanguageModelContract;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.FakeEndpoint;
import researchpaas.outbound.Line;
import researchpaas.outbound.Tries;

class GeminiModelTest implements LanguageModelContract {
    @Override
    public Emulation emulation() {
        return new GeminiEmulation();
    }

    @Override
    public LanguageModel model(FakeEndpoint endpoint) {
        Credentials credentials =
                new Credentials("GEMINI", Emulation.KEY, Emulation.MODEL, endpoint.uri("/v1beta"));
        return new GeminiModel(
                credentials,
                "low",
                1000,
                new Line(credentials.check(true), Duration.ofSeconds(2), 200_000),
                new Tries(3, Duration.ofMillis(4)));
    }

    @Test
    void readsAListOfModelsToItsLastPage() {
        try (FakeEndpoint endpoint =
                new FakeEndpoint((request, to) ->
                        to.whole(
                                200,
                                request.path().contains("pageToken=next_1")
                                        ? emulation().models()
                                        : "{\"models\":[],\"nextPageToken\":\"next_1\"}"))) {
            assertThat(model(endpoint).offered())
                    .isEqualTo(
                            List.of(
                                    new Offered("test-model", "Test", 1000),
                                    new Offered("other-model", "other-model", 0)));
        }
    }
}
