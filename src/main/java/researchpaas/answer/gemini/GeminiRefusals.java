package researchpaas.answer.gemini;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.Outages;
import researchpaas.outbound.CallFailed;
import researchpaas.outbound.OutsideService.Refusal;
import researchpaas.outbound.OutsideService.Words;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What Gemini's errors mean: a code, and details that say more than the code does.
final class GeminiRefusals implements Words<ModelUnavailable> {
    /// Those that Google asks to be tried again after.
    private static final Set<Integer> AGAIN = Set.of(429, 500, 503, 504);

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(?:\\.\\d+)?s");

    @Override
    public ModelUnavailable failed(CallFailed failure) {
        return Outages.of(failure);
    }

    @Override
    public Refusal<ModelUnavailable> refused(int status, String body) {
        JsonNode error;
        try {
            error = JsonMapper.shared().readTree(body).path("error");
        } catch (JacksonException e) {
            error = MissingNode.getInstance();
        }
        return of(status, error);
    }

    static Refusal<ModelUnavailable> of(int status, JsonNode error) {
        Why why = why(status, error);
        return new Refusal<>(
                new ModelUnavailable(why, "The service answered " + status, null),
                AGAIN.contains(status) && why == Why.BUSY,
                pause(error));
    }

    private static Why why(int status, JsonNode error) {
        return switch (status) {
            // a wrong key is a wrong argument to Google
            case 400 -> hasReason(error, "API_KEY_INVALID") ? Why.KEY : Why.NOT_TAKEN;
            case 401, 403 -> Why.KEY;
            case 404 -> Why.UNKNOWN_MODEL;
            case 429 -> isUsedUp(error) ? Why.SERVICE_QUOTA : Why.BUSY;
            default -> status >= 500 ? Why.BUSY : status >= 400 ? Why.NOT_TAKEN : Why.GARBLED;
        };
    }

    private static boolean hasReason(JsonNode error, String reason) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asString("").equals(reason)) {
                return true;
            }
        }
        return false;
    }

    /// A minute's quota comes back in a minute, a day's does not.
    private static boolean isUsedUp(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("violations")) {
                if (violation.path("quotaId").asString("").contains("PerDay")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Duration pause(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asString(""));
            if (seconds.matches()) {
                return Duration.ofSeconds(Long.parseLong(seconds.group(1)) + 1);
            }
        }
        return null;
    }
}
