package researchpaas.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import researchpaas.ingest.KeepSamples;
import tools.jackson.databind.JsonNode;

@Command(name = "serve", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

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
            int port =
                    context.getEnvironment()
                            .getRequiredProperty("local.server.port", Integer.class);
            showSamplesLoading(context, port);
            // stopped while the samples were loading, it is not ready for anything
            if (!context.isClosed()) {
                System.out.println(messages.text("serve.ready", String.valueOf(port)));
            }
        }
    }

    /// At the first start of all; later ones have nothing to wait for.
    private void showSamplesLoading(ConfigurableApplicationContext context, int port) {
        try (LibraryServer server = LibraryServer.at(port, messages)) {
            List<JsonNode> scans = new ArrayList<>();
            for (JsonNode job : server.get("/documents/ingest", Map.of()).path("jobs")) {
                if (job.path("source").asString().equals(KeepSamples.SOURCE)) {
                    scans.add(job);
                }
            }
            if (scans.size() == 1 && !scans.getFirst().hasNonNull("ended_at")) {
                show(server, scans.getFirst());
            }
        } catch (CommandFailed e) {
            // stopped while the samples load: there is nobody to tell
            if (!context.isClosed()) {
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(LibraryServer server, JsonNode scan) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.println(messages.text("serve.samples"));
        try (ProgressLine line = ProgressLine.of(err)) {
            JsonNode ended =
                    new FollowScan(server, messages).toTheEnd(scan.path("id").asLong(), line);
            if (ended.hasNonNull("trouble")) {
                err.println(ended.path("trouble").asString());
            }
        }
    }
}
