package researchpaas.ingest.scheduler;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import researchpaas.document.Database;

/// The name under which this instance holds leases. It is kept in the state folder: whoever holds
/// that folder's lock is the only one of this name, so a restarted instance knows its own.
@Component
final class Instance implements DbSchedulerCustomizer {
    private final String name;

    /// @param database opened, and with it the state folder held
    Instance(@Value("${research-paas.home}") Path home, Database database) {
        this.name = database.engine() == Database.Engine.SQLITE ? "single" : kept(home);
    }

    String name() {
        return name;
    }

    @Override
    public Optional<SchedulerName> schedulerName() {
        return Optional.of(new SchedulerName.Fixed(name));
    }

    private static String kept(Path home) {
        Path file = home.resolve("instance");
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file).strip();
                if (text.matches("[0-9a-f-]{36}")) {
                    return text;
                }
            }
            String name = UUID.randomUUID().toString();
            Path whole = Files.writeString(home.resolve("instance.part"), name);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
