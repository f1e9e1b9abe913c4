package researchpaas.ingest;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.AddedSources.Choice;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.GoOn.Stopped;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.TextExtractor.Closed;

/// Starts scans of the library's sources as persistent jobs, one job a source, and carries them
/// out.
@Component
public class IngestLibrary {
    private static final Logger log = LoggerFactory.getLogger(IngestLibrary.class);

    /// How many jobs' reports are kept.
    private static final int REMEMBERED = 50;

    /// Under which the log tells a job's number.
    private static final String JOB = "job";

    private final List<DocumentSource> sources;
    private final KnownDrives drives;
    private final AddedSources added;
    private final Map<String, Lock> oneAtATime = new ConcurrentHashMap<>();
    private final Lock mending = new ReentrantLock();
    private final Ledger ledger;
    private final Jobs jobs;
    private final Leases leases;
    private final Background background;
    private final SyncSource sync;
    private final FollowDrive follow;
    private final EmbedPassages embed;
    private volatile boolean ending;

    IngestLibrary(
            List<DocumentSource> sources,
            KnownDrives drives,
            AddedSources added,
            Ledger ledger,
            Jobs jobs,
            Leases leases,
            Background background,
            SyncSource sync,
            FollowDrive follow,
            EmbedPassages embed) {
        this.sources = sources.stream().sorted(Comparator.comparing(DocumentSource::name)).toList();
        this.drives = drives;
        this.added = added;
        this.ledger = ledger;
        this.jobs = jobs;
        this.leases = leases;
        this.background = background;
        this.sync = sync;
        this.follow = follow;
        this.embed = embed;
    }

    /// A person asks for it, so files that failed are tried again now, whatever their wait. Of
    /// every source that is followed, in the order of their names: the new job, or the one that
    /// waits already.
    @Transactional
    public List<Job> start() {
        return Stream.concat(
                        followed().map(DocumentSource::name),
                        drives.all().stream().map(FollowedDrive::name))
                .sorted()
                .map(this::tryAgain)
                .toList();
    }

    /// A person asks for one source; else as [#start()].
    ///
    /// @param source its name; one that is not configured is the caller's mistake
    @Transactional
    public Job tryAgain(String source) {
        ledger.tryAgain(ledger.source(source));
        return start(source);
    }

