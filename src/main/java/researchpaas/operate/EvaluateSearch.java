package researchpaas.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Changes;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.operate.TestCollection.Item;
import researchpaas.search.Filter;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult;

/// Measures search on a test collection, by the way that every file and every question takes. It
/// fills the library that it runs in, so it wants an empty one, made for it.
@Component
public class EvaluateSearch {
    private static final int CUT = 10;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private final TestCollections collections;
    private final Changes changes;
    private final IngestLibrary ingest;
    private final Jobs jobs;
    private final IndexFollower follower;
    private final SearchDocuments search;

    EvaluateSearch(
            TestCollections collections,
            Changes changes,
            IngestLibrary ingest,
            Jobs jobs,
            IndexFollower follower,
            SearchDocuments search) {
        this.collections = collections;
        this.changes = changes;
        this.ingest = ingest;
        this.jobs = jobs;
        this.follower = follower;
        this.search = search;
    }

    /// @param depth how many documents search takes from each leg
    /// @param importSeconds from the first file to the last passage that can be found
    public record Report(
            String collection,
            int documents,
            int questions,
            int depth,
            double importSeconds,
            Measured words,
            Measured meaning,
            Measured hybrid) {}

    /// @param ndcg10 mean over the questions, 0 to 1, linear gain
    /// @param recall10 mean share of a question's documents among the first ten
    /// @param millisPerQuestion wall time
    public record Measured(double ndcg10, double recall10, double millisPerQuestion) {}

    /// @param collection see [TestCollections]
    /// @param library the root of the folder that the library follows; empty
    /// @throws IllegalStateException when the library is not empty or lost a document
    public Report evaluate(Path collection, Path library) throws InterruptedException {
        if (changes.last() > 0) {
            throw new IllegalStateException(
                    "A collection is measured in an empty library, and this one is not.");
        }
        TestCollection test = collections.read(collection);
        long start = System.nanoTime();
        Map<String, String> idsByFile = write(test, library);
        fill(test.documents().size());
        double importSeconds = (System.nanoTime() - start) / 1e9;
        return new Report(
                test.name(),
                test.documents().size(),
                (int) test.questions().stream().filter(q -> isJudged(test, q)).count(),
                search.depth(),
                importSeconds,
                measure(test, idsByFile, Mode.WORDS),
                measure(test, idsByFile, Mode.MEANING),
                measure(test, idsByFile, Mode.HYBRID));
    }

    /// One text file a document, its title in the first line.
    private static Map<String, String> write(TestCollection test, Path library) {
        Map<String, String> idsByFile = new HashMap<>();
        try {
            Path folder = Files.createDirectories(library.resolve("papers"));
            for (Item document : test.documents()) {
                String name = String.format(Locale.ROOT, "%07d.txt", idsByFile.size() + 1);
                String title = document.title().isBlank() ? "" : document.title() + "\n\n";
                Files.writeString(folder.resolve(name), title + document.text());
                idsByFile.put(name, document.id());
            }
            return idsByFile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(int documents) throws InterruptedException {
        int published = 0;
        for (Job job : ingest.start()) {
            published += ended(job).count(Outcome.PUBLISHED);
        }
        if (published != documents) {
            throw new IllegalStateException(
                    "Of %d documents %d were published".formatted(documents, published));
        }
        if (!follower.awaitCaughtUp(LONGEST_WAIT)) {
            throw new IllegalStateException("The index did not catch up.");
        }
    }

    private Job ended(Job started) throws InterruptedException {
        Job job = started;
        while (job.state() == JobState.WAITING || job.state() == JobState.RUNNING) {
            Thread.sleep(POLL);
            job = jobs.find(job.id()).orElseThrow();
        }
        return job;
    }

    private static boolean isJudged(TestCollection test, Item question) {
        return relevant(test, question).values().stream().anyMatch(grade -> grade > 0);
    }

    private static Map<String, Integer> relevant(TestCollection test, Item question) {
        return test.relevant().getOrDefault(question.id(), Map.of());
    }

    private Measured measure(TestCollection test, Map<String, String> idsByFile, Mode mode) {
        double ndcg = 0;
        double recall = 0;
        int asked = 0;
        long start = System.nanoTime();
        for (Item question : test.questions()) {
            if (isJudged(test, question)) {
                Map<String, Integer> relevant = relevant(test, question);
                List<String> found = ask(question.text(), mode, idsByFile);
                ndcg += ndcg(found, relevant);
                recall += recall(found, relevant);
                asked++;
            }
        }
        double millis = (System.nanoTime() - start) / 1e6;
        int of = Math.max(1, asked);
        return new Measured(ndcg / of, recall / of, millis / of);
    }

    private List<String> ask(String text, Mode mode, Map<String, String> idsByFile) {
        String question = text.substring(0, Math.min(text.length(), Query.LONGEST));
        SearchResult found =
                search.search(new Query(question, Filter.NONE, mode, 0, CUT), Reader.local());
        if (found.degraded()) {
            throw new IllegalStateException("The search index is not there to be measured.");
        }
        return found.hits().stream()
                .map(hit -> idsByFile.getOrDefault(hit.document().files().getFirst().name(), ""))
                .toList();
    }

    static double ndcg(List<String> found, Map<String, Integer> relevant) {
        List<Integer> best =
                relevant.values().stream().sorted(Comparator.reverseOrder()).limit(CUT).toList();
        return gain(found.stream().map(id -> relevant.getOrDefault(id, 0)).toList()) / gain(best);
    }

    private static double gain(List<Integer> grades) {
        double gain = 0;
        for (int rank = 0; rank < grades.size(); rank++) {
            gain += grades.get(rank) * Math.log(2) / Math.log(rank + 2);
        }
        return gain;
    }

    static double recall(List<String> found, Map<String, Integer> relevant) {
        long all = relevant.values().stream().filter(grade -> grade > 0).count();
        return found.stream().filter(id -> relevant.getOrDefault(id, 0) > 0).count() / (double) all;
    }
}
