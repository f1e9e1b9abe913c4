package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.GeneratedPapers;
import researchpaas.TestPostgres;

/// Two of the real program on one PostgreSQL behind a balancer that asks `/readyz`, as hosts do:
/// while one is restarted, nobody who searches is refused.
class RollingRestartTest {
    private static final int PAPERS = 4;
    private static final int SEARCHERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// Longer than the balancer needs to notice.
    private static final String DRAIN = "research-paas.shutdown.drain=1500ms";

    @TempDir Path folder;
    private final Store store = Store.postgres(TestPostgres.emptyDatabase());
    private final Balancer balancer = new Balancer(2);

    @Test
    void nobodyIsRefusedWhileOneOfTwoInstancesIsRestarted() throws Exception {
        restart(1);
    }

    @Test
    @Tag("long")
    void nobodyIsRefusedWhileBothInstancesAreRestartedAgainAndAgain() throws Exception {
        restart(6);
    }

    private void restart(int times) throws Exception {
        GeneratedPapers.write(library(), PAPERS, 2);
        List<ServerProcess> servers = new ArrayList<>(List.of(start(0), start(1)));
        try (balancer) {
            for (int instance = 0; instance < servers.size(); instance++) {
                join(servers.get(instance), instance);
            }
            awaitFound();
            try (Searchers searchers = new Searchers()) {
                searchers.awaitMore(20);
                for (int time = 0; time < times; time++) {
                    int instance = time % servers.size();
                    Instant told = Instant.now();
                    servers.get(instance).stop();
                    assertThat(Duration.between(told, Instant.now()))
                            .as("from SIGTERM to the end, with nothing to wait for but the drain")
                            .isLessThan(Duration.ofSeconds(15));
                    assertThat(balancer.sawStopping(instance))
                            .as("it said so before it was gone")
                            .isTrue();
                    searchers.awaitMore(20);
                    servers.set(instance, start(instance));
                    join(servers.get(instance), instance);
                    searchers.awaitMore(20);
                }
            }
        } finally {
            servers.forEach(ServerProcess::close);
        }
        assertThat(balancer.failures()).as("refused, cut or broken").isEmpty();
        assertThat(balancer.answered(0)).isPositive();
        assertThat(balancer.answered(1)).isPositive();
    }

    private Path library() throws IOException {
        return Files.createDirectories(folder.resolve("library"));
    }

    private ServerProcess start(int instance) throws IOException {
        return ServerProcess.start(folder.resolve(instance + "/home"), library(), store, DRAIN);
    }

    private void join(ServerProcess server, int instance) throws Exception {
        int port = server.awaitPort(PATIENCE);
        balancer.serve(instance, port);
        await("instance " + instance + " is ready", () -> balancer.isReady(instance));
    }

    private void awaitFound() throws Exception {
        await("the papers are found by both", () -> balancer.findsEverywhere(PAPERS));
        balancer.forget();
    }

    private static void await(String what, Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(50);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /// People who search all the time.
    private final class Searchers implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Searchers() {
            for (int i = 0; i < SEARCHERS; i++) {
                threads.execute(this::search);
            }
        }

        private void search() {
            while (!over.get()) {
                balancer.send(Balancer.SEARCH);
            }
        }

        void awaitMore(int searches) throws Exception {
            long goal = balancer.answered() + searches;
            await("searches go on", () -> balancer.answered() >= goal);
        }

        @Override
        public void close() {
            over.set(true);
            threads.close();
        }
    }
}
