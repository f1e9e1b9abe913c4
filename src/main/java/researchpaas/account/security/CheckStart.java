package researchpaas.account.security;

import java.util.List;
import java.util.ResourceBundle;
import org.springframework.core.env.Environment;
import researchpaas.account.security.SafeStart.UnsafeStart;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// What would keep the server from starting with this profile.
final class CheckStart implements Check {
    private final Environment environment;

    CheckStart(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Diagnosis> look() {
        try {
            SafeStart.check(environment);
            String name = environment.getProperty("research-paas.environment", "development");
            return List.of(Diagnosis.ok(Topic.PROFILE, "profile", name));
        } catch (UnsafeStart e) {
            ResourceBundle messages = ResourceBundle.getBundle("messages");
            return e.sentences(messages)
                    .lines()
                    .map(sentence -> Diagnosis.wrong(Topic.PROFILE, "refused", sentence))
                    .toList();
        }
    }
}
