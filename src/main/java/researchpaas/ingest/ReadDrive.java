package researchpaas.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DriveMirror.Batch;
import researchpaas.ingest.DriveMirror.Changed;
import researchpaas.ingest.DriveMirror.Seen;
import researchpaas.ingest.DriveMirror.Sweep;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.ChangePage;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Grants;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.ItemPage;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;

/// Brings the mirror of a drive up to date: once by listing everything, from then on by the log of
/// changes. A folder that comes in from elsewhere is listed, since what lies in it stands in no
/// log. Every page is written down with the place where to go on, so that a kill costs one page.
@Component
class ReadDrive {
    /// Whatever the log did not tell, a full listing finds.
    private static final Duration SWEEP_EVERY = Duration.ofDays(1);

    private final DriveMirror mirror;
    private final DrivePlaces places;
    private final DriveBacklog backlog;
    private final Access access;
    private final Jobs jobs;
    private final Clock clock;

    ReadDrive(
            DriveMirror mirror,
            DrivePlaces places,
            DriveBacklog backlog,
            Access access,
            Jobs jobs,
            Clock clock) {
        this.mirror = mirror;
        this.places = places;
        this.backlog = backlog;
        this.access = access;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// @return the roots that cannot be seen, in their order
    List<String> run(DriveRun run) {
        begin(run);
        do {
            arrange(run);
            list(run);
            readChanges(run);
            arrange(run);
            lookAtTargets(run);
        } while (mirror.nextBatch(run.source(), 1).isPresent());
        if (!sweep(run).done()) {
            mirror.endSweep(run.source());
            arrange(run);
        }
        return missing(run.drive(), run.source());
    }

    void distrust(SourceId source) {
        mirror.distrust(source);
    }

    private Sweep sweep(DriveRun run) {
        return mirror.sweep(run.source()).orElseThrow();
    }

    private void begin(DriveRun run) {
        Optional<Sweep> last = mirror.sweep(run.source());
        List<String> missing = missing(run.drive(), run.source());
        boolean found =
                last.isPresent()
                        && missing.stream().anyMatch(root -> root(run.drive(), root).isPresent());
        if (last.isEmpty() || isOld(last.get(), run.drive().rules()) || found) {
            beginSweep(run, Set.of());
        }
    }

    private boolean isOld(Sweep last, Rules rules) {
        return !last.rules().equals(text(rules))
                || (last.done() && !last.startedAt().plus(SWEEP_EVERY).isAfter(clock.instant()));
    }

    /// What the rows follow from, so that other settings are seen.
    private static String text(Rules rules) {
        String visibility =
                switch (rules.visibility()) {
                    case Visibility.Mirrored(Set<Principal> otherwise, boolean linkShares) ->
                            "mirrored " + linkShares + " " + sorted(otherwise);
                    case Visibility.Fixed(Set<Principal> principals) ->
                            "fixed " + sorted(principals);
                };
        return String.join(" ", new TreeSet<>(rules.roots())) + " | " + visibility;
    }

    private static String sorted(Set<Principal> principals) {
        return principals.stream().map(Principal::value).sorted().collect(Collectors.joining(" "));
    }

    private List<String> missing(FollowedDrive drive, SourceId source) {
        Set<String> known = places.graph(source).roots().keySet();
        return drive.rules().roots().stream().filter(root -> !known.contains(root)).toList();
    }

    private static Optional<DriveItem> root(FollowedDrive drive, String id) {
        return drive.item(new Handle(id, null))
                .filter(item -> !item.trashed() && item.kind() == Kind.FOLDER);
    }

    /// The logs are entered before anything is looked at, so that what changes meanwhile stands in
    /// them.
    ///
    /// @param refused logs whose cursors are worth nothing
    private void beginSweep(DriveRun run, Set<Corpus> refused) {
        FollowedDrive drive = run.drive();
        Map<Corpus, String> kept = mirror.cursors(run.source());
        Set<Corpus> logs = new HashSet<>(refused);
        for (String root : drive.rules().roots()) {
            root(drive, root).ifPresent(item -> logs.add(new Corpus(item.driveId())));
        }
        Map<Corpus, String> cursors = new HashMap<>();
        for (Corpus log : logs) {
            if (refused.contains(log) || !kept.containsKey(log)) {
                cursors.put(log, drive.startCursor(log));
            }
        }
        List<Seen> roots = new ArrayList<>();
        for (String root : drive.rules().roots()) {
            root(drive, root).ifPresent(item -> roots.add(seen(drive, item)));
        }
        mirror.beginSweep(run.source(), text(drive.rules()), roots, cursors, clock.instant());
    }

    private void list(DriveRun run) {
        Optional<Batch> next = mirror.nextBatch(run.source(), FollowedDrive.FOLDERS_AT_ONCE);
        Instant told = Instant.EPOCH;
        while (next.isPresent()) {
            run.goOn().check();
            list(run, next.get());
            if (told.plus(ScanProgress.BEAT).isBefore(clock.instant())) {
                tellAmount(run);
                told = clock.instant();
            }
            next = nextToList(run);
        }
        tellAmount(run);
    }

    /// Level by level: new folders have no place before they are arranged, and no listing without
    /// one.
    private Optional<Batch> nextToList(DriveRun run) {
        Optional<Batch> next = mirror.nextBatch(run.source(), FollowedDrive.FOLDERS_AT_ONCE);
        if (next.isPresent()) {
            return next;
        }
        arrange(run);
        return mirror.nextBatch(run.source(), FollowedDrive.FOLDERS_AT_ONCE);
    }

    private void list(DriveRun run, Batch batch) {
        ItemPage page;
        try {
            page = run.drive().children(batch.corpus(), batch.folders(), batch.pageToken());
        } catch (DriveTrouble e) {
            if (e.kind() == DriveTrouble.Kind.CURSOR_REFUSED && batch.pageToken() != null) {
                mirror.listAgain(run.source(), batch);
            } else if (isDriveGone(batch.corpus(), e)) {
                mirror.listAgain(run.source(), batch);
                mirror.leave(run.source(), batch.corpus());
            } else {
                throw e;
            }
            return;
        }
        mirror.addListed(
                run.source(),
                batch,
                page.items().stream()
                        .filter(item -> !item.trashed())
                        .map(item -> seen(run.drive(), item))
                        .toList(),
                page.next());
    }

    private static boolean isDriveGone(Corpus corpus, DriveTrouble trouble) {
        return corpus.driveId() != null && trouble.kind() == DriveTrouble.Kind.ROOT_NOT_SHARED;
    }

    private void tellAmount(DriveRun run) {
        DriveBacklog.Amount amount = backlog.amount(run.source());
        jobs.planned(run.job(), amount.files(), amount.bytes());
    }

    private void readChanges(DriveRun run) {
        Set<Corpus> refused = new HashSet<>();
        for (Map.Entry<Corpus, String> log : mirror.cursors(run.source()).entrySet()) {
            if (!readLog(run, log.getKey(), log.getValue())) {
                refused.add(log.getKey());
            }
        }
        if (!refused.isEmpty()) {
            beginSweep(run, refused);
        }
    }

    /// @return false when the drive refuses the cursor
    private boolean readLog(DriveRun run, Corpus corpus, String from) {
        String cursor = from;
        boolean more = true;
        while (more) {
            run.goOn().check();
            ChangePage page;
            try {
                page = run.drive().changes(corpus, cursor);
            } catch (DriveTrouble e) {
                if (e.kind() == DriveTrouble.Kind.CURSOR_REFUSED) {
                    return false;
                }
                if (isDriveGone(corpus, e)) {
                    mirror.leave(run.source(), corpus);
                    return true;
                }
                throw e;
            }
            if (!page.changes().isEmpty() || page.more()) {
                add(run.drive(), run.source(), corpus, page);
            }
            cursor = page.next();
            more = page.more();
        }
        return true;
    }

    private void add(FollowedDrive drive, SourceId source, Corpus corpus, ChangePage page) {
        List<Changed> changes = new ArrayList<>();
        for (Change change : page.changes()) {
            DriveItem item = change.item();
            changes.add(
                    new Changed(
                            change.id(),
                            item == null || item.trashed() ? null : seen(drive, item)));
        }
        mirror.addChanges(source, corpus, changes, page.next());
    }

    /// Finds every folder's place, and the shortcuts that lead out of what is known.
    private void arrange(DriveRun run) {
        Set<String> asked = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            places.place(run.source());
            places.reach(run.source(), ReachMounts.of(places.graph(run.source())));
            for (Handle target : places.unknownTargets(run.source())) {
                if (asked.add(target.id())) {
                    run.goOn().check();
                    more |= addTarget(run, target);
                }
            }
        }
    }

