package researchpaas.checkup.environment;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// A misspelt name is silence everywhere else.
final class CheckVariables implements Check {
    private final ConfigurableEnvironment environment;

    CheckVariables(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public List<Diagnosis> look() {
        List<Diagnosis> found = new ArrayList<>();
        UnknownVariables.in(environment)
                .forEach((name, instead) ->
                        found.add(
                                instead.map(known ->
                                                Diagnosis.warning(
                                                        Topic.VARIABLES,
                                                        "variables.instead",
                                                        name,
                                                        known))
                                        .orElseGet(() ->
                                                Diagnosis.warning(
                                                        Topic.VARIABLES,
                                                        "variables.unknown",
                                                        name))));
        return found.isEmpty() ? List.of(Diagnosis.ok(Topic.VARIABLES, "variables")) : found;
    }
}
