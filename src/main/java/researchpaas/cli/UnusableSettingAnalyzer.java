package researchpaas.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// An adapter that refuses its settings says so in its exception's message; anything else that
/// prevents a start keeps its stack trace.
final class UnusableSettingAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {
    UnusableSettingAnalyzer() {}

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BeanCreationException cause) {
        Throwable root = cause.getMostSpecificCause();
        boolean refusal =
                (root instanceof IllegalArgumentException || root instanceof IllegalStateException)
                        && root.getMessage() != null
                        && root.getStackTrace().length > 0
                        && root.getStackTrace()[0].getClassName().startsWith("researchpaas.");
        return refusal
                ? new FailureAnalysis(
                        root.getMessage(),
                        "Change the setting (docs/configuration.md) and start again.",
                        root)
                : null;
    }
}