    /// Nobody asks: a file that failed keeps its wait. Drives are polled instead.
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
        if (named(source).isEmpty() && drives.named(source).isEmpty()) {
            throw new IllegalArgumentException("There is no source " + source);
        }
        return enqueue(source);
    }

    /// A source told that something changed in it; nothing happens when it is not followed.
    @Transactional
    public void changed(String source) {
        if (named(source).filter(this::isFollowed).isPresent()) {
            enqueue(source);
        }
    }

    /// From now on every drive is asked for news, see [#poll]. To be called when one was connected.
    public void pollAll() {
        drives.all().forEach(drive -> background.poll(drive.name()));
    }

    /// Asks a drive whether there is news, and starts a job when there is. While nothing happens
    /// there, nothing is written here, and a trouble that the last job told of is not told again.
    ///
    /// @return how long to wait until the next time; absent when the drive is no longer followed
    public Optional<Duration> poll(String drive) {
        return drives.named(drive)
                .map(followed -> {
                    Optional<Job> last = jobs.latestOf(drive);
                    if (last.filter(Job::isActive).isEmpty() && isWanted(followed, last)) {
                        enqueue(drive);
                    }
                    return followed.rules().poll();
                });
    }

    private boolean isWanted(FollowedDrive drive, Optional<Job> last) {
        Optional<Reason> told = last.map(Job::trouble);
        try {
            return follow.hasNews(drive) || last.isEmpty() || told.isPresent();
        } catch (DriveTrouble e) {
            return !told.equals(Optional.of(e.reason()));
        }
    }

    /// A job that lists the whole drive and looks at every item again, whatever its log tells.
    ///
    /// @param drive the name of one that is followed
    @Transactional
    public Job listAgain(String drive) {
        follow.listAgain(drive);
        return start(drive);
    }

    private Job enqueue(String source) {
        Job job = jobs.enqueue(source);
        background.submit(job.id());
        return job;
    }

    /// A waiting job never begins, a running one ends at its next file. What it did stays, and the
    /// next one goes on from there.
    ///
    /// @return false when it has ended already
    public boolean cancel(long id) {
        return jobs.cancel(id);
    }

    /// The program is about to end: jobs stop at their next file, and none begins.
    public void endSoon() {
        ending = true;
    }

    /// Called by [Background], again after a crash.
    ///
    /// @return false when another run has the source, or the program is about to end: the job is to
    ///   be tried later
    public boolean run(long id) {
        if (ending) {
            return false;
        }
        Optional<Job> job = jobs.find(id).filter(Job::isActive);
        if (job.isEmpty()) {
            return true;
        }
        String name = job.get().source();
        if (named(name).isEmpty() && drives.named(name).isEmpty()) {
            log.atWarn()
                    .addKeyValue(JOB, id)
                    .addKeyValue("source", name)
                    .log("The source of a job is no longer configured");
            jobs.end(id, Reason.of(Code.SOURCE_UNAVAILABLE));
            return true;
        }
        // a job that a restart takes up again and the scan of that start would read every file
        // twice
        Lock lock = lock(name);
        lock.lock();
        // whatever is logged on the way bears the job's number
        try (MDC.MDCCloseable _ = MDC.putCloseable(JOB, Long.toString(id))) {
            return runAlone(id, name);
        } finally {
            lock.unlock();
        }
    }

    private Lock lock(String source) {
        return oneAtATime.computeIfAbsent(source, _ -> new ReentrantLock());
    }

    private boolean runAlone(long id, String name) {
        Optional<HeldSource> lease = HeldSource.of(leases, name);
        if (lease.isEmpty()) {
            return false;
        }
        try (HeldSource held = lease.get()) {
            return scan(id, name, held);
        }
    }

    /// Does something to a source's files that a scan would undo: after the scan that runs, before
    /// the next.
    int whileNoScanRuns(String source, IntSupplier work) {
        Lock lock = lock(source);
        lock.lock();
        try {
            return work.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    private Optional<DocumentSource> named(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    private boolean scan(long id, String name, HeldSource held) {
        if (!jobs.begin(id)) {
            return true;
        }
        try {
            mend(embed::embedNewlyMissing);
            follow(id, name, () -> mayGoOn(id, held));
            jobs.end(id, null);
        } catch (SourceUnavailable e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("The source could not be listed");
            jobs.end(id, Reason.of(Code.SOURCE_UNAVAILABLE));
        } catch (DriveTrouble e) {
            log.atWarn()
                    .addKeyValue("trouble", e.kind())
                    .addKeyValue("about", e.about())
                    .log("The drive could not be followed");
            jobs.end(id, e.reason());
        } catch (Stopped e) {
            switch (e.why()) {
                case LEASE_LOST -> {
                    log.atWarn().log("Another run has the source by now");
                    return false;
                }
                case ENDING -> {
                    log.atInfo().log("A job waits for the next instance");
                    return false;
                }
                case CANCELLED -> jobs.endCancelled(id);
            }
        } catch (Closed e) {
            log.atInfo().log("A job waits for the next instance");
            return false;
        }
        jobs.keepNewest(REMEMBERED);
        Job job = jobs.find(id).orElseThrow();
        log.atInfo()
                .addKeyValue("state", job.state().name().toLowerCase(Locale.ROOT))
                .addKeyValue("outcomes", job.counts())
                .log("Scan ended");
        return true;
    }

    private void follow(long id, String name, GoOn goOn) {
        Optional<DocumentSource> source = named(name);
        if (source.isEmpty()) {
            drives.named(name).ifPresent(drive -> follow.run(id, drive, goOn));
        } else if (isFollowed(source.get())) {
            sync.run(id, source.get(), goOn);
        }
    }

    private void mayGoOn(long id, HeldSource held) {
        if (held.isLost()) {
            throw new Stopped(Stopped.Why.LEASE_LOST);
        }
        if (ending) {
            throw new Stopped(Stopped.Why.ENDING);
        }
        if (jobs.isCancelAsked(id)) {
            throw new Stopped(Stopped.Why.CANCELLED);
        }
    }

    /// Computes the vectors that passages lack, for the whole library, whoever comes first.
    ///
    /// @return how many
    public int mendVectors() {
        return mend(embed::embedMissing);
    }

    private int mend(IntSupplier work) {
        mending.lock();
        try {
            return work.getAsInt();
        } finally {
            mending.unlock();
        }
    }

    /// Called by [Background] when a job broke more often than it is worth: a person must look.
    public void abandon(long id) {
        String incident = Incident.newId();
        log.atError()
                .addKeyValue(JOB, id)
                .addKeyValue("incident", incident)
                .log("The job broke again and again and was given up");
        jobs.end(id, Reason.of(Code.INTERNAL, incident));
    }
}
