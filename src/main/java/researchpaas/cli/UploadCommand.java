package researchpaas.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uploads files one by one, waits until they have been read, and tells what became of each.
@Command(name = "upload", mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 500;

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files = List.of();

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "")
    private String kind = "";

    @Option(names = "--dataset", paramLabel = "NAME", defaultValue = "")
    private String dataset = "";

    @Option(names = "--json")
    private boolean json;

    UploadCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() throws InterruptedException {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new CommandFailed(messages.text("upload.unreadable", file));
            }
        }
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            Map<Path, JsonNode> uploads = new LinkedHashMap<>();
            for (Path file : files) {
                send(server, file, uploads);
            }
            List<JsonNode> ended = new ArrayList<>();
            for (JsonNode upload : uploads.values()) {
                ended.add(ended(server, upload.path("url").asString()));
            }
            print(ended);
            boolean all =
                    uploads.size() == files.size()
                            && ended.stream().allMatch(UploadCommand::isPublished);
            return all ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /// One that is refused does not keep the others from being sent.
    private void send(LibraryServer server, Path file, Map<Path, JsonNode> uploads) {
        try {
            JsonNode answer = server.upload(file, Map.of("kind", kind, "dataset", dataset));
            JsonNode received = answer.path("files").path(0);
            if (received.path("outcome").asString().equals("known")) {
                spec.commandLine().getErr().println(messages.text("upload.known", file));
            }
            uploads.put(file, received);
        } catch (CommandFailed refusal) {
            spec.commandLine().getErr().println(file + ": " + refusal.getMessage());
        }
    }

    private static JsonNode ended(LibraryServer server, String url) throws InterruptedException {
        JsonNode upload = server.get(url, Map.of());
        while (upload.path("state").asString().equals("waiting")) {
            Thread.sleep(POLL_MILLIS);
            upload = server.get(url, Map.of());
        }
        return upload;
    }

    private static boolean isPublished(JsonNode upload) {
        return upload.path("state").asString().equals("published");
    }

    private void print(List<JsonNode> uploads) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(
                            JsonMapper.shared()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(uploads));
            return;
        }
        for (JsonNode upload : uploads) {
            JsonNode document = upload.path("document");
            String outcome =
                    isPublished(upload)
                            ? "%s  [%s/%d]"
                                    .formatted(
                                            document.path("title").asString(),
                                            document.path("category").asString(),
                                            document.path("id").asLong())
                            : upload.path("message").asString();
            spec.commandLine().getOut().println(upload.path("name").asString() + ": " + outcome);
        }
    }
}
