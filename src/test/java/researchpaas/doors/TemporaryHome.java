package researchpaas.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// A state folder and an empty library folder for each context.
final class TemporaryHome implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path folder = create();
        TestPropertyValues.of(
                        "research-paas.home=" + folder.resolve("home"),
                        "research-paas.database.path=" + folder.resolve("home/library.db"),
                        "research-paas.folder.root=" + folder.resolve("library"))
                .applyTo(context);
        // what is registered first is destroyed last: database and index are closed by then
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean(
                        "temporaryHome", () -> FileSystemUtils.deleteRecursively(folder));
    }

    private static Path create() {
        try {
            Path folder = Files.createTempDirectory("research-paas-doors-");
            Files.createDirectory(folder.resolve("library"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
