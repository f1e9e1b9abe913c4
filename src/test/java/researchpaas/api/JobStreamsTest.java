package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Jobs.Progress;
import researchpaas.ingest.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over real connections, which can be cut.
@DoorsTest
@ExtendWith(OutputCaptureExtension.class)
class JobStreamsTest {
    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired Jobs jobs;
    @Autowired JobStreams streams;

    private long job;

    @BeforeEach
    void start() {
        library.clear();
        job = jobs.enqueue("folder:library").id();
        jobs.begin(job);
        jobs.planned(job, 3, 9_000_000);
    }

    @AfterEach
    void end() {
        jobs.end(job, null);
        await(() -> streams.open() == 0);
    }

    @Test
    void tellsTheStateThenEachChangeAndEndsWithTheJob() throws IOException {
        try (Listener listener = new Listener("")) {
            assertThat(listener.head())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Content-Type: text/event-stream")
                    .containsIgnoringCase("X-Accel-Buffering: no")
                    .containsIgnoringCase("no-store");
            JsonNode first = listener.event();
            assertThat(first.path("state").asString()).isEqualTo("running");
            assertThat(first.path("planned_bytes").asLong()).isEqualTo(9_000_000);
            assertThat(first.path("seconds_left").isNull()).isTrue();

            jobs.report(job, new FileReport("paper/a.pdf", Outcome.PUBLISHED, null));
            jobs.progress(job, new Progress(3_000_000, new Pace(.5, 1_500_000), null));
            JsonNode second = listener.event();
            while (second.path("done_bytes").asLong() == 0) {
                second = listener.event();
            }
            assertThat(second.path("done").asInt()).isEqualTo(1);
            assertThat(second.path("bytes_per_second").asDouble()).isEqualTo(1_500_000);
            assertThat(second.path("seconds_left").asLong()).isEqualTo(4);

            jobs.end(job, null);
            JsonNode last = listener.event();
            assertThat(last.path("state").asString()).isEqualTo("done");
            assertThat(last.path("files_per_second").isNull()).isTrue();
            assertThat(listener.isOver()).isTrue();
        }
    }

    @Test
    void tellsAtMostTwoChangesASecond() throws Exception {
        try (Listener listener = new Listener("")) {
            listener.event();
            Instant start = Instant.now();
            for (int i = 1; i <= 100; i++) {
                jobs.progress(job, new Progress(i, null, null));
                Thread.sleep(20);
            }
            jobs.end(job, null);
            int events = 0;
            while (!listener.event().path("state").asString().equals("done")) {
                events++;
            }
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            assertThat(events).isBetween(2, (int) (seconds * 2) + 1);
        }
    }

    @Test
    void beatsWhileNothingChanges() throws IOException {
        try (Listener listener = new Listener("")) {
            listener.event();

            assertThat(listener.line()).isEqualTo(":still here");
        }
    }

    @Test
    @Asvs("1.4.3")
    void losesNoThreadAndNoWordToListenersWhoGoAway(CapturedOutput output) throws Exception {
        int threads = Thread.activeCount();
        for (int i = 0; i < 200; i++) {
            try (Listener listener = new Listener("")) {
                if (listener.head().startsWith("HTTP/1.1 200")) {
                    listener.event();
                }
            }
            jobs.progress(job, new Progress(i + 1, null, null));
        }

        await(() -> {
            jobs.progress(job, new Progress(System.nanoTime(), null, null));
            return streams.open() == 0;
        });
        assertThat(Thread.activeCount()).isLessThan(threads + 20);
        assertThat(output).doesNotContain(" ERROR ", " WARN ", "Exception");
        try (Listener listener = new Listener("")) {
            assertThat(listener.event().path("state").asString()).isEqualTo("running");
        }
    }

    @Test
    @Asvs("15.4.4")
    void refusesMoreThanItsBoundInTheLanguageAskedFor() throws IOException {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < JobStreams.MOST; i++) {
                Listener listener = new Listener("");
                listener.event();
                listeners.add(listener);
            }
            try (Listener refused = new Listener("Accept-Language: en\r\n")) {
                assertThat(refused.head()).startsWith("HTTP/1.1 503");
                assertThat(refused.line()).contains("Too many pages follow");
            }
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    @Test
    void doesNotKnowOtherJobs() throws IOException {
        try (Listener listener = new Listener("/documents/ingest/99/events", "")) {
            assertThat(listener.head()).startsWith("HTTP/1.1 404");
        }
        try (Listener listener = new Listener("/documents/ingest/x/events", "")) {
            assertThat(listener.head()).startsWith("HTTP/1.1 400");
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A connection that reads a stream line by line.
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final String head;

        Listener(String header) throws IOException {
            this("/documents/ingest/" + job + "/events", header);
        }

        Listener(String path, String header) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n%s\r\n"
                                    .formatted(path, port, header)
                                    .getBytes(StandardCharsets.US_ASCII));
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            this.head = head.toString();
        }

        String head() {
            return head;
        }

        /// The next line that says something; the chunks' lengths do not.
        String line() throws IOException {
            String line = in.readLine();
            while (line.isEmpty()
                    || line.matches("[0-9a-fA-F]{1,6}")
                    || line.startsWith("retry:")) {
                line = in.readLine();
            }
            return line;
        }

        JsonNode event() throws IOException {
            String line = line();
            while (!line.startsWith("data:")) {
                line = line();
            }
            return JsonMapper.shared().readTree(line.substring("data:".length()));
        }

        /// Whether the server said that nothing follows.
        boolean isOver() throws IOException {
            String line = in.readLine();
            while (line.isEmpty()) {
                line = in.readLine();
            }
            return line.equals("0");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
