package researchpaas.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.document.Publication;
import researchpaas.ingest.DriveBacklog.Amount;
import researchpaas.ingest.DriveBacklog.Row;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DrivePlaces.Way;
import researchpaas.ingest.ImportFile.Imported;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.External;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.TextExtractor.Closed;
import researchpaas.search.IndexFollower;

/// Brings the library into line with the mirror of a drive: what nobody may see any more goes
/// first, then each new or edited file is imported. A few rows are in memory at a time.
@Component
class SettleDrive {
    private static final int AT_ONCE = 50;

    private final DriveBacklog backlog;
    private final ReadDrive read;
    private final DriveFiles files;
    private final Ledger ledger;
    private final Publication publication;
    private final ImportFile importFile;
    private final Jobs jobs;
    private final FilesAtOnce atOnce;
    private final IndexFollower follower;
    private final Clock clock;

    SettleDrive(
            DriveBacklog backlog,
            ReadDrive read,
            DriveFiles files,
            Ledger ledger,
            Publication publication,
            ImportFile importFile,
            Jobs jobs,
            FilesAtOnce atOnce,
            IndexFollower follower,
            Clock clock) {
        this.backlog = backlog;
        this.read = read;
        this.files = files;
        this.ledger = ledger;
        this.publication = publication;
        this.importFile = importFile;
        this.jobs = jobs;
        this.atOnce = atOnce;
        this.follower = follower;
        this.clock = clock;
    }

    /// @param pause asked before each file: whether the drive should be read again first
    /// @return whether everything is settled; else somebody asked for a pause
    boolean run(DriveRun run, BooleanSupplier pause) {
        Amount amount = backlog.amount(run.source());
        Job job = jobs.find(run.job()).orElseThrow();
        jobs.planned(run.job(), amount.files() + job.count(Outcome.REMOVED), amount.bytes());
        int refused = job.count(Outcome.SKIPPED) + job.count(Outcome.FAILED);
        long settledBytes = amount.bytes() - amount.unsettledBytes();
        jobs.unchanged(
                run.job(),
                Math.max(0, amount.files() - amount.unsettled() - refused),
                settledBytes);
        ScanProgress progress = new ScanProgress(jobs, run.job(), settledBytes, clock);
        askForFolders(run);
        each(run, progress, () -> false, backlog::visible, row -> accessFirst(run, row));
        boolean done =
                each(run, progress, pause, backlog::files, row -> settle(run, row, progress));
        progress.finish();
        return done;
    }

    /// From above to below: a folder whose access changed has its contents asked for.
    private void askForFolders(DriveRun run) {
        List<Row> folders = backlog.folders(run.source(), AT_ONCE);
        while (!folders.isEmpty()) {
            for (Row folder : folders) {
                run.goOn().check();
                backlog.folderSettled(run.source(), folder.item().id(), audience(run, folder));
            }
            folders = backlog.folders(run.source(), AT_ONCE);
        }
    }

    private Audience audience(DriveRun run, Row row) {
        Audience known = row.audience();
        return known == null ? read.ask(run.drive(), row.item()) : known;
    }

    private interface Some {
        List<Row> after(SourceId source, String id, int most);
    }

    private boolean each(
            DriveRun run,
            ScanProgress progress,
            BooleanSupplier pause,
            Some some,
            Consumer<Row> work) {
        List<Row> rows = some.after(run.source(), "", AT_ONCE);
        while (!rows.isEmpty()) {
            AtomicInteger begun = new AtomicInteger();
            atOnce.run(
                    rows,
                    progress,
                    _ -> {
                        run.goOn().check();
                        return !pause.getAsBoolean() && begun.incrementAndGet() > 0;
                    },
                    work);
            follower.wake();
            if (begun.get() < rows.size()) {
                return false;
            }
            rows = some.after(run.source(), rows.getLast().item().id(), AT_ONCE);
        }
        return true;
    }

    private void accessFirst(DriveRun run, Row row) {
        if (isGone(row)) {
            remove(run, row);
            return;
        }
        Entry entry = ledger.known(run.source(), row.item().id()).orElseThrow();
        Audience audience = heard(run, row);
        if (entry.accessSet() != audience.accessSet()) {
            ledger.accessChanged(entry.id(), audience.accessSet());
        }
    }

