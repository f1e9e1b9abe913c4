package researchpaas.operate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditBeside;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.Subject;
import researchpaas.document.LibraryTables;
import researchpaas.document.LibraryTables.Snapshot;
import researchpaas.operate.ArchiveStore.Kept;
import researchpaas.operate.ArchiveStore.NoSuchArchive;
import researchpaas.operate.ArchiveStore.PlaceUnavailable;
import researchpaas.operate.Backups.Proof;
import researchpaas.operate.Refusal.Why;

/// Saves the library as it is at this moment, reads the archive back, proves it, and only then
/// deletes archives that are too many. Others go on reading and writing.
@Component
public class BackUp {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String NAME = "research-paas-\\d{8}T\\d{6}Z\\.zip";

    private final LibraryTables library;
    private final Archives archives;
    private final ArchiveWriter writer;
    private final VerifyBackup verify;
    private final Backups backups;
    private final AuditBeside audit;
    private final DatabaseDisk disk;
    private final Clock clock;

    BackUp(
            LibraryTables library,
            Archives archives,
            ArchiveWriter writer,
            VerifyBackup verify,
            Backups backups,
            AuditBeside audit,
            DatabaseDisk disk,
            Clock clock) {
        this.library = library;
        this.archives = archives;
        this.writer = writer;
        this.verify = verify;
        this.backups = backups;
        this.audit = audit;
        this.disk = disk;
        this.clock = clock;
    }

    /// @param place a folder or `s3://bucket/prefix`
    /// @param keep how many archives stay there, at least 1
    public Outcome backUp(String place, int keep, Progress progress) {
        return Refusal.guard(place, Refused::new, () -> saved(place, keep, progress));
    }

    private Outcome saved(String place, int keep, Progress progress) {
        ArchiveStore store = archives.at(place);
        store.clearLeftovers();
        Instant moment = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String name = "research-paas-" + STAMP.format(moment) + ".zip";
        Manifest saved = save(store, name, moment, progress);
        Proof proof = prove(store, name, saved, progress);
        // a library of an earlier version, saved before its first start, has no place for the
        // record
        if (saved.schema().equals(library.schemas().getLast())) {
            backups.proved(proof);
            audit.record(
                    AuditEvent.done(
                                    AuditAction.BACKED_UP,
                                    Actor.operator(),
                                    Subject.of(Subject.Kind.ARCHIVE, name))
                            .with("place", proof.place())
                            .with("entries", saved.rows()));
        }
        deleteSurplus(store, keep, name);
        return new Saved(proof, saved);
    }

    private Manifest save(ArchiveStore store, String name, Instant moment, Progress progress) {
        AtomicReference<@Nullable Manifest> written = new AtomicReference<>();
        try (Snapshot snapshot = library.snapshot()) {
            store.save(name, out -> written.set(writer.write(snapshot, moment, out, progress)));
        } catch (IOException e) {
            throw new PlaceUnavailable(store.place(), e);
        }
        Manifest manifest = written.get();
        if (manifest == null) {
            throw new IllegalStateException("The store did not ask for the content");
        }
        return manifest;
    }

    /// What the place gives back, not what was sent there.
    private Proof prove(ArchiveStore store, String name, Manifest saved, Progress progress) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path copy = store.fetch(name, folder.path());
            if (!verify.prove(copy, progress).equals(saved)) {
                throw new BadArchive(Why.DIFFERENT, name);
            }
            long bytes =
                    store.list().stream()
                            .filter(kept -> kept.name().equals(name))
                            .mapToLong(Kept::bytes)
                            .sum();
            return new Proof(
                    name,
                    store.place(),
                    saved.created(),
                    clock.instant(),
                    saved.rows(),
                    bytes,
                    disk.isSharedWith(store));
        } catch (NoSuchArchive e) {
            throw new BadArchive(Why.MISSING, name, e);
        }
    }

    /// Names sort by time. The one that was just proved always stays.
    private static void deleteSurplus(ArchiveStore store, int keep, String proved) {
        List<String> ours =
                store.list().stream()
                        .map(Kept::name)
                        .filter(n -> n.matches(NAME))
                        .sorted()
                        .toList();
        ours.stream()
                .limit(Math.max(0, ours.size() - Math.max(1, keep)))
                .filter(name -> !name.equals(proved))
                .forEach(store::delete);
    }

    public sealed interface Outcome permits Saved, Refused {}

    /// Saved and proved.
    public record Saved(Proof proof, Manifest manifest) implements Outcome {}

    public record Refused(Refusal refusal) implements Outcome {}
}
