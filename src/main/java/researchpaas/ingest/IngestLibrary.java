package researchpaas.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.AddedSources.Choice;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Reason.Code;

/// Starts scans of the library's sources as persistent jobs, one job a source, and carries them
/// out.
@Component
public class IngestLibrary {
    private static final Logger log = LoggerFactory.getLogger(IngestLibrary.class);

    /// How many jobs' reports are kept.
    private static final int REMEMBERED = 50;

    private final List<DocumentSource> sources;
    private final AddedSources added;
    private final Map<String, Lock> oneAtATime;
    private final Lock mending = new ReentrantLock();
    private final Ledger ledger;
    private final Jobs jobs;
    private final Background background;
    private final SyncSource sync;
    private final EmbedPassages embed;

    IngestLibrary(
            List<DocumentSource> sources,
            AddedSources added,
            Ledger ledger,
            Jobs jobs,
            Background background,
            SyncSource sync,
            EmbedPassages embed) {
        this.sources = sources.stream().sorted(Comparator.comparing(DocumentSource::name)).toList();
        this.added = added;
        this.oneAtATime =
                sources.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        DocumentSource::name, _ -> new ReentrantLock()));
        this.ledger = ledger;
        this.jobs = jobs;
        this.background = background;
        this.sync = sync;
        this.embed = embed;
    }

    /// A person asks for it, so files that failed are tried again now, whatever their wait. Of
    /// every source that is followed, in the order of their names: the new job, or the one that
    /// waits already.
    @Transactional
    public List<Job> start() {
        followed().forEach(source -> ledger.tryAgain(ledger.source(source.name())));
        return rescan();
    }

    /// Nobody asks: a file that failed keeps its wait.
    @Transactional
    public List<Job> rescan() {
        return followed().map(source -> enqueue(source.name())).toList();
    }

    private Stream<DocumentSource> followed() {
        return sources.stream().filter(this::isFollowed);
    }

    private boolean isFollowed(DocumentSource source) {
        return !source.onRequest() || added.choice(source.name()) == Choice.ADDED;
    }

    /// The new job of one source, or the one that waits already.
    ///
    /// @param source its name; one that is not configured is the caller's mistake
    @Transactional
    public Job start(String source) {
        if (!oneAtATime.containsKey(source)) {
            throw new IllegalArgumentException("There is no source " + source);
        }
        return enqueue(source);
    }

    /// A source told that something changed in it; nothing happens when it is not followed.
    @Transactional
    public void changed(String source) {
        if (isFollowed(named(source))) {
            enqueue(source);
        }
    }

    private Job enqueue(String source) {
        Job job = jobs.enqueue(source);
        background.submit(job.id());
        return job;
    }

    /// Called by [Background], again after a crash.
    public void run(long id) {
        String name = jobs.find(id).map(Job::source).orElse("");
        Lock lock = oneAtATime.get(name);
        if (lock == null) {
            log.atWarn()
                    .addKeyValue("job", id)
                    .addKeyValue("source", name)
                    .log("The source of a job is no longer configured");
            jobs.end(id, Reason.of(Code.SOURCE_UNAVAILABLE));
            return;
        }
        // a job that a restart takes up again and the scan of that start would read every file
        // twice
        lock.lock();
        try {
            scan(id, named(name));
        } finally {
            lock.unlock();
        }
    }

    /// Does something to a source's files that a scan would undo: after the scan that runs, before
    /// the next.
    int whileNoScanRuns(String source, IntSupplier work) {
        Lock lock = oneAtATime.getOrDefault(source, new ReentrantLock());
        lock.lock();
        try {
            return work.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    private DocumentSource named(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void scan(long id, DocumentSource source) {
        if (!jobs.begin(id)) {
            return;
        }
        try {
            mendVectors();
            if (isFollowed(source)) {
                sync.run(id, source);
            }
            jobs.end(id, null);
        } catch (SourceUnavailable e) {
            log.atWarn()
                    .addKeyValue("job", id)
                    .addKeyValue("cause", e.getMessage())
                    .log("The source could not be listed");
            jobs.end(id, Reason.of(Code.SOURCE_UNAVAILABLE));
        }
        jobs.keepNewest(REMEMBERED);
        Job job = jobs.find(id).orElseThrow();
        log.atInfo()
                .addKeyValue("job", id)
                .addKeyValue("state", job.state() == JobState.DONE ? "done" : "failed")
                .addKeyValue("outcomes", job.counts())
                .log("Scan ended");
    }

    /// Computes the vectors that passages lack, for the whole library, whoever comes first.
    ///
    /// @return how many
    public int mendVectors() {
        mending.lock();
        try {
            return embed.embedMissing();
        } finally {
            mending.unlock();
        }
    }

    /// Called by [Background] when a job broke more often than it is worth: a person must look.
    public void abandon(long id) {
        String incident = Incident.newId();
        log.atError()
                .addKeyValue("job", id)
                .addKeyValue("incident", incident)
                .log("The job broke again and again and was given up");
        jobs.end(id, Reason.of(Code.INTERNAL, incident));
    }
}
