package researchpaas.answer.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.answer.LanguageModel.Card;

class GeminiServiceTest {
    private static GeminiService service(String key, String model, String level, String base) {
        return new GeminiService(
                new GeminiProperties(
                        key, model, level, URI.create(base), 0, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', gemini-3.8-flash, low, https://g.example, GEMINI_API_KEY is empty",
        "key, ../../x, low, https://g.example, GEMINI_MODEL does not",
        "key, a/b, low, https://g.example, GEMINI_MODEL does not",
        "key, gemini-3.8-flash, deep, https://g.example, GEMINI_THINKING_LEVEL",
        "key, gemini-3.8-flash, low, http://g.example, GEMINI_BASE_URL is not https",
        "key, gemini-3.8-flash, low, https://g.example/?key=1, GEMINI_BASE_URL is not an address",
    })
    void saysWhichVariableCannotBeUsed(
            String key, String model, String level, String base, String sentence) {
        assertThatThrownBy(() -> service(key, model, level, base).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void opensWhatCanBeUsed() {
        try (GeminiService service =
                service("key", "models/gemini-3.8-flash", "HIGH", "https://g.example/v1beta")) {
            assertThat(service.isConfigured()).isTrue();
            assertThat(service.open().card()).isEqualTo(new Card("gemini", "gemini-3.8-flash", 0));
        }
    }
}
