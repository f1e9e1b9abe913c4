package researchpaas.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A running server writes its port and process id into the state folder, so that commands find it.
/// A file that a killed server left behind names a process that is gone.
@Component
final class ServerFile {
    private final Path file;

    ServerFile(@Value("${research-paas.home}") Path home) {
        this.file = new StateFolder(home).serverFile();
    }

    @EventListener
    void started(WebServerInitializedEvent event) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "port=%d%npid=%d%n"
                        .formatted(event.getWebServer().getPort(), ProcessHandle.current().pid()));
    }

    @EventListener(ContextClosedEvent.class)
    void stopped() throws IOException {
        Files.deleteIfExists(file);
    }

    /// The port of the server that lives on this state folder.
    static Optional<Integer> port(StateFolder folder) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(folder.serverFile())));
            long pid = Long.parseLong(properties.getProperty("pid", "0"));
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                    ? Optional.of(Integer.valueOf(properties.getProperty("port")))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
