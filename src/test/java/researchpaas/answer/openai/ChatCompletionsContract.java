package researchpaas.answer.openai;

import java.time.Duration;
import researchpaas.answer.Emulation;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModelContract;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.FakeEndpoint;
import researchpaas.outbound.Line;
import researchpaas.outbound.Tries;

interface ChatCompletionsContract extends LanguageModelContract {
    Dialect dialect();

    @Override
    default Emulation emulation() {
        return new ChatEmulation(dialect());
    }

    @Override
    default LanguageModel model(FakeEndpoint endpoint) {
        Credentials credentials =
                new Credentials(
                        dialect().variables(), Emulation.KEY, Emulation.MODEL, endpoint.uri("/v1"));
        return new OpenAiModel(
                dialect(),
                credentials,
                1000,
                new Line(credentials.check(true), Duration.ofSeconds(2), 200_000),
                new Tries(3, Duration.ofMillis(4)));
    }
}
