package researchpaas.search.qdrant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// On servers of the oldest and the newest version that the program speaks with, where there is
/// Docker to run them.
class QdrantContainerTest {
    private static final int REST = 6333;
    private static final int GRPC = 6334;

    /// One a version, ended with the tests' process by Testcontainers.
    private static final Map<String, GenericContainer<?>> RUNNING = new ConcurrentHashMap<>();

    /// A look for the socket first: Testcontainers looks long and talks much where there is none.
    static boolean thereIsDocker() {
        boolean perhaps =
                System.getenv("DOCKER_HOST") != null
                        || Files.exists(Path.of("/var/run/docker.sock"))
                        || Files.exists(Path.of(System.getProperty("user.home"), ".docker/run"));
        return perhaps && DockerClientFactory.instance().isDockerAvailable();
    }

    // Closed by whoever closes all of them at the end, see above.
    @SuppressWarnings("resource")
    private static String url(String version) {
        GenericContainer<?> container =
                RUNNING.computeIfAbsent(
                        version,
                        tag ->
                                new GenericContainer<>(
                                                DockerImageName.parse("qdrant/qdrant:" + tag))
                                        .withEnv("QDRANT__TELEMETRY_DISABLED", "true")
                                        .withEnv("QDRANT__SERVICE__API_KEY", "key-of-a-test")
                                        .withExposedPorts(REST, GRPC)
                                        .waitingFor(Wait.forHttp("/readyz").forPort(REST)));
        container.start();
        return "http://" + container.getHost() + ":" + container.getMappedPort(GRPC);
    }

    @Nested
    @EnabledIf(
            value = "researchpaas.search.qdrant.QdrantContainerTest#thereIsDocker",
            disabledReason = "the contract on Qdrant 1.16 in a container: there is no Docker here")
    class TheOldestVersion extends OnAServer {
        @Override
        String url() {
            return QdrantContainerTest.url("v1.16.0");
        }

        @Override
        String key() {
            return "key-of-a-test";
        }
    }

    @Nested
    @EnabledIf(
            value = "researchpaas.search.qdrant.QdrantContainerTest#thereIsDocker",
            disabledReason = "the contract on Qdrant 1.19 in a container: there is no Docker here")
    class TheNewestVersion extends OnAServer {
        @Override
        String url() {
            return QdrantContainerTest.url("v1.19.0");
        }

        @Override
        String key() {
            return "key-of-a-test";
        }
    }
}
