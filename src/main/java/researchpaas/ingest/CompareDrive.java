package researchpaas.ingest;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.document.Publication;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveRecords.Filed;
import researchpaas.ingest.DriveRecords.Held;
import researchpaas.ingest.DriveRecords.Mirrored;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.ChangePage;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Grants;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.State;

/// Compares what the library has of a followed drive with a full listing of it, and writes nothing.
/// What differs is a suspicion only: it is looked at again, and whatever the drive's logs tell
/// since the mirror last read them, of the item or of anything above it, is none of our business,
/// since the next poll brings it. Neither is what is not settled yet.
@Component
public class CompareDrive {
    private static final Logger log = LoggerFactory.getLogger(CompareDrive.class);
    private static final int AT_ONCE = 200;
    private static final int DEEPEST = 100;

    /// So many of one kind are looked at again and told.
    private static final int SUSPECTS = 10_000;

    /// With more news than that the library is busy following.
    private static final int NEWS = 100_000;

    private final KnownDrives drives;
    private final DriveRecords records;
    private final DriveMirror mirror;
    private final Ledger ledger;
    private final Publication publication;
    private final IngestLibrary ingest;
    private final Clock clock;

    CompareDrive(
            KnownDrives drives,
            DriveRecords records,
            DriveMirror mirror,
            Ledger ledger,
            Publication publication,
            IngestLibrary ingest,
            Clock clock) {
        this.drives = drives;
        this.records = records;
        this.mirror = mirror;
        this.ledger = ledger;
        this.publication = publication;
        this.ingest = ingest;
        this.clock = clock;
    }

    public enum Difference {
        /// Listed and readable, but neither found here nor refused with a reason.
        MISSING,
        /// In the library, and not in the listing.
        EXTRA,
        /// The library has other bytes, another name or another folder than is listed.
        STALE,
        /// Found by others here than may see it by the drive or the source's setting.
        ACCESS
    }

    public record Item(String id, String path) {}

    /// @param source its name
    /// @param trouble why the drive could not be listed; then nothing is told of its items
    public record Compared(
            String source, @Nullable Reason trouble, Map<Difference, List<Item>> items) {
        public Compared {
            items = Map.copyOf(items);
        }

        public boolean agrees() {
            return trouble == null && items.isEmpty();
        }
    }

    /// Every drive that is followed now.
    public List<Compared> compareAll() {
        return drives.all().stream().map(this::compare).toList();
    }

    private Compared compare(FollowedDrive drive) {
        try {
            return new Compared(drive.name(), null, differences(drive));
        } catch (DriveTrouble e) {
            log.atWarn()
                    .addKeyValue("trouble", e.kind())
                    .addKeyValue("about", e.about())
                    .log("A drive could not be listed for the comparison");
            return new Compared(drive.name(), e.reason(), Map.of());
        }
    }

    /// A full listing by the follower itself, which looks at every item again, is what mends; it
    /// does not see what only the ledger knows.
    public void mend(Compared compared) {
        if (compared.items().isEmpty() || drives.named(compared.source()).isEmpty()) {
            return;
        }
        SourceId source = ledger.source(compared.source());
        compared.items().getOrDefault(Difference.EXTRA, List.of()).stream()
                .map(Item::id)
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(some -> dropUnmirrored(source, some));
        ingest.listAgain(compared.source());
    }

    private void dropUnmirrored(SourceId source, List<String> items) {
        records.held(source, items)
                .forEach((item, held) -> {
                    Optional<Entry> entry = ledger.known(source, item).filter(file -> !file.gone());
                    if (held.mirrored() == null && entry.isPresent()) {
                        publication.hide(List.of(entry.get().id()));
                        ledger.gone(entry.get().id());
                    }
                });
    }

    private Map<Difference, List<Item>> differences(FollowedDrive drive) {
        List<DriveItem> roots = ListDrive.roots(drive);
        SourceId source = ledger.source(drive.name());
        if (!isFollowed(source)) {
            return Map.of();
        }
        Map<Corpus, String> cursors = mirror.cursors(source);
        Suspects suspects = new Suspects();
        ListDrive listing = new ListDrive(drive, page -> look(drive, source, page, suspects));
        listing.run(roots);
        lookForExtra(source, listing, suspects);
        if (suspects.isEmpty()) {
            return Map.of();
        }
        Suspects stay = lookAgain(drive, source, listing, suspects);
        Optional<News> news = news(drive, cursors);
        // other settings lead to a full listing, which is about to begin
        boolean same =
                drives.named(drive.name())
                        .filter(now -> now.rules().equals(drive.rules()))
                        .isPresent();
        if (news.isEmpty() || !same || !isFollowed(source)) {
            return Map.of();
        }
        return stay.without(source, listing, news.get());
    }

    /// Else the next run, or the one that is under way, looks at everything.
    private boolean isFollowed(SourceId source) {
        return mirror.sweep(source).filter(DriveMirror.Sweep::done).isPresent()
                && records.isAtRest(source);
    }

