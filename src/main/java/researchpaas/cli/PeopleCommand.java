package researchpaas.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// The people whom the library knows: an administrator's page for whoever runs the program.
@Command(name = "people", mixinStandardHelpOptions = true)
final class PeopleCommand implements Runnable {
    private static final String PEOPLE = "/api/v1/people";

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    PeopleCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), messages.text("people.which"));
    }

    @Command(name = "list", mixinStandardHelpOptions = true)
    int list(
            @Parameters(index = "0", arity = "0..1", paramLabel = "TEXT", defaultValue = "")
                    String text,
            @Option(names = "--json") boolean json) {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            List<JsonNode> people = all(server, text);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ArrayNode array = JsonMapper.shared().createArrayNode();
                array.addAll(people);
                out.println(array.toPrettyString());
            } else {
                people.forEach(this::print);
                out.println(messages.text("people.count", people.size()));
            }
            return ExitCode.OK;
        }
    }

    private static List<JsonNode> all(LibraryServer server, String text) {
        List<JsonNode> people = new ArrayList<>();
        JsonNode page;
        String after = "";
        do {
            page = server.get(PEOPLE, Map.of("q", text, "after", after, "limit", "1000"));
            page.path("people").forEach(people::add);
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return people;
    }

    @Command(name = "role", mixinStandardHelpOptions = true)
    int role(
            @Parameters(index = "0", paramLabel = "ADDRESS") String address,
            @Parameters(index = "1", paramLabel = "ROLE") String role,
            @Option(names = "--json") boolean json) {
        boolean configured = role.equals("configured");
        return change(
                address,
                json,
                (server, place) ->
                        configured
                                ? server.delete(place + "/role")
                                : server.put(place + "/role?role=" + LibraryServer.encode(role)));
    }

    @Command(name = "suspend", mixinStandardHelpOptions = true)
    int suspend(
            @Parameters(index = "0", paramLabel = "ADDRESS") String address,
            @Option(names = "--json") boolean json) {
        return change(address, json, (server, place) -> server.put(place + "/suspension"));
    }

    @Command(name = "resume", mixinStandardHelpOptions = true)
    int resume(
            @Parameters(index = "0", paramLabel = "ADDRESS") String address,
            @Option(names = "--json") boolean json) {
        return change(address, json, (server, place) -> server.delete(place + "/suspension"));
    }

    @Command(name = "release", mixinStandardHelpOptions = true)
    int release(
            @Parameters(index = "0", paramLabel = "ADDRESS") String address,
            @Option(names = "--json") boolean json) {
        return change(address, json, (server, place) -> server.delete(place + "/address"));
    }

    private int change(
            String address, boolean json, BiFunction<LibraryServer, String, JsonNode> change) {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode person =
                    all(server, address).stream()
                            .filter(one -> hasAddress(one, address))
                            .findFirst()
                            .orElseThrow(() ->
                                    new CommandFailed(messages.text("people.unknown", address)));
            JsonNode changed = change.apply(server, PEOPLE + "/" + person.path("id").asLong());
            if (json) {
                spec.commandLine().getOut().println(changed.toPrettyString());
            } else {
                print(changed);
            }
            return ExitCode.OK;
        }
    }

    private static boolean hasAddress(JsonNode person, String address) {
        return person.path("address").asString().equals(address.strip().toLowerCase(Locale.ROOT));
    }

    private void print(JsonNode person) {
        String role = person.path("role").asString().toUpperCase(Locale.ROOT);
        String state = person.path("suspended").asBoolean() ? "people.suspended" : "people.active";
        String last = person.path("last_sign_in").asString("");
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-40s  %s%n",
                        person.path("address").asString(),
                        messages.text(
                                last.isEmpty() ? "people.never" : "people.line",
                                messages.text("init.role." + role),
                                messages.text(state),
                                last));
    }
}
