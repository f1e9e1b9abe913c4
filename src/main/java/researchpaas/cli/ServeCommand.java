package researchpaas.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    private final Class<?> application;
    private final Messages messages;

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--json")
    private boolean json;

    ServeCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    /// Returns when the server answers; its threads keep the process alive.
    @Override
    public void run() {
        List<String> settings = new ArrayList<>();
        if (port != null) {
            settings.add("--server.port=" + port);
        }
        if (json) {
            settings.add("--logging.structured.format.console=ecs");
        }
        ConfigurableApplicationContext context =
                StartFailed.start(application, settings.toArray(String[]::new));
        if (!json) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            System.out.println(messages.text("serve.ready", port));
        }
    }
}
