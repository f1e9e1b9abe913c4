package researchpaas.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures search on a test collection in a library of its own, which is thrown away afterwards.
@Command(name = "eval", mixinStandardHelpOptions = true)
final class EvalCommand implements Runnable {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR")
    private Path collection = Path.of("");

    @Option(names = "--json")
    private boolean json;

    EvalCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public void run() {
        throw new IllegalStateException(application + " " + messages + spec + collection + json);
    }
}
