package researchpaas.ingest.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.Database;
import researchpaas.document.Database.Engine;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Leases;

/// What [Leases] promises, on a real database, seen by two instances.
abstract class SourceLeasesContract {
    private static final String SOURCE = "drive:department";

    @TempDir Path folder;
    private TestLibrary library;
    private Leases one;
    private Leases other;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() throws Exception {
        library = library(Files.createDirectories(folder.resolve("home")));
        one = leases("one");
        other = leases("other");
    }

    @AfterEach
    void close() {
        library.close();
    }

    private Leases leases(String name) throws Exception {
        Database postgres =
                (Database)
                        Proxy.newProxyInstance(
                                Database.class.getClassLoader(),
                                new Class<?>[] {Database.class},
                                (_, _, _) -> Engine.POSTGRESQL);
        Instance instance = new Instance(Files.createDirectories(folder.resolve(name)), postgres);
        return library.transactional(
                Leases.class, new SourceLeases(library.sql(), instance, library.clock()));
    }

    @Test
    void oneRunHasASourceAtATime() {
        assertThat(one.hold(SOURCE, "a")).isTrue();

        assertThat(other.hold(SOURCE, "b")).isFalse();
        assertThat(one.hold(SOURCE, "c")).as("nor another run here").isFalse();
        assertThat(other.hold("drive:other", "b")).isTrue();

        one.release(SOURCE, "a");
        assertThat(other.hold(SOURCE, "b")).isTrue();
    }

    @Test
    void aLeaseThatIsNotRenewedIsAnybodys() {
        one.hold(SOURCE, "a");
        library.pass(Leases.TERM.minusSeconds(1));
        assertThat(one.hold(SOURCE, "a")).as("renewed in time").isTrue();
        library.pass(Duration.ofSeconds(2));
        assertThat(other.hold(SOURCE, "b")).isFalse();

        library.pass(Leases.TERM);
        assertThat(other.hold(SOURCE, "b")).isTrue();
        assertThat(one.hold(SOURCE, "a")).as("who came back late").isFalse();
        one.release(SOURCE, "a");
        assertThat(one.hold(SOURCE, "c")).as("and gives nothing free").isFalse();
    }
}
