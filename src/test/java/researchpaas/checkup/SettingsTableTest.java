package researchpaas.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every variable in `application.yml` has a meaning in both languages, and the tables in the
/// documents say what the program does. `-Dsettings.write` writes the tables anew.
class SettingsTableTest {
    private static final Path CONFIGURATION = Path.of("src/main/resources/application.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?=[:}])");
    private static final String BEGIN = "<!-- settings: written by SettingsTableTest -->\n";
    private static final String END = "<!-- /settings -->\n";

    private final KnownSettings known = KnownSettings.load();

    /// A variable's default by the profiles for which it holds: empty for all.
    private final Map<String, Map<String, String>> defaults = defaults();

    @Test
    void everyVariableHasAMeaningInBothLanguages() {
        Set<String> used = new TreeSet<>(defaults.keySet());
        used.addAll(known.ofScripts().keySet());
        assertThat(new TreeSet<>(meanings(Locale.ROOT).keySet())).isEqualTo(used);
        assertThat(new TreeSet<>(meanings(Locale.JAPANESE).keySet())).isEqualTo(used);
    }

    @Test
    void everyNameOfTheEarlierSystemIsStillUnderstood() {
        assertThat(known.names().stream().filter(known::isEarlier)).hasSize(36);
    }

    @Test
    void whatIsToBeSetInsteadOfAnotherNameIsKnown() {
        for (String name : List.of("GOOGLE_DRIVE_FOLDER_ID", "PAAS_ENV", "QDRANT_URL")) {
            assertThat(known.instead(name))
                    .as(name)
                    .hasValueSatisfying(instead -> assertThat(known.names()).contains(instead));
        }
    }

    @Test
    void theTablesInTheDocumentsAreUpToDate() throws IOException {
        check(Path.of("docs/configuration.md"), Locale.ROOT, English.WORDS);
        check(Path.of("docs/configuration.ja.md"), Locale.JAPANESE, Japanese.WORDS);
    }

    private void check(Path page, Locale locale, Words words) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(end).as("markers in " + page).isGreaterThanOrEqualTo(begin);
        String table = table(locale, words);
        if (System.getProperty("settings.write") != null) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
            return;
        }
        assertThat(text.substring(begin, end))
                .as("Write %s anew with -Dsettings.write", page)
                .isEqualTo(table);
    }

    private record Words(String head, String same, String as, String open) {}

    private static final class English {
        static final Words WORDS =
                new Words(
                        "| variable | earlier name | default | meaning |\n|---|---|---|---|\n",
                        "same",
                        "as `%s`",
                        "staging, production: %s");
    }

    private static final class Japanese {
        static final Words WORDS =
                new Words(
                        "| 変数 | 旧名 | 既定値 | 意味 |\n|---|---|---|---|\n",
                        "同じ",
                        "`%s` と同じ",
                        "staging、production: %s");
    }

    private String table(Locale locale, Words words) {
        Map<String, String> meanings = meanings(locale);
        Map<String, Map<String, String>> all = new LinkedHashMap<>(defaults);
        new TreeMap<>(known.ofScripts()).forEach((name, value) -> all.put(name, Map.of("", value)));
        StringBuilder table = new StringBuilder(words.head());
        all.forEach((name, values) ->
                table.append(
                        "| `%s` | %s | %s | %s |%n"
                                .formatted(
                                        name,
                                        known.isEarlier(name) ? words.same() : "–",
                                        cell(values, words),
                                        meanings.get(name).replace("|", "\\|"))));
        return table.toString();
    }

    private static String cell(Map<String, String> values, Words words) {
        String usual = values.getOrDefault("", "");
        String open = values.getOrDefault("staging | production", usual);
        return value(usual, words)
                + (open.equals(usual) ? "" : "; " + words.open().formatted(value(open, words)));
    }

    private static String value(String value, Words words) {
        if (value.isEmpty()) {
            return "–";
        }
        Matcher other = VARIABLE.matcher(value);
        return other.lookingAt() ? words.as().formatted(other.group(1)) : "`" + value + "`";
    }

    private static Map<String, String> meanings(Locale locale) {
        // ROOT falls back to nothing else
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        "settings",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_DEFAULT));
        Map<String, String> meanings = new TreeMap<>();
        bundle.keySet().forEach(name -> meanings.put(name, bundle.getString(name)));
        if (locale.equals(Locale.JAPANESE)) {
            meanings.values().removeIf(text -> !text.matches(".*[ぁ-んァ-ヶ一-龠].*"));
        }
        return meanings;
    }

    /// In the file's order. What the second part of the file says holds for its profiles.
    private static Map<String, Map<String, String>> defaults() {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        String profiles = "";
        for (String line : read(CONFIGURATION)) {
            if (line.strip().startsWith("on-profile: ")) {
                profiles = line.strip().substring("on-profile: ".length());
            }
            if (line.strip().startsWith("#")) {
                continue;
            }
            Matcher variable = VARIABLE.matcher(line);
            while (variable.find()) {
                found.computeIfAbsent(variable.group(1), _ -> new LinkedHashMap<>())
                        .putIfAbsent(profiles, rest(line, variable.end()));
            }
        }
        return found;
    }

    /// From the colon to the brace that closes the variable.
    private static String rest(String line, int from) {
        int open = 1;
        int at = from;
        while (open > 0) {
            char c = line.charAt(at);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            at++;
        }
        String rest = line.substring(from, at - 1);
        return rest.isEmpty() ? "" : rest.substring(1);
    }

    private static List<String> read(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
