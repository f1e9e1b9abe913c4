package researchpaas.ingest;

import java.io.IOException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DocumentSource.Listed;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.ImportFile.Imported;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.Published;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.TextExtractor.Closed;
import researchpaas.search.IndexFollower;

/// Compares what a source lists with the ledger and brings the library into line: new and edited
/// files are imported, moved ones keep their document, absent ones are hidden. One bad file never
/// stops the others; a second run without changes writes nothing but its own report.
@Component
public final class SyncSource {
    /// The size of an awaited file of which nobody knows it.
    private static final long UNKNOWN = 0;

    /// What stands for a dataset of another system, whether it has files or not.
    private static final String DATASET_CARD = "README";

    private final Ledger ledger;
    private final Jobs jobs;
    private final Access access;
    private final Publication publication;
    private final ImportFile importFile;
    private final IndexFollower follower;
    private final IngestLimits limits;
    private final Clock clock;
    private final FilesAtOnce atOnce;

    SyncSource(
            Ledger ledger,
            Jobs jobs,
            Access access,
            Publication publication,
            ImportFile importFile,
            IndexFollower follower,
            IngestLimits limits,
            Clock clock,
            FilesAtOnce atOnce) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.access = access;
        this.publication = publication;
        this.importFile = importFile;
        this.follower = follower;
        this.limits = limits;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    /// @param job where each file's outcome is reported
    /// @param goOn asked before each file
    /// @throws SourceUnavailable when the source cannot be listed; nothing was changed then
    /// @throws Closed when the program is about to end: the next start takes up what is left
    void run(long job, DocumentSource source, GoOn goOn) {
        List<Listed> listed = source.list();
        SourceId id = ledger.source(source.name());
        long accessSet = access.idOf(source.visibleTo());
        Map<String, Entry> known = new HashMap<>();
        ledger.present(id).forEach(entry -> known.put(entry.path(), entry));
        Map<String, Entry> missing = new HashMap<>(known);
        listed.forEach(file -> missing.remove(file.file().path()));
        List<Task> closedOff = closedOff(listed, missing);
        jobs.planned(
                job,
                listed.size() + missing.size() + closedOff.size(),
                bytes(Stream.concat(listed.stream(), closedOff.stream().map(Task::listed))));

        List<Listed> unknown = new ArrayList<>();
        List<Task> tasks = new ArrayList<>(closedOff);
        List<Listed> unchanged = new ArrayList<>();
        for (Listed file : listed) {
            Entry entry = known.get(file.file().path());
            if (entry == null) {
                unknown.add(file);
            } else if (isUnchanged(source, file, entry, accessSet)) {
                unchanged.add(file);
            } else {
                tasks.add(new Task(file, entry));
            }
        }
        long unchangedBytes = bytes(unchanged.stream());
        jobs.unchanged(job, unchanged.size(), unchangedBytes);
        ScanProgress progress = new ScanProgress(jobs, job, unchangedBytes, clock);
        Set<String> origins = origins(id, listed);
        Set<Long> awaited = unknown.isEmpty() ? Set.of() : ledger.awaitedSizes();
        // moves first: their old paths must not be taken for deletions
        for (Listed file : unknown) {
            Entry moved = missing.isEmpty() ? null : sameBytes(source, file, missing);
            if (moved == null) {
                Entry entry = adopt(source, id, file, accessSet, awaited);
                tasks.add(new Task(file, entry));
            } else {
                missing.remove(moved.path());
                move(job, source, file.file(), moved, origins, tasks, progress);
            }
        }
        missing.values().forEach(entry -> remove(job, entry));
        follower.wake();
        runAll(job, source, accessSet, tasks, progress, goOn);
        progress.finish();
    }

    /// @see #run(long, DocumentSource, GoOn)
    public void run(long job, DocumentSource source) {
        run(job, source, GoOn.ALWAYS);
    }

    /// Reads what the source has into rows that the ledger knows under the same paths. Nothing is
    /// new and nothing is gone: for a source that has some of its files only.
    ///
    /// @param job where each file's outcome is reported
    /// @throws Closed when the program is about to end: the next call takes up what is left
    public void fill(long job, DocumentSource source) {
        SourceId id = ledger.source(source.name());
        long accessSet = access.idOf(source.visibleTo());
        Map<String, Entry> known = new HashMap<>();
        ledger.present(id).forEach(entry -> known.put(entry.path(), entry));
        List<Task> tasks = new ArrayList<>();
        for (Listed file : source.list()) {
            Entry entry = known.get(file.file().path());
            if (entry != null && !isUnchanged(source, file, entry, accessSet)) {
                tasks.add(new Task(file, entry));
            }
        }
        jobs.planned(job, tasks.size(), bytes(tasks.stream().map(Task::listed)));
        ScanProgress progress = new ScanProgress(jobs, job, 0, clock);
        runAll(job, source, accessSet, tasks, progress, GoOn.ALWAYS);
        progress.finish();
    }

