package researchpaas.edge;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Host names and proxies: whether they can be read, and whether HTTPS can be recognised at all.
@EnableConfigurationProperties(EdgeSettings.class)
final class CheckEdge implements Check {
    private final EdgeSettings settings;

    CheckEdge(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        List<Diagnosis> found = new ArrayList<>();
        refusal(() -> TrustedHosts.of(settings.allowedHosts()), found);
        refusal(() -> TrustedProxies.valve(settings.trustedProxies()), found);
        boolean noProxy = settings.trustedProxies().stream().allMatch(String::isBlank);
        if (settings.https() && noProxy) {
            found.add(Diagnosis.warning(Topic.EDGE, "edge.noProxies"));
        }
        return found.isEmpty()
                ? List.of(Diagnosis.ok(Topic.EDGE, "edge", settings.allowedHosts().size()))
                : found;
    }

    private static void refusal(Runnable read, List<Diagnosis> found) {
        try {
            read.run();
        } catch (IllegalArgumentException e) {
            found.add(Diagnosis.wrong(Topic.EDGE, "refused", String.valueOf(e.getMessage())));
        }
    }
}
