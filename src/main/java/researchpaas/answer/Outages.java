package researchpaas.answer;

import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.outbound.CallFailed;

/// What a failed call means to whoever waits for text.
public final class Outages {
    private Outages() {}

    public static ModelUnavailable of(CallFailed failure) {
        Why why =
                switch (failure.why()) {
                    case NOT_REACHED, BROKEN -> Why.UNREACHABLE;
                    case TOO_SLOW -> Why.TOO_SLOW;
                    case TOO_MUCH -> Why.GARBLED;
                    case CANCELLED -> Why.CANCELLED;
                };
        return new ModelUnavailable(why, String.valueOf(failure.getMessage()), failure);
    }
}