    private static long bytes(Stream<Listed> files) {
        return files.mapToLong(file -> file.file().size()).sum();
    }

    /// The origins that the listed files belong to by where they lie now; a file that stands alone
    /// is its own origin wherever it lies.
    private static Set<String> origins(SourceId source, List<Listed> listed) {
        FileId any = new FileId(0);
        return listed.stream()
                .map(file -> Placement.of(source, any, file.file().path()).origin())
                .collect(Collectors.toSet());
    }

    /// Takes the files below a folder that can no longer be opened out of the missing ones: they
    /// are not to be read, but they are not gone.
    private static List<Task> closedOff(List<Listed> listed, Map<String, Entry> missing) {
        List<Task> tasks = new ArrayList<>();
        for (Listed folder : listed) {
            Reason refusal = folder.refusal();
            if (refusal != null && refusal.code() == Code.NOT_READABLE) {
                String below = folder.file().path() + "/";
                missing.values()
                        .removeIf(entry ->
                                entry.path().startsWith(below)
                                        && tasks.add(
                                                new Task(
                                                        new Listed(asListed(entry), refusal),
                                                        entry)));
            }
        }
        return tasks;
    }

    private static SourceFile asListed(Entry entry) {
        return new SourceFile(entry.path(), entry.size(), entry.modifiedAt());
    }

    private boolean isUnchanged(DocumentSource source, Listed listed, Entry entry, long accessSet) {
        return listed.refusal() == null
                && entry.state() == State.PUBLISHED
                && entry.accessSet() == accessSet
                && isSameFile(listed.file(), entry)
                && importFile.isCurrent(Original.Listed.of(source, listed.file(), entry), entry);
    }

    private static boolean isSameFile(SourceFile file, Entry entry) {
        return entry.size() == file.size() && entry.modifiedAt().equals(file.modifiedAt());
    }

    private record Task(Listed listed, Entry entry) {
        long bytes() {
            return listed.file().size();
        }
    }

    private @Nullable Entry sameBytes(
            DocumentSource source, Listed file, Map<String, Entry> missing) {
        boolean possible =
                file.refusal() == null
                        && file.file().size() <= limits.maxFileBytes()
                        && missing.values().stream()
                                .anyMatch(entry ->
                                        entry.size() == file.file().size()
                                                && entry.sha256() != null);
        if (!possible) {
            return null;
        }
        try (LocalCopy copy = source.fetch(file.file())) {
            String sha256 = ImportFile.sha256(copy.path());
            return missing.values().stream()
                    .filter(entry -> sha256.equals(entry.sha256()))
                    .findFirst()
                    .orElse(null);
        } catch (FileGone | SourceUnavailable | IOException e) {
            // its own turn will tell what is wrong with it
            return null;
        }
    }

    /// The row of a file that is new here: one that was awaited when the bytes are its own and the
    /// file lies where documents of the same kind lie, else a row of its own.
    private Entry adopt(
            DocumentSource source,
            SourceId id,
            Listed listed,
            long accessSet,
            Set<Long> awaitedSizes) {
        SourceFile file = listed.file();
        if (listed.refusal() == null
                && file.size() <= limits.maxFileBytes()
                && (awaitedSizes.contains(file.size()) || awaitedSizes.contains(UNKNOWN))) {
            for (Entry awaited : awaited(source, id, file, awaitedSizes)) {
                Placement before = Placement.of(awaited.source(), awaited.id(), awaited.path());
                Placement after = Placement.of(id, awaited.id(), file.path());
                if (before.category() == after.category()
                        && ledger.adopt(awaited.id(), id, file, null, accessSet)) {
                    // the whole dataset goes on under its folder here
                    publication.renameOrigin(before.origin(), after.origin());
                    return ledger.find(awaited.id()).orElseThrow();
                }
            }
            goOnWithDataset(id, file);
        }
        return ledger.discover(id, file, accessSet);
    }

    /// By its bytes first; where another system did not know those, by its name, if only one bears
    /// it.
    private List<Entry> awaited(
            DocumentSource source, SourceId id, SourceFile file, Set<Long> awaitedSizes) {
        List<Entry> awaited =
                awaitedSizes.contains(file.size()) ? awaitedWithBytesOf(source, file) : List.of();
        if (!awaited.isEmpty()) {
            return awaited;
        }
        Category category = Placement.of(id, new FileId(0), file.path()).category();
        List<Entry> named =
                ledger.awaitedNamed(file.name(), file.size()).stream()
                        .filter(entry -> isSingle(entry, category))
                        .toList();
        return named.size() == 1 ? named : List.of();
    }

