package researchpaas.answer.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.answer.LanguageModel.Card;

class OpenAiServiceTest {
    private static OpenAiService service(Dialect dialect, String key, String model, String base) {
        return new OpenAiService(
                dialect,
                new OpenAiProperties.Service(
                        key,
                        model,
                        base == null ? null : URI.create(base),
                        0,
                        Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "OPENAI, '', gpt, -, OPENAI_API_KEY is empty",
                "OPENROUTER, '', x/y, -, OPENROUTER_API_KEY is empty",
                "OPENAI, 'a b', gpt, -, OPENAI_API_KEY holds",
                "OPENAI, key, '', -, OPENAI_MODEL does not",
                "OPENAI, key, 'a model', -, OPENAI_MODEL does not",
                "COMPATIBLE, '', m, -, LLM_BASE_URL is empty",
                "COMPATIBLE, '', '', http://ollama:11434/v1, LLM_MODEL does not",
                "COMPATIBLE, '', m, file:///etc/passwd, LLM_BASE_URL is not an address",
                "COMPATIBLE, '', m, http://u:p@host/v1, LLM_BASE_URL is not an address",
                "OPENAI, key, gpt, http://models.example/v1, OPENAI_BASE_URL is not https",
            })
    void saysWhichVariableCannotBeUsed(
            Dialect dialect, String key, String model, String base, String sentence) {
        assertThatThrownBy(() -> service(dialect, key, model, base).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("a b");
    }

    @Test
    void opensWhatCanBeUsed() {
        try (OpenAiService openAi = service(Dialect.OPENAI, " key ", "gpt", "");
                OpenAiService ollama =
                        service(Dialect.COMPATIBLE, "", "m:8b", "http://ollama:11434/v1/");
                OpenAiService emulated =
                        service(Dialect.OPENROUTER, "key", "x/y", "http://127.0.0.1:1/v1")) {
            assertThat(openAi.open().card()).isEqualTo(new Card("openai", "gpt", 0));
            assertThat(ollama.open().card()).isEqualTo(new Card("compatible", "m:8b", 0));
            assertThat(emulated.open().card()).isEqualTo(new Card("openrouter", "x/y", 0));
        }
    }

    @Test
    void isConfiguredWhereItsKeyOrAddressIs() {
        assertThat(service(Dialect.OPENAI, "key", "", null).isConfigured()).isTrue();
        assertThat(service(Dialect.OPENAI, "", "gpt", "https://x/v1").isConfigured()).isFalse();
        assertThat(service(Dialect.COMPATIBLE, "", "", "http://x/v1").isConfigured()).isTrue();
        assertThat(service(Dialect.COMPATIBLE, "key", "m", "").isConfigured()).isFalse();
    }
}