    /// @return whether it is there
    private boolean addTarget(DriveRun run, Handle handle) {
        Optional<DriveItem> target = target(run, handle);
        if (target.isEmpty()) {
            return false;
        }
        Corpus corpus = new Corpus(target.get().driveId());
        if (!mirror.cursors(run.source()).containsKey(corpus)) {
            mirror.follow(run.source(), corpus, run.drive().startCursor(corpus));
            // it may have changed before its log was entered
            target = target(run, handle);
        }
        target.ifPresent(item -> mirror.addTarget(run.source(), seen(run.drive(), item)));
        return target.isPresent();
    }

    private static Optional<DriveItem> target(DriveRun run, Handle handle) {
        return run.drive()
                .item(handle)
                .filter(item -> !item.trashed() && item.kind() != Kind.SHORTCUT)
                // else nothing below it could be asked for
                .map(item -> item.resourceKey() == null ? item.with(handle) : item);
    }

    /// What shortcuts lead to is in nobody's listing.
    private void lookAtTargets(DriveRun run) {
        List<Handle> targets = mirror.unseenTargets(run.source());
        for (Handle target : targets) {
            run.goOn().check();
            if (!addTarget(run, target)) {
                mirror.gone(run.source(), target.id());
            }
        }
        if (!targets.isEmpty()) {
            arrange(run);
        }
    }

