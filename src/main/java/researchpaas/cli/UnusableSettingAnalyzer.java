package researchpaas.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// An adapter that refuses its settings says so in its exception's message; anything else that
/// prevents a start keeps its stack trace.
final class UnusableSettingAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {
    UnusableSettingAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BeanCreationException cause) {
        Throwable refusal = deepestRefusal(cause);
        return refusal == null
                ? null
                : new FailureAnalysis(
                        refusal.getMessage(),
                        "Change the setting (docs/configuration.md) and start again.",
                        refusal);
    }

    /// The refusal's own words, else what kind of thing went wrong: other exceptions repeat values.
    static String sentence(Throwable failure) {
        Throwable refusal = deepestRefusal(failure);
        if (refusal != null) {
            return String.valueOf(refusal.getMessage());
        }
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof BindException unbound) {
                return unbound.getName().toString();
            }
        }
        return failure.getClass().getSimpleName();
    }

    /// What lies below it in the chain is the library's own word for it.
    private static @Nullable Throwable deepestRefusal(Throwable failure) {
        Throwable found = null;
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (isRefusal(one)) {
                found = one;
            }
        }
        return found;
    }

    private static boolean isRefusal(Throwable one) {
        StackTraceElement[] trace = one.getStackTrace();
        return (one instanceof IllegalArgumentException || one instanceof IllegalStateException)
                && one.getMessage() != null
                && trace.length > 0
                && trace[0].getClassName().startsWith("researchpaas.");
    }
}
