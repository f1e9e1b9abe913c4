package researchpaas.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.Page;
import researchpaas.document.Publication;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.Relations;
import researchpaas.document.Relations.Relation;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.External;
import researchpaas.ingest.Ledger.Published;
import researchpaas.ingest.PassageSplitter;
import researchpaas.ingest.Placement;
import researchpaas.ingest.SourceId;
import researchpaas.ingest.TextExtractor;
import researchpaas.takeover.LegacyRows.Kept;
import researchpaas.takeover.LegacyRows.Stored;
import researchpaas.takeover.Meaning.Refusal;
import researchpaas.takeover.Meaning.Times;

/// Writes a batch of old rows in one transaction: a row is there with all that was made of it, or
/// not at all.
@Component
class KeepRows {
    private static final String NO_READER = "application/octet-stream";

    private final Ledger ledger;
    private final Publication publication;
    private final Relations relations;
    private final LegacyRows rows;
    private final PassageSplitter splitter;
    private final TextExtractor extractor;

    KeepRows(
            Ledger ledger,
            Publication publication,
            Relations relations,
            LegacyRows rows,
            PassageSplitter splitter,
            TextExtractor extractor) {
        this.ledger = ledger;
        this.publication = publication;
        this.relations = relations;
        this.rows = rows;
        this.splitter = splitter;
        this.extractor = extractor;
    }

    /// @param before the row as it was kept, absent for a new one
    record Task(EarlierRow row, Meaning meaning, Times times, @Nullable Stored before) {}

    /// @param accessSet who may see the files
    /// @param papers, posters, datasets what was made of their rows so far, by key
    record Place(
            SourceId source,
            long accessSet,
            Map<String, Stored> papers,
            Map<String, Stored> posters,
            Map<String, Stored> datasets) {}

    record RefusedRow(EarlierRow row, Refusal refusal) {}

    /// @return what only writing could tell: another document has the number or place by now
    @Transactional
    List<RefusedRow> write(Place place, List<Task> batch) {
        // takes its turn among those that number documents before it touches anything else
        publication.touch(List.of());
        List<RefusedRow> refused = new ArrayList<>();
        for (Task task : batch) {
            Refusal refusal = write(place, task);
            if (refusal != null) {
                refused.add(new RefusedRow(task.row(), refusal));
            }
        }
        return refused;
    }

    private @Nullable Refusal write(Place place, Task task) {
        return switch (task.meaning()) {
            case Meaning.File file -> keepFile(place, task, file);
            case Meaning.Link link -> {
                relate(place, link);
                keep(place, task, null, null);
                yield null;
            }
            case Meaning.Known known -> {
                keep(place, task, known.file(), null);
                yield null;
            }
            case Meaning.Extra _, Meaning.Unusable _ -> {
                // what cannot be shown is not lost
                keep(place, task, null, null);
                yield null;
            }
        };
    }

    private void keep(Place place, Task task, @Nullable FileId file, @Nullable String oldPlace) {
        Times times = task.times();
        rows.keep(
                place.source(),
                new Kept(
                        task.row(),
                        file,
                        oldPlace,
                        Times.instant(times.created()),
                        Times.instant(times.updated()),
                        Times.instant(times.indexed())));
    }

    private @Nullable Refusal keepFile(Place place, Task task, Meaning.File file) {
        String dataset = file.dataset();
        if (dataset != null && !place.datasets().containsKey(dataset)) {
            keep(place, task, null, file.oldPlace()); // an orphan
            return null;
        }
        Entry entry = entry(place, task, file);
        Published published = entry.published();
        boolean told = task.before() == null || task.before().file() == null;
        if (told || isAwaited(published)) {
            String origin = published == null ? origin(place, file, entry) : published.origin();
            Long number = file.number();
            if (number != null
                    && !publication.claim(new DocumentKey(file.category(), number), origin)) {
                ledger.gone(entry.id());
                keep(place, task, null, file.oldPlace());
                return Refusal.TAKEN;
            }
            publication.publish(content(file, entry, origin));
        }
        keep(place, task, entry.id(), file.oldPlace());
        return null;
    }

    private static boolean isAwaited(@Nullable Published published) {
        return published != null && published.readerVersion().equals(Ledger.AWAITED);
    }

    private Entry entry(Place place, Task task, Meaning.File file) {
        Stored before = task.before();
        Entry entry =
                before == null || before.file() == null
                        ? ledger.discover(place.source(), file.file(), place.accessSet())
                        : ledger.find(before.file()).orElseThrow();
        // else a drive that is followed later could not find it before its bytes are read
        driveId(task.row())
                .filter(_ -> entry.external() == null && entry.source().equals(place.source()))
                .ifPresent(id -> ledger.knownAs(entry.id(), new External(id, "")));
        return entry;
    }

    /// The earlier system wrote it down, or made it part of the path.
    private static Optional<String> driveId(EarlierRow row) {
        return row.text("drive_file_id")
                .or(() ->
                        row.text("file_path")
                                .filter(path -> path.startsWith("gdrive://"))
                                .map(path -> path.substring(path.lastIndexOf('/') + 1)))
                .filter(id -> id.matches("[A-Za-z0-9_-]{4,200}"));
    }

    /// A dataset that was found meanwhile goes on under the folder where it lies now, and its files
    /// with it.
    private static String origin(Place place, Meaning.File file, Entry entry) {
        String dataset = file.dataset();
        Stored card = dataset == null ? null : place.datasets().get(dataset);
        return card != null && card.origin() != null
                ? card.origin()
                : Placement.of(entry.source(), entry.id(), entry.path()).origin();
    }

    private Content content(Meaning.File file, Entry entry, String origin) {
        Description description = file.description();
        List<Page> pages =
                file.text().isBlank()
                        ? List.of()
                        : List.of(new Page(1, file.text(), 0, 0, List.of()));
        List<NewPassage> passages = splitter.split(description.title(), pages, List.of());
        String mediaType = extractor.mediaType(file.file().name());
        return new Content(
                entry.id(),
                origin,
                file.category(),
                mediaType == null ? NO_READER : mediaType,
                description,
                pages,
                passages,
                Objects.requireNonNullElse(file.sha256(), ""),
                Ledger.AWAITED);
    }

    private void relate(Place place, Meaning.Link link) {
        Map<String, Stored> ends = link.table().equals("papers") ? place.papers() : place.posters();
        DocumentId from = document(ends.get(link.key()));
        DocumentId dataset = document(place.datasets().get(link.dataset()));
        if (from != null && dataset != null) {
            relations.relate(
                    new Relation(from, dataset, link.type(), link.confidence(), link.notes()));
        }
    }

    private static @Nullable DocumentId document(@Nullable Stored stored) {
        return stored == null ? null : stored.document();
    }
}
