package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import researchpaas.ResearchPaas;

/// Every command in a document, with its subcommands and options, against those that the program
/// takes.
class DocumentedCommandsTest {
    /// In code between words, or at the begin of a line of a block, behind variables.
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?m)(?:`|^)(?:[A-Z_]+=\\S+ )*(?:\\./run|research-paas) ([a-z-]+[^`\n|]*)");

    private static final Pattern OPTION = Pattern.compile("--[a-z][\\w-]*");

    private final CommandLine program =
            CommandLineDoor.commands(
                    ResearchPaas.class,
                    new Messages(ResourceBundle.getBundle("cli", Locale.ENGLISH)));

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("README.ja.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).toList().stream())
                    .sorted();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isOneThatTheProgramTakes(Path document) throws IOException {
        assertThat(wrongIn(Files.readString(document))).isEmpty();
    }

    @Test
    void noticesWhatIsMisspelt() {
        assertThat(wrongIn("`./run takover --sqlite FILE`")).hasSize(1);
        assertThat(wrongIn("`./run takeover --sqlit FILE`")).hasSize(1);
        assertThat(wrongIn("```\nA=b ./run backup verfy --out x  # why\n```")).hasSize(1);
        assertThat(wrongIn("`./run backup verify ARCHIVE`, `./run takeover --sqlite F`")).isEmpty();
    }

    private List<String> wrongIn(String text) {
        List<String> wrong = new ArrayList<>();
        Matcher commands = COMMAND.matcher(text);
        while (commands.find()) {
            String command = commands.group(1).replaceFirst("\\s#.*", "").strip();
            if (!isTaken(command)) {
                wrong.add(command);
            }
        }
        return wrong;
    }

    private boolean isTaken(String command) {
        CommandLine at = program;
        for (String word : command.split("\\s+")) {
            CommandLine below = at.getSubcommands().get(word);
            if (below == null) {
                break;
            }
            at = below;
        }
        CommandLine found = at;
        return (found != program || command.startsWith("--"))
                && OPTION.matcher(command)
                        .results()
                        .allMatch(option ->
                                found.getCommandSpec().optionsMap().containsKey(option.group()));
    }
}
