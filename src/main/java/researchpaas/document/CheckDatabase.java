package researchpaas.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.document.DatabaseSetup.Report;
import researchpaas.document.DatabaseSetup.Step;

/// Whether the database can be reached and used, and how its schema stands against the program's.
final class CheckDatabase implements Check {
    private final DatabaseSetup setup;

    CheckDatabase(DatabaseSetup setup) {
        this.setup = setup;
    }

    @Override
    public List<Diagnosis> look() {
        Report report = setup.look();
        List<Diagnosis> found = new ArrayList<>();
        for (Step step : report.steps()) {
            switch (step.outcome()) {
                case FAILED -> found.add(Diagnosis.wrong(Topic.DATABASE, "refused", step.detail()));
                case NOTE -> found.add(note(step));
                case FINE, DONE -> {}
            }
        }
        if (report.succeeded()) {
            found.addFirst(
                    Diagnosis.ok(Topic.DATABASE, "database", report.place(), details(report)));
        }
        return found;
    }

    private static Diagnosis note(Step step) {
        return switch (step.kind()) {
            case SCHEMA -> Diagnosis.ok(Topic.DATABASE, "database.schema", step.detail());
            case RIGHTS -> Diagnosis.warning(Topic.DATABASE, "database.rights", step.detail());
            case CONNECTION, SERVER_VERSION, ENCODING, TIME_ZONE ->
                    Diagnosis.warning(Topic.DATABASE, "database.note", step.detail());
        };
    }

    private static String details(Report report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == Outcome.FINE)
                .map(Step::detail)
                .collect(Collectors.joining(", "));
    }
}
