package researchpaas.ingest;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Reason.Code;

/// Starts a scan of the library's source as a persistent job, and carries one out.
@Component
public class IngestLibrary {
    private static final Logger log = LoggerFactory.getLogger(IngestLibrary.class);

    /// How many jobs' reports are kept.
    private static final int REMEMBERED = 50;

    private final DocumentSource source;
    private final Jobs jobs;
    private final Background background;
    private final SyncSource sync;
    private final EmbedPassages embed;
    private final Lock oneAtATime = new ReentrantLock();

    IngestLibrary(
            DocumentSource source,
            Jobs jobs,
            Background background,
            SyncSource sync,
            EmbedPassages embed) {
        this.source = source;
        this.jobs = jobs;
        this.background = background;
        this.sync = sync;
        this.embed = embed;
    }

    /// The new job, or the one that waits already.
    @Transactional
    public Job start() {
        Job job = jobs.enqueue(source.name());
        background.submit(job.id());
        return job;
    }

    /// Called by [Background], again after a crash.
    public void run(long id) {
        // a job that a restart takes up again and the scan of that start would read every file
        // twice
        oneAtATime.lock();
        try {
            scan(id);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void scan(long id) {
        if (!jobs.begin(id)) {
            return;
        }
        try {
            embed.embedMissing();
            sync.run(id, source);
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
