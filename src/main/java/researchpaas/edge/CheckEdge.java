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
        List<String> hosts = settings.allowedHosts();
        List<String> proxies = settings.trustedProxies();
        if (isRefused(() -> TrustedHosts.of(hosts))) {
            found.add(Diagnosis.wrong(Topic.EDGE, "edge.hosts", String.join(", ", hosts)));
        }
        if (isRefused(() -> TrustedProxies.valve(proxies))) {
            found.add(Diagnosis.wrong(Topic.EDGE, "edge.proxies", String.join(", ", proxies)));
        }
        boolean noProxy = proxies.stream().allMatch(String::isBlank);
        if (settings.https() && noProxy) {
            found.add(Diagnosis.warning(Topic.EDGE, "edge.noProxies"));
        }
        return found.isEmpty() ? List.of(Diagnosis.ok(Topic.EDGE, "edge", hosts.size())) : found;
    }

    private static boolean isRefused(Runnable read) {
        try {
            read.run();
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