    private Seen seen(FollowedDrive drive, DriveItem item) {
        return new Seen(item, toldWith(drive, item));
    }

    /// Absent where the drive is to be asked.
    private @Nullable Audience toldWith(FollowedDrive drive, DriveItem item) {
        return switch (drive.rules().visibility()) {
            case Visibility.Fixed(Set<Principal> principals) ->
                    new Audience(true, access.idOf(principals), null);
            case Visibility.Mirrored mirrored when item.grants() != null ->
                    audience(mirrored, item.grants());
            case Visibility.Mirrored mirrored when !item.maySeePermissions() ->
                    new Audience(false, access.idOf(mirrored.otherwise()), null);
            case Visibility.Mirrored _ -> null;
        };
    }

    private Audience audience(Visibility.Mirrored rule, Set<Grant> grants) {
        WhoMaySee who = WhoMaySee.of(grants, rule, clock.instant());
        return new Audience(true, access.idOf(who.principals()), who.until());
    }

    /// Who may see an item, asked of the drive. An item of which the drive did not tell may have
    /// come to where it does, with a folder above it: no log says so, so it is looked at again.
    Audience ask(FollowedDrive drive, DriveItem known) {
        if (!(drive.rules().visibility() instanceof Visibility.Mirrored rule)) {
            return Objects.requireNonNull(toldWith(drive, known));
        }
        DriveItem item =
                known.maySeePermissions() ? known : drive.item(known.handle()).orElse(null);
        if (item == null) {
            return nobody();
        }
        Audience told = toldWith(drive, item);
        if (told != null) {
            return told;
        }
        try {
            return switch (drive.permissions(item)) {
                case Grants.Known(Set<Grant> grants) -> audience(rule, grants);
                case Grants.NotAllowed() ->
                        new Audience(false, access.idOf(rule.otherwise()), null);
            };
        } catch (FileGone e) {
            return nobody();
        }
    }

    /// The log will tell where it went; until then nobody sees it.
    private Audience nobody() {
        return new Audience(false, access.idOf(Set.of()), null);
    }

    /// Asks each log once whether there is anything to do, and writes nothing when there is not.
    ///
    /// @throws DriveTrouble as a run would
    boolean hasNews(FollowedDrive drive, SourceId source, String readerVersion) {
        Optional<Sweep> last = mirror.sweep(source);
        if (last.isEmpty()
                || !last.get().done()
                || isOld(last.get(), drive.rules())
                || backlog.hasWork(source, clock.instant(), readerVersion)) {
            return true;
        }
        for (Map.Entry<Corpus, String> log : mirror.cursors(source).entrySet()) {
            if (hasNews(drive, source, log.getKey(), log.getValue())) {
                return true;
            }
        }
        for (String root : missing(drive, source)) {
            if (root(drive, root).isPresent()) {
                return true;
            }
            throw new DriveTrouble(DriveTrouble.Kind.ROOT_NOT_SHARED, root, null, null);
        }
        return false;
    }

    /// What happens elsewhere on the drive is none of ours: the cursor goes on without a job.
    private boolean hasNews(FollowedDrive drive, SourceId source, Corpus corpus, String from) {
        String cursor = from;
        boolean more = true;
        while (more) {
            ChangePage page;
            try {
                page = drive.changes(corpus, cursor);
            } catch (DriveTrouble e) {
                if (e.kind() == DriveTrouble.Kind.CURSOR_REFUSED) {
                    return true;
                }
                throw e;
            }
            if (mirror.concerns(source, page.changes())) {
                return true;
            }
            if (!page.changes().isEmpty()) {
                add(drive, source, corpus, page);
            }
            cursor = page.next();
            more = page.more();
        }
        return false;
    }
}
