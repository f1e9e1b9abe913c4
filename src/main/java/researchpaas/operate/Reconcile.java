package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.document.DocumentId;
import researchpaas.document.Publication;
import researchpaas.ingest.CompareDrive.Compared;
import researchpaas.ingest.IngestLibrary;
import researchpaas.operate.CompareLibrary.Comparison;
import researchpaas.operate.Finding.Kind;
import researchpaas.search.FollowingIndex;
import researchpaas.search.IndexFollower;
import researchpaas.search.SearchIndex;

/// Proves that ledger, documents, passages, vectors and index agree, and the library with the
/// drives that it follows, or says where they do not, and mends it on request by the ways that
/// exist: a document is taken by the index again, a file is read again, a missing vector is
/// computed, a drive is listed again by a job. Can run while the library is in use.
@Component
public class Reconcile {
    private static final Logger log = LoggerFactory.getLogger(Reconcile.class);
    private static final int DOCUMENTS_AT_ONCE = 200;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final CompareLibrary compare;
    private final DriveFindings drives;
    private final LibraryRecords records;
    private final Publication publication;
    private final FollowingIndex index;
    private final IndexFollower follower;
    private final IngestLibrary ingest;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean broke;
    private volatile @Nullable Reconciliation last;

    Reconcile(
            CompareLibrary compare,
            DriveFindings drives,
            LibraryRecords records,
            Publication publication,
            SearchIndex index,
            IndexFollower follower,
            IngestLibrary ingest,
            Clock clock) {
        this.compare = compare;
        this.drives = drives;
        this.records = records;
        this.publication = publication;
        this.index = index;
        this.follower = follower;
        this.ingest = ingest;
        this.clock = clock;
    }

    /// @param running whether one is under way
    /// @param broke whether the newest could not be finished, for example since the index did not
    ///   answer; the log tells why
    /// @param last the newest result since the start; absent when there was none
    public record Status(boolean running, boolean broke, @Nullable Reconciliation last) {}

    public Status status() {
        return new Status(running.get(), broke, last);
    }

    /// Starts one and returns at once. While one runs, nothing happens.
    ///
    /// @param mend whether what is found is mended
    /// @return false when one was running
    public boolean start(boolean mend) {
        if (!running.compareAndSet(false, true)) {
            return false;
        }
        Thread.ofVirtual()
                .name("reconcile")
                .start(() -> {
                    try {
                        run(mend);
                    } finally {
                        running.set(false);
                    }
                });
        return true;
    }

    /// Compares on the caller's thread; does nothing while one is running.
    public void runNow(boolean mend) {
        if (running.compareAndSet(false, true)) {
            try {
                run(mend);
            } finally {
                running.set(false);
            }
        }
    }

    private void run(boolean mend) {
        try {
            Reconciliation done = compared(mend);
            last = done;
            broke = false;
            tell(done);
        } catch (InterruptedException e) {
            broke = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the database or the index is away; the next run tells more
            broke = true;
            log.atError().setCause(e).log("The comparison of library and index broke off.");
        }
    }

    private static void tell(Reconciliation done) {
        if (!done.agrees() || !done.mended().isEmpty()) {
            log.atWarn()
                    .addKeyValue("left", brief(done.findings()))
                    .addKeyValue("mended", brief(done.mended()))
                    .log("Library and index did not agree.");
        } else {
            log.atInfo()
                    .addKeyValue("documents", done.documents())
                    .addKeyValue("passages", done.passages())
                    .addKeyValue("millis", done.took().toMillis())
                    .log("Library and index agree.");
        }
    }

    private static List<String> brief(List<Finding> findings) {
        return findings.stream().map(Reconcile::brief).toList();
    }

    private static String brief(Finding finding) {
        String source = finding.source() == null ? "" : " " + finding.source();
        return finding.kind() + " " + finding.count() + source;
    }

    private Reconciliation compared(boolean mend) throws InterruptedException {
        Instant start = Instant.now();
        Comparison found = compare.compare();
        List<Compared> differ = drives.compared();
        List<Finding> ofDrives = DriveFindings.of(differ);
        if (!mend || (found.findings().isEmpty() && differ.isEmpty())) {
            return result(start, found, ofDrives, List.of());
        }
        mend(found.findings());
        follower.awaitCaughtUp(LONGEST_WAIT);
        Comparison after = compare.compare();
        // a job lists them again: until it has ended they are what they were
        drives.mend(differ);
        return result(start, after, ofDrives, both(found.findings().list(), ofDrives));
    }

    private static List<Finding> both(List<Finding> some, List<Finding> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private Reconciliation result(
            Instant start, Comparison comparison, List<Finding> ofDrives, List<Finding> mended) {
        return new Reconciliation(
                clock.instant(),
                Duration.between(start, Instant.now()),
                comparison.documents(),
                comparison.passages(),
                both(comparison.findings().list(), ofDrives),
                mended);
    }

    private void mend(Findings findings) {
        if (!findings.files(Kind.TEXT_LEFT).isEmpty()) {
            publication.hide(findings.files(Kind.TEXT_LEFT));
        }
        records.dropOrphans(findings.files(Kind.ORPHAN));
        records.distrust(findings.files(Kind.TEXT_INCOMPLETE));
        if (!findings.files(Kind.NOT_EMBEDDED).isEmpty()) {
            ingest.mendVectors();
        }
        indexAgain(findings.toIndexAgain());
        if (!findings.files(Kind.TEXT_INCOMPLETE).isEmpty()
                || !findings.files(Kind.TEXT_MISSING).isEmpty()) {
            ingest.rescan();
        }
    }

    /// Dropped first, since an index leaves alone what it believes to hold already; the change
    /// comes after, so that nothing drops what it brings. A document without a row just goes: a
    /// number that no row bears is one that the index would wait for in vain.
    private void indexAgain(Collection<DocumentId> documents) {
        documents.stream()
                .gather(Gatherers.windowFixed(DOCUMENTS_AT_ONCE))
                .forEach(some -> {
                    index.forget(some);
                    publication.touch(records.toHold(some, "").keySet());
                });
        follower.wake();
    }
}
