package researchpaas.ingest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import researchpaas.document.Category;
import researchpaas.document.Publication;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DrivePlaces.Way;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.External;
import researchpaas.ingest.Ledger.Published;
import researchpaas.ingest.Ledger.State;

/// What a drive's item is in the ledger. A file that is known by its id on the drive, else by its
/// bytes, keeps its row, and so its document and number.
@Component
class DriveFiles {
    private static final int LONGEST_PATH = 4_000;

    private final Ledger ledger;
    private final Publication publication;
    private final TextExtractor extractor;

    DriveFiles(Ledger ledger, Publication publication, TextExtractor extractor) {
        this.ledger = ledger;
        this.publication = publication;
        this.extractor = extractor;
    }

    SourceFile file(DriveItem item, Way way) {
        String path = String.join("/", way.names());
        return new SourceFile(
                path.substring(Math.max(0, path.length() - LONGEST_PATH)),
                item.size(),
                item.modifiedAt());
    }

    /// The row of an item that is there.
    Entry entry(SourceId source, DriveItem item, Way way, SourceFile file, Audience audience) {
        long accessSet = audience.accessSet();
        Optional<Entry> known = ledger.known(source, item.id());
        if (known.isPresent()) {
            return known.get().gone() ? back(known.get(), file, accessSet) : known.get();
        }
        External external = new External(item.id(), item.content());
        for (Entry awaited : awaited(item)) {
            if (adopt(awaited, source, item, way, file, external, accessSet)) {
                return ledger.find(awaited.id()).orElseThrow();
            }
        }
        for (Entry gone : gone(source, item)) {
            ledger.knownAs(gone.id(), external);
            Entry found = ledger.find(gone.id()).orElseThrow();
            if (external.equals(found.external())) {
                return back(found, file, accessSet);
            }
        }
        return ledger.discover(source, file, external, accessSet);
    }

    /// Its text comes back with it, as long as it is kept.
    private Entry back(Entry gone, SourceFile file, long accessSet) {
        ledger.returned(gone.id(), file, accessSet);
        if (gone.state() == State.PUBLISHED) {
            publication.show(gone.id());
        }
        return ledger.find(gone.id()).orElseThrow();
    }

    /// By its id first: what another system said of it needs no bytes then.
    private List<Entry> awaited(DriveItem item) {
        String sha256 = item.sha256();
        return Stream.concat(
                        ledger.awaitedAs(item.id()).stream(),
                        sha256 == null
                                ? Stream.of()
                                : ledger.awaited(sha256).stream()
                                        .filter(entry -> entry.external() == null))
                .toList();
    }

    private List<Entry> gone(SourceId source, DriveItem item) {
        return item.sha256() == null ? List.of() : ledger.gone(source, item.sha256());
    }

    private boolean adopt(
            Entry awaited,
            SourceId source,
            DriveItem item,
            Way way,
            SourceFile file,
            External external,
            long accessSet) {
        Published published = awaited.published();
        if (published == null) {
            return false;
        }
        Placement after = placement(awaited, item, way);
        boolean byId = awaited.external() != null;
        if (!byId && !published.origin().startsWith(after.category().word() + ":")) {
            return false;
        }
        if (!ledger.adopt(awaited.id(), source, file, external, accessSet)) {
            return false;
        }
        if (published.origin().startsWith(after.category().word() + ":")) {
            // the whole dataset goes on under its folder here
            publication.renameOrigin(published.origin(), after.origin());
        }
        return true;
    }

    /// Where no folder tells what a file is, its name decides once, and it stays that.
    Placement placement(Entry entry, DriveItem item, Way way) {
        Published published = entry.published();
        if (published != null && !Placement.isTold(way)) {
            for (Category category : Category.values()) {
                Placement single = Placement.single(category, entry.id());
                if (single.origin().equals(published.origin())) {
                    return single;
                }
            }
            if (published.origin().startsWith("dataset:folder:")) {
                // of another system, which had its own way to tell
                return new Placement(Category.DATASET, published.origin(), null);
            }
        }
        return Placement.of(
                entry.source(), entry.id(), new Way(named(way, readAs(item)), way.ids()));
    }

    private static List<String> named(Way way, String last) {
        return Stream.concat(way.names().stream().limit(way.names().size() - 1L), Stream.of(last))
                .toList();
    }

    Original original(FollowedDrive drive, DriveItem item, Way way, SourceFile file, Entry entry) {
        return new OnDrive(drive, item, file, placement(entry, item, way), readAs(item));
    }

    /// A name need not tell its format on a drive, where the media type does.
    private String readAs(DriveItem item) {
        if (item.exportedAs() != null) {
            return item.name() + item.exportedAs();
        }
        if (extractor.mediaType(item.name()) != null) {
            return item.name();
        }
        return extractor.endings().stream()
                .filter(ending ->
                        Objects.equals(extractor.mediaType("x." + ending), item.mimeType()))
                .findFirst()
                .map(ending -> item.name() + "." + ending)
                .orElse(item.name());
    }

    private record OnDrive(
            FollowedDrive drive,
            DriveItem item,
            SourceFile file,
            Placement placement,
            String readAs)
            implements Original {
        @Override
        public boolean isSized() {
            return item.kind() == Kind.FILE;
        }

        @Override
        public LocalCopy fetch() {
            return drive.fetch(item);
        }
    }
}
