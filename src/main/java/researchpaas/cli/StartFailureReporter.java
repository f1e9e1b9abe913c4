package researchpaas.cli;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Says on the terminal what is wrong and what to do, and nothing else.
final class StartFailureReporter implements FailureAnalysisReporter {
    StartFailureReporter() {}

    @Override
    public void report(FailureAnalysis analysis) {
        System.err.println("research-paas: " + analysis.getDescription().strip());
        if (analysis.getAction() != null) {
            System.err.println(analysis.getAction().strip());
        }
    }
}
