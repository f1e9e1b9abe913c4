package researchpaas.checkup;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// What the program's own `application.yml` makes of variables as an operator sets them, and of no
/// others.
public final class SettingsOf {
    private SettingsOf() {}

    public static StandardEnvironment environment(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                new HashMap<>(variables)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    public static <T> T bound(Map<String, String> variables, String prefix, Class<T> type) {
        return Binder.get(environment(variables)).bindOrCreate(prefix, type);
    }
}