    private Audience heard(DriveRun run, Row row) {
        Audience known = row.audience();
        if (known != null) {
            return known;
        }
        Audience told = read.ask(run.drive(), row.item());
        backlog.heard(run.source(), row.item().id(), told);
        return told;
    }

    private static boolean isGone(Row row) {
        return row.lost() || row.way() == null;
    }

    private void remove(DriveRun run, Row row) {
        Optional<Entry> known =
                ledger.known(run.source(), row.item().id()).filter(entry -> !entry.gone());
        known.ifPresent(entry -> {
            publication.hide(List.of(entry.id()));
            ledger.gone(entry.id());
            jobs.report(
                    run.job(),
                    new FileReport(entry.path(), row.item().id(), Outcome.REMOVED, null));
        });
        backlog.drop(run.source(), row.item().id());
    }

    private void settle(DriveRun run, Row row, ScanProgress progress) {
        Way way = row.way();
        if (row.lost() || way == null) {
            remove(run, row);
        } else if (row.item().kind() != Kind.SHORTCUT) {
            importItem(run, row.item(), way, heard(run, row), progress);
            backlog.settled(run.source(), row.item().id());
        } else {
            backlog.settled(run.source(), row.item().id());
        }
    }

    private void importItem(
            DriveRun run, DriveItem item, Way way, Audience audience, ScanProgress progress) {
        SourceFile file = files.file(item, way);
        Entry entry = files.entry(run.source(), item, way, file, audience);
        progress.begins(entry.id());
        try {
            boolean moved = !entry.path().equals(file.path());
            Entry now = inPlace(entry, file, audience);
            Imported imported = imported(run, item, way, file, now);
            report(run, item, file, imported, moved);
        } finally {
            progress.ends(entry.id(), item.size());
        }
    }

    private Entry inPlace(Entry entry, SourceFile file, Audience audience) {
        if (entry.accessSet() != audience.accessSet()) {
            ledger.accessChanged(entry.id(), audience.accessSet());
        }
        if (!entry.path().equals(file.path())) {
            ledger.move(entry.id(), file);
        }
        return ledger.find(entry.id()).orElseThrow();
    }

    private Imported imported(DriveRun run, DriveItem item, Way way, SourceFile file, Entry entry) {
        try {
            Reason refusal = refusal(item, run.drive().rules().maxFileBytes());
            if (refusal != null) {
                return importFile.refused(entry, refusal);
            }
            External external = entry.external();
            if (external == null || !external.content().equals(item.content())) {
                ledger.rediscover(entry.id(), file, new External(item.id(), item.content()));
                Entry again = ledger.find(entry.id()).orElseThrow();
                return importFile.run(files.original(run.drive(), item, way, file, again), again);
            }
            return importFile.again(files.original(run.drive(), item, way, file, entry), entry);
        } catch (Closed | DriveTrouble e) {
            throw e;
        } catch (Exception e) {
            return importFile.failed(entry, e);
        }
    }

    private static @Nullable Reason refusal(DriveItem item, long maxBytes) {
        if (item.size() > maxBytes) {
            return Reason.of(
                    Code.TOO_LARGE,
                    ImportFile.megabytes(item.size()),
                    ImportFile.megabytes(maxBytes));
        }
        if (item.kind() == Kind.NATIVE && item.exportedAs() == null) {
            return Reason.of(Code.NOT_EXPORTABLE, item.mimeType());
        }
        return item.mayDownload() ? null : Reason.of(Code.DOWNLOAD_FORBIDDEN);
    }

    private void report(
            DriveRun run, DriveItem item, SourceFile file, Imported imported, boolean moved) {
        switch (imported) {
            case Imported.Published() -> report(run, item, file, Outcome.PUBLISHED, null);
            case Imported.Unchanged() when moved -> report(run, item, file, Outcome.MOVED, null);
            case Imported.Unchanged() -> jobs.unchangedToo(run.job(), 1);
            case Imported.Skipped(Reason reason) ->
                    report(run, item, file, Outcome.SKIPPED, reason);
            case Imported.Failed(Reason reason) -> report(run, item, file, Outcome.FAILED, reason);
        }
    }

    private void report(
            DriveRun run,
            DriveItem item,
            SourceFile file,
            Outcome outcome,
            @Nullable Reason reason) {
        jobs.report(run.job(), new FileReport(file.path(), item.id(), outcome, reason));
    }
}
