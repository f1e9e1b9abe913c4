package researchpaas.checkup.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// What Render's own variables say of the service, against the settings. The plan is not among
/// them: the memory limit stands for it.
final class CheckRender implements Check {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final Environment environment;

    CheckRender(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Diagnosis> look() {
        if (text("RENDER").isEmpty()) {
            return List.of(Diagnosis.notChecked(Topic.RENDER, "render.no"));
        }
        List<Diagnosis> found = new ArrayList<>();
        String type = text("RENDER_SERVICE_TYPE");
        if (!type.isEmpty() && !Set.of("web", "pserv").contains(type)) {
            found.add(Diagnosis.wrong(Topic.RENDER, "render.type", type));
        }
        if (text("research-paas.environment").equals("development")) {
            found.add(Diagnosis.wrong(Topic.RENDER, "render.development"));
        }
        if (LOOPBACK.contains(text("server.address"))) {
            found.add(Diagnosis.wrong(Topic.RENDER, "render.loopback"));
        }
        String host = text("RENDER_EXTERNAL_HOSTNAME");
        if (!host.isEmpty() && !list("research-paas.edge.allowed-hosts").contains(host)) {
            found.add(Diagnosis.warning(Topic.RENDER, "render.host", host));
        }
        if (list("research-paas.edge.trusted-proxies").isEmpty()) {
            found.add(Diagnosis.warning(Topic.RENDER, "render.proxies"));
        }
        if (text("research-paas.database.url").isEmpty()) {
            found.add(
                    isMounted(Path.of(text("research-paas.home")))
                            ? Diagnosis.ok(Topic.RENDER, "render.disk")
                            : Diagnosis.wrong(Topic.RENDER, "render.noDisk"));
        }
        if (found.isEmpty()) {
            found.add(Diagnosis.ok(Topic.RENDER, "render", host.isEmpty() ? "?" : host));
        }
        return found;
    }

    /// Whether the folder lies on another disk than the container's own, which each deploy empties.
    private static boolean isMounted(Path folder) {
        try {
            Path there = folder.toAbsolutePath().normalize();
            while (there.getParent() != null && !Files.exists(there)) {
                there = there.getParent();
            }
            return !Files.getFileStore(there).equals(Files.getFileStore(Path.of("/")));
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> list(String property) {
        return Binder.get(environment)
                .bind(property, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    private String text(String property) {
        return environment.getProperty(property, "").strip();
    }
}
