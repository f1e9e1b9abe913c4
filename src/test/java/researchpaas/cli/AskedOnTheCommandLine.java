package researchpaas.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine;

/// `research-paas ask` within a test, beside a server that runs.
public final class AskedOnTheCommandLine {
    private AskedOnTheCommandLine() {}

    /// @return what it wrote to standard output
    public static String text(int port, String question) {
        Messages messages = new Messages(ResourceBundle.getBundle("cli", Locale.ENGLISH));
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        CommandLine ask =
                new CommandLine(new AskCommand(() -> LibraryServer.at(port, messages), messages))
                        .setOut(Printable.to(results));
        int code = ask.execute(question);
        if (code != 0) {
            throw new IllegalStateException("It ended with " + code);
        }
        return results.toString(StandardCharsets.UTF_8);
    }
}