    private void look(
            FollowedDrive drive, SourceId source, List<DriveItem> page, Suspects suspects) {
        for (List<DriveItem> some : page.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
            Map<String, Held> held =
                    records.held(source, some.stream().map(DriveItem::id).toList());
            for (DriveItem item : some) {
                between(drive, item, held.get(item.id()))
                        .forEach(difference -> suspects.add(difference, item.handle()));
            }
        }
    }

    private void lookForExtra(SourceId source, ListDrive listing, Suspects suspects) {
        List<String> some = records.present(source, "", AT_ONCE);
        while (!some.isEmpty()) {
            List<String> extra = some.stream().filter(id -> !listing.hasSeen(id)).toList();
            records.held(source, extra)
                    .forEach((id, held) -> {
                        if (held.filed() != null && held.isSettled()) {
                            suspects.add(Difference.EXTRA, new Handle(id, null));
                        }
                    });
            some = records.present(source, some.getLast(), AT_ONCE);
        }
    }

    private Set<Difference> between(FollowedDrive drive, DriveItem item, @Nullable Held held) {
        if (held == null) {
            return EnumSet.of(Difference.MISSING);
        }
        if (!held.isSettled()) {
            return EnumSet.noneOf(Difference.class);
        }
        Filed filed = held.filed();
        if (filed == null) {
            return EnumSet.of(Difference.MISSING);
        }
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        boolean refused = filed.state() == State.SKIPPED || filed.state() == State.FAILED;
        if (!refused && !(filed.state() == State.PUBLISHED && filed.visible())) {
            differences.add(Difference.MISSING);
        } else if (isStale(item, held.mirrored())
                || (!refused && !filed.content().equals(item.content()))) {
            differences.add(Difference.STALE);
        }
        if (filed.visible() && !isAboutToEnd(held.mirrored())) {
            Set<Principal> wanted = wanted(drive, item);
            if (wanted != null && !wanted.equals(filed.principals())) {
                differences.add(Difference.ACCESS);
            }
        }
        return differences;
    }

    private static boolean isStale(DriveItem item, @Nullable Mirrored mirrored) {
        if (mirrored == null || mirrored.lost()) {
            return true;
        }
        DriveItem known = mirrored.item();
        return !known.content().equals(item.content())
                // no database of ours takes NUL
                || !known.name().equals(item.name().replace('\0', '\uFFFD'))
                || !Objects.equals(known.parent(), item.parent());
    }

    /// A grant ended, and the next poll asks anew.
    private boolean isAboutToEnd(@Nullable Mirrored mirrored) {
        return mirrored != null
                && mirrored.until() != null
                && !mirrored.until().isAfter(clock.instant());
    }

    /// Absent where that cannot be known now.
    private @Nullable Set<Principal> wanted(FollowedDrive drive, DriveItem item) {
        return switch (drive.rules().visibility()) {
            case Visibility.Fixed(Set<Principal> principals) -> principals;
            case Visibility.Mirrored rule when item.grants() != null ->
                    WhoMaySee.of(item.grants(), rule, clock.instant()).principals();
            case Visibility.Mirrored rule when !item.maySeePermissions() -> rule.otherwise();
            case Visibility.Mirrored rule -> asked(drive, item, rule);
        };
    }

    private @Nullable Set<Principal> asked(
            FollowedDrive drive, DriveItem item, Visibility.Mirrored rule) {
        try {
            return switch (drive.permissions(item)) {
                case Grants.Known(Set<Grant> grants) ->
                        WhoMaySee.of(grants, rule, clock.instant()).principals();
                case Grants.NotAllowed() -> rule.otherwise();
            };
        } catch (FileGone e) {
            return null;
        }
    }

    /// Each by itself, the drive and the database as they are now.
    private Suspects lookAgain(
            FollowedDrive drive, SourceId source, ListDrive listing, Suspects suspects) {
        Suspects stay = new Suspects();
        suspects.byDifference.forEach((difference, items) -> {
            for (Suspect suspect : items.values()) {
                Handle handle = suspect.handle();
                Optional<DriveItem> item = drive.item(handle).filter(now -> !now.trashed());
                Held held = records.held(source, List.of(handle.id())).get(handle.id());
                boolean still =
                        difference == Difference.EXTRA
                                ? held != null
                                        && held.filed() != null
                                        && held.isSettled()
                                        // a listing may overlook what moves
                                        && !listing.hasFolder(
                                                item.map(DriveItem::parent).orElse(null))
                                : item.isPresent()
                                        && between(drive, item.get(), held).contains(difference);
                if (still) {
                    stay.keep(difference, told(handle, item, held, listing));
                }
            }
        });
        return stay;
    }

    private static Suspect told(
            Handle handle, Optional<DriveItem> item, @Nullable Held held, ListDrive listing) {
        Filed filed = held == null ? null : held.filed();
        String path = filed != null ? filed.path() : item.map(listing::path).orElse(handle.id());
        Mirrored mirrored = held == null ? null : held.mirrored();
        Set<String> above = new HashSet<>();
        item.map(DriveItem::parent).ifPresent(above::add);
        if (mirrored != null && mirrored.item().parent() != null) {
            above.add(mirrored.item().parent());
        }
        return new Suspect(handle, path, above);
    }

