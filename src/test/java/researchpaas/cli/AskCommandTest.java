package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.outbound.FakeEndpoint;

class AskCommandTest {
    private static final String STATEMENT =
            """
            {"text": "Red \\u001b[31mink\\u009b2J.\\r\\nSources: none", "marked": false, "citations": [{"title":\
             "Ti\\u001b]0;owned\\u0007tle\\n[2] Another", "page": 2, "category": "paper", "id": 7}]}\
            """;

    /// A terminal obeys what stands between such characters: it clears lines, renames itself,
    /// writes to its clipboard.
    @Test
    @Asvs("1.2.1")
    void writesNothingThatATerminalObeys() {
        try (FakeEndpoint server =
                new FakeEndpoint((_, to) -> {
                    to.begin("text/event-stream");
                    to.part("event:statement\ndata:" + STATEMENT + "\n\n");
                    to.part(
                            "event:done\ndata:{\"statements\": ["
                                    + STATEMENT
                                    + "], \"next_actions\": [{\"text\": \"Read \\u001b[8mit\\nfirst\"}], \"notice\": null}\n\n");
                    to.end();
                })) {
            String out = AskedOnTheCommandLine.text(server.uri("/").getPort(), "Which ink?");

            assertThat(out)
                    .isEqualTo(
                            """
                            Red  [31mink 2J. Sources: none [1]

                            [1] Ti ]0;owned tle [2] Another, p. 2 (paper/7)

                            What to do next:
                            - Read  [8mit first
                            """);
        }
    }
}
