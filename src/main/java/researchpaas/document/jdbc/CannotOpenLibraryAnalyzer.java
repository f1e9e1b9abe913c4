package researchpaas.document.jdbc;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Prints a sentence instead of a stack trace.
class CannotOpenLibraryAnalyzer extends AbstractFailureAnalyzer<CannotOpenLibrary> {
    @Override
    protected FailureAnalysis analyze(Throwable root, CannotOpenLibrary failure) {
        Locale locale = Locale.getDefault();
        return new FailureAnalysis(failure.description(locale), failure.advice(locale), failure);
    }
}
