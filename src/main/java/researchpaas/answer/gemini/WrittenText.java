package researchpaas.answer.gemini;

import java.util.Set;
import java.util.function.Consumer;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.outbound.OutsideService.Refusal;
import researchpaas.outbound.Tries.Again;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What has arrived of one text.
final class WrittenText {
    private static final Set<String> REFUSING =
            Set.of(
                    "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY");

    private final StringBuilder whole = new StringBuilder();
    private final Consumer<String> next;
    private String model;
    private Usage usage = Usage.NONE;
    private String finish = "";
    private boolean begun;

    WrittenText(String model, Consumer<String> next) {
        this.model = model;
        this.next = next;
    }

    boolean isEmpty() {
        return whole.isEmpty();
    }

    boolean isFinished() {
        return !finish.isEmpty();
    }

    void take(String data) {
        JsonNode event;
        try {
            event = JsonMapper.shared().readTree(data);
        } catch (JacksonException e) {
            throw garbled();
        }
        if (event.hasNonNull("error")) {
            throw refused(event.path("error"));
        }
        if (!event.has("candidates")
                && !event.has("usageMetadata")
                && !event.has("promptFeedback")) {
            throw garbled();
        }
        begun = true;
        model = event.path("modelVersion").asString(model);
        usage = usage(event.path("usageMetadata"));
        if (!event.path("promptFeedback").path("blockReason").asString("").isEmpty()) {
            finish = "PROHIBITED_CONTENT";
        }
        JsonNode candidate = event.path("candidates").path(0);
        for (JsonNode part : candidate.path("content").path("parts")) {
            String piece =
                    part.path("thought").asBoolean(false) ? "" : part.path("text").asString("");
            if (!piece.isEmpty()) {
                whole.append(piece);
                next.accept(piece);
            }
        }
        if (finish.isEmpty()) {
            finish = candidate.path("finishReason").asString("");
        }
    }

    private RuntimeException refused(JsonNode error) {
        int status = error.path("code").asInt(500);
        Refusal<ModelUnavailable> refusal = GeminiRefusals.of(status, error);
        return refusal.again() && isEmpty()
                ? new Again(refusal.failure(), refusal.after())
                : refusal.failure();
    }

    private Usage usage(JsonNode told) {
        return told.isObject()
                ? new Usage(
                        told.path("promptTokenCount").asLong(0),
                        told.path("candidatesTokenCount").asLong(0),
                        told.path("thoughtsTokenCount").asLong(0))
                : usage;
    }

    Completion completion() {
        if (finish.isEmpty()) {
            throw begun
                    ? new ModelUnavailable(Why.UNREACHABLE, "The text ended in the middle", null)
                    : garbled();
        }
        if (REFUSING.contains(finish)) {
            throw new ModelUnavailable(Why.REFUSED, "The service refuses to write on this", null);
        }
        return switch (finish) {
            case "STOP", "MAX_TOKENS" ->
                    new Completion(whole.toString(), model, usage, finish.equals("STOP"));
            default -> throw garbled();
        };
    }

    static ModelUnavailable garbled() {
        return new ModelUnavailable(Why.GARBLED, "The service sent what it should not", null);
    }
}
