package researchpaas.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Reason;

public final class InMemoryJobs implements Jobs {
    private final Map<Long, Job> jobs = new TreeMap<>();
    private final Map<Long, Map<String, FileReport>> files = new TreeMap<>();

    public void clear() {
        jobs.clear();
        files.clear();
    }

    @Override
    public Job enqueue(String source) {
        return jobs.values().stream()
                .filter(job -> job.state() == JobState.WAITING)
                .findFirst()
                .orElseGet(() -> add(source));
    }

    private Job add(String source) {
        long id = jobs.size() + 1L;
        return put(
                new Job(
                        id,
                        source,
                        JobState.WAITING,
                        null,
                        0,
                        Map.of(),
                        InMemoryLibrary.ADDED,
                        null,
                        null));
    }

    @Override
    public Optional<Job> find(long id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public List<Job> latest(int limit) {
        return jobs.values().stream()
                .sorted(Comparator.comparing(Job::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean begin(long id) {
        change(id, JobState.RUNNING, null, get(id).planned(), InMemoryLibrary.ADDED, null);
        return true;
    }

    @Override
    public void planned(long id, int count) {
        change(id, JobState.RUNNING, null, count, InMemoryLibrary.ADDED, null);
    }

    @Override
    public void report(long id, FileReport report) {
        files.computeIfAbsent(id, _ -> new TreeMap<>()).put(report.path(), report);
        change(id, JobState.RUNNING, null, get(id).planned(), InMemoryLibrary.ADDED, null);
    }

    @Override
    public void unchanged(long id, int count) {
        planned(id, count);
    }

    @Override
    public void keepNewest(int count) {
        // the tests' jobs are few
    }

    @Override
    public void end(long id, @Nullable Reason trouble) {
        JobState state = trouble == null ? JobState.DONE : JobState.FAILED;
        change(
                id,
                state,
                trouble,
                get(id).planned(),
                InMemoryLibrary.ADDED,
                InMemoryLibrary.ADDED.plusSeconds(3));
    }

    @Override
    public List<FileReport> files(long id, int offset, int limit) {
        return new ArrayList<>(files.getOrDefault(id, Map.of()).values())
                .stream().skip(offset).limit(limit).toList();
    }

    private Job get(long id) {
        return find(id).orElseThrow();
    }

    private void change(
            long id,
            JobState state,
            @Nullable Reason trouble,
            int planned,
            Instant started,
            @Nullable Instant ended) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        files.getOrDefault(id, Map.of())
                .values()
                .forEach(file -> counts.merge(file.outcome(), 1, Integer::sum));
        Job job = get(id);
        put(
                new Job(
                        id,
                        job.source(),
                        state,
                        trouble,
                        planned,
                        counts,
                        job.createdAt(),
                        started,
                        ended));
    }

    private Job put(Job job) {
        jobs.put(job.id(), job);
        return job;
    }
}
