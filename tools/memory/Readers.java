import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// People who search: each asks, waits for the answer, reads for a while and asks again, until a
/// file appears. Then tells how many searches there were, how many failed or were answered without
/// the index, and how long they took.
///
/// `java tools/memory/Readers.java URL QUESTIONS-FILE PEOPLE SECONDS-OF-READING FILE-THAT-ENDS-IT`
public final class Readers {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Queue<Double> milliseconds = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final String url;
    private final List<String> questions;
    private final double reading;
    private final Path end;

    private Readers(String url, List<String> questions, double reading, Path end) {
        this.url = url;
        this.questions = questions;
        this.reading = reading;
        this.end = end;
    }

    public static void main(String[] arguments) throws IOException {
        Readers readers =
                new Readers(
                        arguments[0],
                        Files.readAllLines(Path.of(arguments[1])),
                        Double.parseDouble(arguments[3]),
                        Path.of(arguments[4]));
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int person = 0; person < Integer.parseInt(arguments[2]); person++) {
                Random random = new Random(person);
                people.submit(() -> {
                    readers.search(random);
                    return null;
                });
            }
        }
        readers.report();
    }

    private void search(Random random) throws InterruptedException {
        while (Files.notExists(end)) {
            // nobody reads for the same time twice; the mean is what was asked for
            Thread.sleep((long) (1_000 * reading * -Math.log(1 - random.nextDouble())));
            String question = questions.get(random.nextInt(questions.size()));
            long start = System.nanoTime();
            try {
                HttpResponse<String> answer =
                        client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        url
                                                                + "/documents/search?q="
                                                                + URLEncoder.encode(
                                                                        question,
                                                                        StandardCharsets.UTF_8)))
                                        .timeout(LONGEST)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                milliseconds.add((System.nanoTime() - start) / 1e6);
                if (answer.statusCode() != 200) {
                    failures.add("status " + answer.statusCode());
                } else if (!answer.body().contains("\"total")) {
                    failures.add("no result");
                }
            } catch (IOException e) {
                failures.add(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }

    private void report() {
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "searches %d, failed %d; median %.0f ms, 95 %% %.0f ms, 99 %% %.0f ms, longest %.0f ms%n",
                sorted.length,
                failures.size(),
                at(sorted, .5),
                at(sorted, .95),
                at(sorted, .99),
                at(sorted, 1));
        failures.stream().distinct().limit(5).forEach(System.out::println);
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }
}
