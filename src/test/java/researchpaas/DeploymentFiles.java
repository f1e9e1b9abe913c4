package researchpaas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What the files that deploy the program say, and what it is given by them when it starts.
public final class DeploymentFiles {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /// A variable in Compose's files: `${NAME:-else}`, `${NAME:?what to do}`, `${NAME}`.
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{([A-Z_]+)(?::([-?])([^}]*))?\\}");

    private DeploymentFiles() {}

    public static String text(String file) {
        try {
            return Files.readString(PROJECT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Anchors and merges resolved, keys in order; a key that stands twice is an error.
    public static Map<String, Object> yaml(String file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text(file));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    /// Of `projects`, the one environment's part.
    public static Map<String, Object> renderEnvironment(String name) {
        return list(map(list(yaml("render.yaml").get("projects")).getFirst()).get("environments"))
                .stream()
                .map(DeploymentFiles::map)
                .filter(environment -> environment.get("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static Map<String, Object> renderService(String environment) {
        return map(list(renderEnvironment(environment).get("services")).getFirst());
    }

    /// The variables as Render hands them to the program.
    ///
    /// @param drawn what stands for a value that Render draws
    /// @param typed what the operator typed where Render asked; the rest was left empty
    public static Map<String, String> renderVariables(
            String environment, String drawn, Map<String, String> typed) {
        Map<String, String> variables = new LinkedHashMap<>();
        // what Render sets by itself
        variables.put("RENDER", "true");
        variables.put("PORT", "10000");
        variables.put("RENDER_EXTERNAL_HOSTNAME", "research-paas.onrender.com");
        variables.put("RENDER_EXTERNAL_URL", "https://research-paas.onrender.com");
        for (Object entry : list(renderService(environment).get("envVars"))) {
            Map<String, Object> variable = map(entry);
            String key = (String) variable.get("key");
            if (variable.containsKey("value")) {
                variables.put(key, variable.get("value").toString());
            } else if (variable.containsKey("generateValue")) {
                variables.put(key, drawn);
            } else if (variable.containsKey("fromDatabase")) {
                variables.put(key, "postgresql://paas_user:4Dq9@dpg-c0ffee-a/research_paas");
            } else {
                variables.put(key, typed.getOrDefault(key, ""));
            }
        }
        return variables;
    }

    /// The variables as Compose hands them to the program.
    ///
    /// @param given what stands in `.env`
    /// @throws IllegalStateException with what Compose says where one is missing
    public static Map<String, String> composeVariables(Map<String, String> given) {
        Map<String, String> variables = new HashMap<>(given);
        lines("deploy/application.env")
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    variables.put(
                            line.substring(0, equals), resolve(line.substring(equals + 1), given));
                });
        return variables;
    }

    /// Without comments and empty lines.
    public static Stream<String> lines(String file) {
        return text(file).lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    /// Which variables that file takes from `.env`, and by which sign (`?`, `-`, or none).
    public static Map<String, List<String>> taken(String file) {
        Map<String, List<String>> taken = new LinkedHashMap<>();
        lines(file)
                .map(REFERENCE::matcher)
                .flatMap(Matcher::results)
                .forEach(found ->
                        taken.computeIfAbsent(found.group(1), _ -> new ArrayList<>())
                                .add(found.group(2) == null ? "" : found.group(2)));
        return taken;
    }

    private static String resolve(String text, Map<String, String> given) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> {
                    String value = given.getOrDefault(found.group(1), "");
                    if (value.isEmpty() && "?".equals(found.group(2))) {
                        throw new IllegalStateException(found.group(1) + ": " + found.group(3));
                    }
                    return Matcher.quoteReplacement(
                            value.isEmpty() && "-".equals(found.group(2)) ? found.group(3) : value);
                });
    }
}
