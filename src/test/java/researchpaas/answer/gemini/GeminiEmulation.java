package researchpaas.answer.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import researchpaas.answer.Emulation;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.outbound.FakeEndpoint.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `streamGenerateContent` as Google describes it.
final class GeminiEmulation implements Emulation {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public void check(Request request) {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path())
                .isEqualTo("/v1beta/models/test-model:streamGenerateContent?alt=sse");
        assertThat(request.headers())
                .containsEntry("x-goog-api-key", KEY)
                .containsEntry("content-type", "application/json");
        JsonNode body = JSON.readTree(request.body());
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "systemInstruction", "contents", "generationConfig", "store");
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.path("contents").values())
                .extracting(content -> content.path("role").asString(""))
                .containsExactly("user", "model", "user");
        assertThat(body.path("generationConfig").propertyNames())
                .containsExactlyInAnyOrder("maxOutputTokens", "thinkingConfig");
        assertThat(body.path("generationConfig").path("maxOutputTokens").asInt(0)).isEqualTo(1300);
        assertThat(
                        body.path("generationConfig")
                                .path("thinkingConfig")
                                .path("thinkingLevel")
                                .asString(""))
                .isEqualTo("LOW");
    }

    @Override
    public List<String> text(List<String> pieces, Usage usage, boolean whole) {
        List<String> events = new ArrayList<>();
        events.add(
                event(Map.of("text", "Let me think.", "thought", true), null, new Usage(1, 0, 9)));
        for (int i = 0; i < pieces.size() - 1; i++) {
            events.add(event(Map.of("text", pieces.get(i)), null, new Usage(1, i, 9)));
        }
        events.add(
                event(
                        Map.of("text", pieces.getLast(), "thoughtSignature", "c2ln"),
                        whole ? "STOP" : "MAX_TOKENS",
                        usage));
        return events;
    }

    @Override
    public String piece(String text) {
        return event(Map.of("text", text), null, new Usage(5, 1, 0));
    }

    @Override
    public List<String> refusing() {
        return List.of(
                """
                {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":4}}\
                """);
    }

    @Override
    public String troubleInside() {
        return """
        {"error":{"code":503,"message":"The model is overloaded: gamma-ray","status":"UNAVAILABLE"}}\
        """;
    }

    private static String event(Map<String, Object> part, String finish, Usage usage) {
        return """
        {"candidates":[{"content":{"parts":[%s],"role":"model"},%s"index":0}],"usageMetadata":\
        {"promptTokenCount":%d,"candidatesTokenCount":%d,"thoughtsTokenCount":%d,"totalTokenCount":9},\
        "modelVersion":"test-model","responseId":"r"}\
        """
                .formatted(
                        JSON.writeValueAsString(part),
                        finish == null ? "" : "\"finishReason\":\"" + finish + "\",",
                        usage.input(),
                        usage.output(),
                        usage.thinking());
    }

    @Override
    public Refused refused(Trouble trouble) {
        return switch (trouble) {
            case WRONG_KEY ->
                    error(
                            400,
                            "INVALID_ARGUMENT",
                            """
                            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}\
                            """);
            case UNKNOWN_MODEL -> error(404, "NOT_FOUND", "");
            case USED_UP ->
                    error(
                            429,
                            "RESOURCE_EXHAUSTED",
                            """
                            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[\
                            {"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"250"}]},\
                            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0s"}\
                            """);
            case TOO_MANY -> error(429, "RESOURCE_EXHAUSTED", "");
            case OVERLOADED -> error(503, "UNAVAILABLE", "");
            case BROKEN -> error(500, "INTERNAL", "");
            case NOT_TAKEN -> error(400, "INVALID_ARGUMENT", "");
        };
    }

    private static Refused error(int status, String name, String details) {
        return new Refused(
                status,
                """
                {"error":{"code":%d,"message":"About gamma-ray with %s","status":"%s","details":[%s]}}\
                """
                        .formatted(status, KEY, name, details));
    }

    @Override
    public String models() {
        return """
        {"models":[{"name":"models/test-model","displayName":"Test","inputTokenLimit":1000,\
        "supportedGenerationMethods":["generateContent","countTokens"]},\
        {"name":"models/other-model","supportedGenerationMethods":["generateContent"]},\
        {"name":"models/gemini-embedding-2","supportedGenerationMethods":["embedContent"]}]}\
        """;
    }
}
