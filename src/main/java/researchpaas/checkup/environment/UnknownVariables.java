package researchpaas.checkup.environment;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import researchpaas.checkup.KnownSettings;

/// Variables that look like settings of this program and are none. A name in a form that Spring
/// understands (`RESEARCHPAAS_INGEST_RESCAN`) counts as known where its section exists.
final class UnknownVariables {
    private static final List<String> OURS = List.of("RESEARCH_PAAS_", "PAAS_", "RESEARCHPAAS_");
    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final String ROOT = "research-paas.";

    private final KnownSettings known;
    private final Set<String> sections;

    private UnknownVariables(KnownSettings known, Set<String> sections) {
        this.known = known;
        this.sections = Set.copyOf(sections);
    }

    /// By name; what to set in its place where that can be told.
    static Map<String, Optional<String>> in(ConfigurableEnvironment environment) {
        UnknownVariables unknown =
                new UnknownVariables(KnownSettings.load(), sections(environment));
        Map<String, Optional<String>> found = new TreeMap<>();
        if (environment.getPropertySources().get(VARIABLES)
                instanceof EnumerablePropertySource<?> variables) {
            for (String name : variables.getPropertyNames()) {
                unknown.judge(name, found);
            }
        }
        return found;
    }

    private void judge(String name, Map<String, Optional<String>> found) {
        if (known.names().contains(name)) {
            return;
        }
        boolean ours = OURS.stream().anyMatch(name::startsWith) && !isProperty(name);
        Optional<String> instead = known.instead(name);
        if (ours || instead.isPresent()) {
            found.put(name, instead);
        }
    }

    private boolean isProperty(String name) {
        return sections.stream().anyMatch(name::startsWith);
    }

    /// `RESEARCHPAAS_GOOGLEDRIVE` and `RESEARCH_PAAS_GOOGLE_DRIVE` for
    /// `research-paas.google-drive`.
    private static Set<String> sections(ConfigurableEnvironment environment) {
        Set<String> found = new HashSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> properties) {
                for (String name : properties.getPropertyNames()) {
                    if (name.startsWith(ROOT) && name.indexOf('.', ROOT.length()) > 0) {
                        String section = name.substring(0, name.indexOf('.', ROOT.length()) + 1);
                        String plain = section.toUpperCase(Locale.ROOT).replace('.', '_');
                        found.add(plain.replace("-", ""));
                        found.add(plain.replace('-', '_'));
                    }
                }
            }
        }
        return found;
    }
}