    /// What the logs tell since the mirror last read them; absent when they do not tell any more,
    /// or too much: a full listing follows then, or is best waited for.
    private static Optional<News> news(FollowedDrive drive, Map<Corpus, String> cursors) {
        Set<String> changed = new HashSet<>();
        boolean shortcut = false;
        for (Map.Entry<Corpus, String> begin : cursors.entrySet()) {
            String cursor = begin.getValue();
            boolean more = true;
            while (more) {
                ChangePage page;
                try {
                    page = drive.changes(begin.getKey(), cursor);
                } catch (DriveTrouble e) {
                    if (e.kind() == DriveTrouble.Kind.CURSOR_REFUSED) {
                        return Optional.empty();
                    }
                    throw e;
                }
                for (Change change : page.changes()) {
                    changed.add(change.id());
                    shortcut |= change.item() != null && change.item().kind() == Kind.SHORTCUT;
                }
                if (changed.size() > NEWS) {
                    return Optional.empty();
                }
                cursor = page.next();
                more = page.more();
            }
        }
        return Optional.of(new News(changed, shortcut));
    }

    /// @param shortcut whether one of them is a shortcut, so that anything may have come or gone
    private record News(Set<String> changed, boolean shortcut) {}

    /// @param above folders that it lies in by the drive or by the mirror
    private record Suspect(Handle handle, String path, Set<String> above) {}

    private final class Suspects {
        private final Map<Difference, Map<String, Suspect>> byDifference =
                new EnumMap<>(Difference.class);

        void add(Difference difference, Handle handle) {
            keep(difference, new Suspect(handle, "", Set.of()));
        }

        void keep(Difference difference, Suspect suspect) {
            Map<String, Suspect> some =
                    byDifference.computeIfAbsent(difference, _ -> new LinkedHashMap<>());
            if (some.size() < SUSPECTS) {
                some.putIfAbsent(suspect.handle().id(), suspect);
            }
        }

        boolean isEmpty() {
            return byDifference.isEmpty();
        }

        Map<Difference, List<Item>> without(SourceId source, ListDrive listing, News news) {
            Map<String, DriveItem> known = known(source, news.changed());
            boolean shortcut =
                    news.shortcut()
                            || known.values().stream()
                                    .anyMatch(item -> item.kind() == Kind.SHORTCUT);
            Map<String, String> parents = parents(source, news);
            Map<Difference, List<Item>> items = new EnumMap<>(Difference.class);
            byDifference.forEach((difference, some) -> {
                boolean reach = difference == Difference.EXTRA || difference == Difference.MISSING;
                List<Item> left =
                        some.values().stream()
                                .filter(suspect -> !(reach && shortcut))
                                .filter(suspect -> !isNews(suspect, listing, parents, news))
                                .map(suspect -> new Item(suspect.handle().id(), suspect.path()))
                                .toList();
                if (!left.isEmpty()) {
                    items.put(difference, left);
                }
            });
            return items;
        }

        private boolean isNews(
                Suspect suspect, ListDrive listing, Map<String, String> parents, News news) {
            Set<String> way = new HashSet<>();
            for (String folder : suspect.above()) {
                listing.addWay(folder, way);
                String at = parents.get(folder);
                for (int depth = 0; at != null && depth < DEEPEST; depth++) {
                    way.add(at);
                    at = parents.get(at);
                }
            }
            way.add(suspect.handle().id());
            return way.stream().anyMatch(news.changed()::contains);
        }

        private Map<String, DriveItem> known(SourceId source, Collection<String> ids) {
            Map<String, DriveItem> known = new HashMap<>();
            ids.stream()
                    .gather(Gatherers.windowFixed(AT_ONCE))
                    .forEach(some ->
                            records.held(source, some)
                                    .forEach((id, held) -> {
                                        if (held.mirrored() != null) {
                                            known.put(id, held.mirrored().item());
                                        }
                                    }));
            return known;
        }

        /// Of the folders above the suspects, as the mirror knows them.
        private Map<String, String> parents(SourceId source, News news) {
            Map<String, String> parents = new HashMap<>();
            Set<String> open = new HashSet<>();
            if (!news.changed().isEmpty()) {
                byDifference
                        .values()
                        .forEach(some ->
                                some.values().forEach(suspect -> open.addAll(suspect.above())));
            }
            while (!open.isEmpty()) {
                Map<String, DriveItem> known = known(source, List.copyOf(open));
                open.clear();
                known.forEach((id, item) -> {
                    String parent = item.parent();
                    if (parent != null && parents.putIfAbsent(id, parent) == null) {
                        open.add(parent);
                    }
                });
                open.removeAll(parents.keySet());
            }
            return parents;
        }
    }
}
