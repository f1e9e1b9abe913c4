package researchpaas.takeover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.Published;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Placement;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.ingest.SyncSource;
import researchpaas.takeover.TakeoverReport.Files;
import researchpaas.takeover.TakeoverReport.Unread;

/// Has the old files that are found read as any other file, each under the document that its row
/// became.
@Component
class FillFiles {
    static final Files NOTHING = new Files(false, 0, 0, 0, List.of(), List.of());

    private final Ledger ledger;
    private final Jobs jobs;
    private final SyncSource sync;

    FillFiles(Ledger ledger, Jobs jobs, SyncSource sync) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.sync = sync;
    }

    /// @param folder where the files may lie, absent for nowhere
    Files run(SourceId source, String name, @Nullable Path folder, Set<Principal> visibleTo) {
        List<Entry> awaited = awaited(source);
        if (folder == null) {
            return new Files(false, 0, 0, awaited.size(), List.of(), List.of());
        }
        Map<String, Path> found =
                FindFiles.in(folder).find(awaited.stream().filter(FillFiles::mayBeRead).toList());
        Set<String> read = bytesRead(source);
        found.values().removeIf(path -> read.contains(sha256(path)));
        List<String> changed = changed(awaited, found);
        if (!found.isEmpty()) {
            long job = job(name);
            jobs.begin(job);
            sync.fill(job, new FilesAtHand(name, visibleTo, found));
            jobs.end(job, null);
        }
        return report(source, found, changed);
    }

    /// Files of the old system that nobody has read; the cards of datasets are no files.
    private List<Entry> awaited(SourceId source) {
        return ledger.present(source).stream()
                .filter(entry -> !entry.path().matches(Translation.CARD))
                .filter(entry -> isAwaited(entry.published()))
                .sorted(Comparator.comparingLong(entry -> entry.id().value()))
                .toList();
    }

    /// Of rows with equal bytes one gets the file; the others stay what they are.
    private Set<String> bytesRead(SourceId source) {
        return ledger.present(source).stream()
                .filter(entry -> !isAwaited(entry.published()))
                .map(Entry::sha256)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /// Empty where it cannot be read; its import will tell.
    private static String sha256(Path path) {
        try {
            return Hashes.of(path);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isAwaited(@Nullable Published published) {
        return published != null && published.readerVersion().equals(Ledger.AWAITED);
    }

    /// Not what was looked at before, nor what belongs to a dataset that lies elsewhere by now:
    /// there it will be found.
    private static boolean mayBeRead(Entry entry) {
        Published published = entry.published();
        return entry.state() != State.SKIPPED
                && published != null
                && Placement.of(entry.source(), entry.id(), entry.path())
                        .origin()
                        .equals(published.origin());
    }

    /// The same place, other bytes: the file was edited since the earlier system saw it.
    private static List<String> changed(List<Entry> awaited, Map<String, Path> found) {
        List<String> changed = new ArrayList<>();
        for (Entry entry : awaited) {
            Path path = found.get(entry.path());
            String known = FindFiles.sha256(entry);
            if (path != null
                    && known != null
                    && entry.state() == State.PUBLISHED
                    && !sha256(path).equals(known)) {
                changed.add(entry.path());
            }
        }
        return changed;
    }

    /// A run that was killed left its job running.
    private long job(String name) {
        return jobs.latestOfEach().stream()
                .filter(job -> job.source().equals(name) && job.isActive())
                .map(Job::id)
                .findFirst()
                .orElseGet(() -> jobs.enqueue(name).id());
    }

    private Files report(SourceId source, Map<String, Path> found, List<String> changed) {
        int read = 0;
        int awaited = 0;
        List<Unread> unread = new ArrayList<>();
        for (Entry entry : awaited(source)) {
            Reason reason = entry.reason();
            if (reason == null) {
                awaited++;
            } else {
                unread.add(new Unread(entry.path(), reason.code().name()));
            }
        }
        for (Entry entry : ledger.present(source)) {
            if (found.containsKey(entry.path()) && !isAwaited(entry.published())) {
                read++;
            }
        }
        return new Files(true, found.size(), read, awaited, changed, unread);
    }
}
