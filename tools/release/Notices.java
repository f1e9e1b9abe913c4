import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the jar's parts ask to be told of: each with its licence, then the notices and licence
/// texts that they bring, each text once; beside it our own licence and notice. Reads the list of
/// parts (CycloneDX), so that both say the same, and stops the build at a licence that is not allowed.
///
/// `java -cp THE-PARTS Notices.java SBOM ALLOWED OWN-LICENCE FOLDER`
public final class Notices {
    private static final Pattern TOLD =
            Pattern.compile(
                    "(META-INF/|.*/)?(NOTICE|LICEN[CS]E|COPYRIGHT|COPYING|THIRD-?PARTY)[^/]*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_TEXT = Pattern.compile(".*\\.(class|html|xml|json|properties)");

    private record Part(String name, String version, List<String> licences, String home) {
        String title() {
            return name + " " + version;
        }
    }

    private Notices() {}

    public static void main(String[] arguments) throws IOException {
        List<Part> parts = parts(Path.of(arguments[0]));
        Set<String> allowed =
                Files.readAllLines(Path.of(arguments[1])).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .collect(Collectors.toSet());
        List<String> refused =
                parts.stream()
                        .filter(part -> Collections.disjoint(part.licences(), allowed))
                        .map(part -> part.title() + ": " + part.licences())
                        .toList();
        if (!refused.isEmpty()) {
            System.err.println(
                    "Not under a licence of "
                            + arguments[1]
                            + ":\n  "
                            + String.join("\n  ", refused));
            System.exit(1);
        }
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        Path licence = Path.of(arguments[2]);
        for (Path own : List.of(licence, licence.resolveSibling("NOTICE"))) {
            Files.copy(
                    own,
                    folder.resolve(own.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(folder.resolve("THIRD-PARTY-NOTICES.txt"), text(parts));
    }

    private static List<Part> parts(Path sbom) {
        JsonNode components = JsonMapper.shared().readTree(sbom.toFile()).get("components");
        List<Part> parts = new ArrayList<>();
        for (JsonNode component : components) {
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : component.path("licenses")) {
                licences.add(
                        choice.has("expression")
                                ? choice.get("expression").asString()
                                : choice.path("license")
                                        .path("id")
                                        .asString(
                                                choice.path("license")
                                                        .path("name")
                                                        .asString("unknown")));
            }
            String home = "";
            for (JsonNode reference : component.path("externalReferences")) {
                if (reference.path("type").asString("").equals("website")) {
                    home = reference.path("url").asString("");
                }
            }
            parts.add(
                    new Part(
                            component.path("group").asString("")
                                    + ":"
                                    + component.get("name").asString(),
                            component.path("version").asString(""),
                            licences,
                            home));
        }
        parts.sort((one, other) -> one.title().compareTo(other.title()));
        return parts;
    }

    private static String text(List<Part> parts) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("Research PaaS is licensed under Apache-2.0 (META-INF/LICENSE). It comes with\n");
        text.append("these parts, each under its own licence; of several, any one may be chosen.\n\n");
        for (Part part : parts) {
            text.append(part.title()).append("\n    ");
            text.append(String.join(" or ", part.licences()));
            text.append(part.home().isEmpty() ? "" : "\n    " + part.home()).append('\n');
        }
        Map<String, Set<String>> told = new TreeMap<>();
        Set<String> wanted =
                parts.stream()
                        .map(part -> part.name().replaceAll(".*:", "") + "-" + part.version())
                        .collect(Collectors.toSet());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String jar = Path.of(entry).getFileName().toString().replaceAll("\\.jar$", "");
            if (entry.endsWith(".jar") && wanted.stream().anyMatch(jar::startsWith)) {
                read(Path.of(entry), jar, told);
            }
        }
        text.append("\nNotices and licence texts that these parts bring\n");
        told.entrySet().stream()
                .sorted((one, other) -> first(one).compareTo(first(other)))
                .forEach(
                        entry ->
                                text.append("\n")
                                        .append("=".repeat(78))
                                        .append('\n')
                                        .append(String.join("\n", entry.getValue()))
                                        .append('\n')
                                        .append("-".repeat(78))
                                        .append('\n')
                                        .append(entry.getKey())
                                        .append('\n'));
        return text.toString();
    }

    private static String first(Map.Entry<String, Set<String>> entry) {
        return entry.getValue().iterator().next();
    }

    private static void read(Path jar, String name, Map<String, Set<String>> told)
            throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(Notices::isTold).toList()) {
                String content =
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                                .replace("\r", "")
                                .replace("\uFEFF", "")
                                .strip();
                told.computeIfAbsent(content, any -> new TreeSet<>())
                        .add(name + ": " + entry.getName());
            }
        }
    }

    private static boolean isTold(ZipEntry entry) {
        return !entry.isDirectory()
                && TOLD.matcher(entry.getName()).matches()
                && !NO_TEXT.matcher(entry.getName()).matches();
    }
}
