package researchpaas.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// The server that runs on this state folder, asked how it is; without one, whether its port is
/// free.
final class CheckServer implements Check {
    private final Environment environment;
    private final Messages messages;

    CheckServer(Environment environment, Messages messages) {
        this.environment = environment;
        this.messages = messages;
    }

    @Override
    public List<Diagnosis> look() {
        Path home = Path.of(environment.getProperty("research-paas.home", "./var"));
        Optional<Integer> running = ServerFile.port(new StateFolder(home));
        return List.of(running.map(this::ask).orElseGet(this::port));
    }

    private Diagnosis ask(int port) {
        String number = String.valueOf(port);
        try (LibraryServer server = LibraryServer.at(port, messages)) {
            String status = server.get("/health", Map.of()).path("status").asString("?");
            return switch (status) {
                case "healthy" -> Diagnosis.ok(Topic.SERVER, "server", number);
                case "down" -> Diagnosis.wrong(Topic.SERVER, "server.unwell", number, status);
                default -> Diagnosis.warning(Topic.SERVER, "server.unwell", number, status);
            };
        } catch (CommandFailed e) {
            return Diagnosis.wrong(Topic.SERVER, "server.silent", number);
        }
    }

    private Diagnosis port() {
        String text = environment.getProperty("server.port", "8000").strip();
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            return Diagnosis.wrong(Topic.SERVER, "server.noPort", text);
        }
        String address = environment.getProperty("server.address", "127.0.0.1").strip();
        try (ServerSocket _ =
                new ServerSocket(Integer.parseInt(text), 1, InetAddress.getByName(address))) {
            return Diagnosis.notChecked(Topic.SERVER, "server.none", text);
        } catch (UnknownHostException e) {
            return Diagnosis.wrong(Topic.SERVER, "server.noAddress", address);
        } catch (IOException e) {
            return Diagnosis.wrong(Topic.SERVER, "server.portTaken", text);
        }
    }
}
