package researchpaas.checkup.machine;

import java.util.List;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

final class CheckJava implements Check {
    @Override
    public List<Diagnosis> look() {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                Diagnosis.ok(
                        Topic.JAVA,
                        "java",
                        Runtime.version().toString(),
                        System.getProperty("os.arch", "?"),
                        runtime.availableProcessors()));
    }
}
