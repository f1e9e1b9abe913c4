package researchpaas.answer.openai;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where services that speak the same differ.
enum Dialect {
    OPENAI("openai", "OPENAI", URI.create("https://api.openai.com/v1"), true) {
        @Override
        void complete(ObjectNode request, int mostTokens) {
            request.put("max_completion_tokens", mostTokens);
            request.put("store", false);
        }
    },
    OPENROUTER("openrouter", "OPENROUTER", URI.create("https://openrouter.ai/api/v1"), true) {
        @Override
        void complete(ObjectNode request, int mostTokens) {
            request.put("max_tokens", mostTokens);
            // only through houses that keep nothing of it
            request.putObject("provider").put("data_collection", "deny");
        }

        @Override
        Why why(int status, JsonNode error) {
            String message = error.path("message").asString("");
            return switch (status) {
                // it has no code of its own for these
                case 400 ->
                        message.contains("not a valid model") ? Why.UNKNOWN_MODEL : Why.NOT_TAKEN;
                case 404 -> message.contains("data policy") ? Why.NOT_TAKEN : Why.UNKNOWN_MODEL;
                case 403 -> error.path("metadata").has("flagged_input") ? Why.REFUSED : Why.KEY;
                default -> super.why(status, error);
            };
        }
    },
    COMPATIBLE("compatible", "LLM", null, false) {
        @Override
        void complete(ObjectNode request, int mostTokens) {
            request.put("max_tokens", mostTokens);
        }
    };

    private final String provider;
    private final String variables;
    private final @Nullable URI home;
    private final boolean needsKey;

    Dialect(String provider, String variables, @Nullable URI home, boolean needsKey) {
        this.provider = provider;
        this.variables = variables;
        this.home = home;
        this.needsKey = needsKey;
    }

    /// What the others don't know of.
    abstract void complete(ObjectNode request, int mostTokens);

    /// @param error what the body says, empty where it says nothing readable
    Why why(int status, JsonNode error) {
        return switch (status) {
            case 401, 403 -> Why.KEY;
            case 402 -> Why.SERVICE_QUOTA;
            case 404 -> Why.UNKNOWN_MODEL;
            case 429 ->
                    error.path("code").asString("").equals("insufficient_quota")
                                    || error.path("type").asString("").equals("insufficient_quota")
                            ? Why.SERVICE_QUOTA
                            : Why.BUSY;
            default -> status >= 500 ? Why.BUSY : status >= 400 ? Why.NOT_TAKEN : Why.GARBLED;
        };
    }

    String provider() {
        return provider;
    }

    /// How its variables begin.
    String variables() {
        return variables;
    }

    @Nullable URI home() {
        return home;
    }

    boolean needsKey() {
        return needsKey;
    }
}