    private static boolean isSingle(Entry entry, Category category) {
        Placement placement = Placement.of(entry.source(), entry.id(), entry.path());
        return placement.category() == category && placement.dataset() == null;
    }

    /// What another system said of a dataset stands in a file that is awaited in a folder of the
    /// dataset's name: the folder here is the same dataset.
    private void goOnWithDataset(SourceId id, SourceFile file) {
        Placement here = Placement.of(id, new FileId(0), file.path());
        if (here.dataset() == null) {
            return;
        }
        String name = Normalizer.normalize(here.dataset(), Normalizer.Form.NFC);
        for (Entry card : ledger.awaitedNamed(DATASET_CARD, UNKNOWN)) {
            Placement there = Placement.of(card.source(), card.id(), card.path());
            Published published = card.published();
            if (there.dataset() != null
                    && published != null
                    && Normalizer.normalize(there.dataset(), Normalizer.Form.NFC).equals(name)) {
                publication.renameOrigin(published.origin(), here.origin());
            }
        }
    }

    private List<Entry> awaitedWithBytesOf(DocumentSource source, SourceFile file) {
        try (LocalCopy copy = source.fetch(file)) {
            return ledger.awaited(ImportFile.sha256(copy.path()));
        } catch (FileGone | SourceUnavailable | IOException e) {
            // its own turn will tell what is wrong with it
            return List.of();
        }
    }

    /// A move within a document keeps everything; one that changes category or dataset publishes
    /// the file anew there.
    private void move(
            long job,
            DocumentSource source,
            SourceFile file,
            Entry entry,
            Set<String> origins,
            List<Task> tasks,
            ScanProgress progress) {
        Placement before = Placement.of(entry.source(), entry.id(), entry.path());
        Placement after = Placement.of(entry.source(), entry.id(), file.path());
        if (before.category() == after.category() && !origins.contains(before.origin())) {
            // its folder was renamed, or it was the last in it
            publication.renameOrigin(before.origin(), after.origin());
        }
        ledger.move(entry.id(), file);
        Entry moved = ledger.find(entry.id()).orElseThrow();
        if (moved.state() == State.PUBLISHED
                && importFile.isFromHere(Original.Listed.of(source, file, moved), moved)) {
            jobs.report(job, new FileReport(file.path(), Outcome.MOVED, null));
            progress.ends(entry.id(), file.size());
        } else {
            tasks.add(new Task(new Listed(file, null), moved));
        }
    }

    private void remove(long job, Entry entry) {
        publication.hide(List.of(entry.id()));
        ledger.gone(entry.id());
        jobs.report(job, new FileReport(entry.path(), Outcome.REMOVED, null));
    }

    private void runAll(
            long job,
            DocumentSource source,
            long accessSet,
            List<Task> tasks,
            ScanProgress progress,
            GoOn goOn) {
        atOnce.run(
                tasks,
                progress,
                task -> {
                    goOn.check();
                    return true;
                },
                task -> {
                    FileId file = task.entry().id();
                    progress.begins(file);
                    try {
                        jobs.report(job, one(source, accessSet, task));
                        follower.wake();
                    } finally {
                        progress.ends(file, task.bytes());
                    }
                });
    }

    private FileReport one(DocumentSource source, long accessSet, Task task) {
        Entry entry = task.entry();
        SourceFile file = task.listed().file();
        try {
            if (entry.accessSet() != accessSet) {
                ledger.accessChanged(entry.id(), accessSet);
            }
            return report(file, decide(source, task));
        } catch (Closed e) {
            throw e;
        } catch (Exception e) {
            return report(file, importFile.failed(entry, e));
        }
    }

    private Imported decide(DocumentSource source, Task task) {
        Entry entry = task.entry();
        SourceFile file = task.listed().file();
        Reason refusal = task.listed().refusal();
        if (refusal != null) {
            return importFile.refused(entry, refusal);
        }
        Original original = Original.Listed.of(source, file, entry);
        if (!isSameFile(file, entry)) {
            ledger.rediscover(entry.id(), file);
            return importFile.run(original, ledger.find(entry.id()).orElseThrow());
        }
        return importFile.again(original, entry);
    }

    private static FileReport report(SourceFile file, Imported imported) {
        return switch (imported) {
            case Imported.Published p -> new FileReport(file.path(), Outcome.PUBLISHED, null);
            case Imported.Unchanged u -> new FileReport(file.path(), Outcome.UNCHANGED, null);
            case Imported.Skipped skipped ->
                    new FileReport(file.path(), Outcome.SKIPPED, skipped.reason());
            case Imported.Failed failed ->
                    new FileReport(file.path(), Outcome.FAILED, failed.reason());
        };
    }
}
