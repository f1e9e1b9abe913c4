package researchpaas.answer.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import researchpaas.answer.Emulation;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.outbound.FakeEndpoint.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chat completions as OpenAI and OpenRouter describe them.
final class ChatEmulation implements Emulation {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Dialect dialect;

    ChatEmulation(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void check(Request request) {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + KEY)
                .containsEntry("content-type", "application/json");
        JsonNode body = JSON.readTree(request.body());
        assertThat(body.path("model").asString("")).isEqualTo(MODEL);
        assertThat(body.path("messages").values())
                .extracting(message -> message.path("role").asString(""))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(body.path("stream").asBoolean(false)).isTrue();
        assertThat(body.path("stream_options").path("include_usage").asBoolean(false)).isTrue();
        assertThat(body.has("temperature")).isFalse();
        switch (dialect) {
            case OPENAI -> {
                assertThat(body.path("store").asBoolean(true)).isFalse();
                assertThat(body.path("max_completion_tokens").asInt(0)).isEqualTo(1300);
                assertThat(body.has("max_tokens")).isFalse();
            }
            case OPENROUTER -> {
                assertThat(body.path("provider").path("data_collection").asString(""))
                        .isEqualTo("deny");
                assertThat(body.path("max_tokens").asInt(0)).isEqualTo(1300);
            }
            case COMPATIBLE -> {
                assertThat(body.path("max_tokens").asInt(0)).isEqualTo(1300);
                assertThat(body.propertyNames())
                        .containsExactlyInAnyOrder(
                                "model", "messages", "stream", "stream_options", "max_tokens");
            }
        }
    }

    @Override
    public List<String> text(List<String> pieces, Usage usage, boolean whole) {
        List<String> events = new ArrayList<>();
        events.add(choice(Map.of("role", "assistant", "content", ""), null));
        events.add(choice(Map.of("reasoning_content", "Let me think."), null));
        pieces.forEach(piece -> events.add(piece(piece)));
        events.add(choice(Map.of(), whole ? "stop" : "length"));
        events.add(
                JSON.writeValueAsString(
                        Map.of(
                                "id",
                                "chatcmpl-1",
                                "object",
                                "chat.completion.chunk",
                                "model",
                                MODEL,
                                "choices",
                                List.of(),
                                "usage",
                                Map.of(
                                        "prompt_tokens",
                                        usage.input(),
                                        "completion_tokens",
                                        usage.output() + usage.thinking(),
                                        "total_tokens",
                                        1,
                                        "completion_tokens_details",
                                        Map.of("reasoning_tokens", usage.thinking())))));
        events.add("[DONE]");
        return events;
    }

    @Override
    public String piece(String text) {
        return choice(Map.of("content", text), null);
    }

    @Override
    public List<String> refusing() {
        return List.of(piece("one"), choice(Map.of(), "content_filter"), "[DONE]");
    }

    @Override
    public String troubleInside() {
        return """
        {"id":"1","object":"chat.completion.chunk","error":{"code":503,"message":"Provider disconnected: gamma-ray"},\
        "choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}\
        """;
    }

    private static String choice(Map<String, String> delta, String finish) {
        return """
        {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"%s",\
        "choices":[{"index":0,"delta":%s,"finish_reason":%s}],"usage":null}\
        """
                .formatted(
                        MODEL,
                        JSON.writeValueAsString(delta),
                        finish == null ? "null" : '"' + finish + '"');
    }

    @Override
    public Refused refused(Trouble trouble) {
        return switch (trouble) {
            case WRONG_KEY -> error(401, "Incorrect API key provided: " + KEY, "invalid_api_key");
            case UNKNOWN_MODEL ->
                    dialect == Dialect.OPENROUTER
                            ? error(400, MODEL + " is not a valid model ID", "")
                            : error(404, "The model does not exist: gamma-ray", "model_not_found");
            case USED_UP ->
                    dialect == Dialect.OPENROUTER
                            ? error(402, "Insufficient credits", "")
                            : error(429, "You exceeded your quota", "insufficient_quota");
            case TOO_MANY -> error(429, "Rate limit reached: gamma-ray", "rate_limit_exceeded");
            case OVERLOADED -> error(503, "Overloaded", "");
            case BROKEN -> error(500, "The server had an error: gamma-ray", "");
            case NOT_TAKEN -> error(400, "Too long: gamma-ray", "context_length_exceeded");
        };
    }

    private static Refused error(int status, String message, String code) {
        return new Refused(
                status,
                JSON.writeValueAsString(
                        Map.of("error", Map.of("message", message, "type", "x", "code", code))));
    }

    @Override
    public String models() {
        return """
        {"object":"list","data":[{"id":"test-model","name":"Test","context_length":1000,"object":"model"},\
        {"id":"other-model","object":"model","owned_by":"x"}]}\
        """;
    }
}
