package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.document.DocumentsContract;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DriveMirror.Batch;
import researchpaas.ingest.DriveMirror.Changed;
import researchpaas.ingest.DriveMirror.Seen;
import researchpaas.ingest.DrivePlaces.Way;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Handle;

/// What a [DriveMirror], its [DrivePlaces] and its [DriveBacklog] promise together, on one
/// database. Each test starts with an empty one.
public interface DriveMirrorContract {
    Corpus OWN = new Corpus(null);
    Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    String READER = "reader-1";
    int MANY = 100;

    DriveMirror mirror();

    DrivePlaces places();

    DriveBacklog backlog();

    Ledger ledger();

    DocumentsContract.Library library();

    // listing

    @Test
    default void listsEveryFolderOnceAndGoesOnWhereItWas() {
        begin("root");
        Batch first = next();
        assertThat(first.folders()).extracting(Handle::id).containsExactly("root");
        assertThat(first.pageToken()).isNull();

        mirror().addListed(source(), first, List.of(folder("papers", "root")), "page two");

        Batch again = next();
        assertThat(again.folders()).extracting(Handle::id).containsExactly("root");
        assertThat(again.pageToken()).isEqualTo("page two");

        mirror().addListed(source(), again, List.of(file("a", "papers")), null);
        settlePlaces();

        assertThat(next().folders()).extracting(Handle::id).containsExactly("papers");
        list("papers");
        assertThat(mirror().nextBatch(source(), MANY)).isEmpty();
    }

    @Test
    default void aPageTokenThatIsTooOldBeginsTheFoldersAgain() {
        begin("root");
        mirror().addListed(source(), next(), List.of(file("a", "root")), "page two");

        mirror().listAgain(source(), next());

        assertThat(next().folders()).extracting(Handle::id).containsExactly("root");
        assertThat(next().pageToken()).isNull();
    }

    @Test
    default void aBatchIsOfOneLogAndNoLargerThanAsked() {
        begin("root");
        list("root", folder("a", "root"), folder("b", "root"), folder("c", "root"));

        assertThat(mirror().nextBatch(source(), 2).orElseThrow().folders()).hasSize(2);
    }

    @Test
    default void whatAFullListingDoesNotSeeIsLost() {
        library("root", file("a", "root"), file("b", "root"));

        begin("root");
        list("root", file("b", "root"));
        mirror().endSweep(source());

        assertThat(unsettled()).containsEntry("a", true).doesNotContainEntry("b", true);
    }

    @Test
    default void aFullListingLooksAtEachItemAnew() {
        library("root", file("a", "root"));

        begin("root");
        list("root", file("a", "root"));

        assertThat(unsettled()).containsOnlyKeys("a");
        assertThat(row("a").audience()).as("to be asked for again").isNull();
    }

    @Test
    default void aListingIsNumberedAndRemembersItsRules() {
        begin("root");
        assertThat(mirror().sweep(source()).orElseThrow())
                .isEqualTo(new DriveMirror.Sweep(1, false, NOW, "rules"));
        list("root");
        mirror().endSweep(source());
        assertThat(mirror().sweep(source()).orElseThrow().done()).isTrue();

        mirror().distrust(source());

        assertThat(mirror().sweep(source()).orElseThrow().rules()).isNotEqualTo("rules");
        begin("root");
        assertThat(mirror().sweep(source()).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    default void aFolderThatIsNoLongerFollowedLiesNowhere() {
        library("root", file("a", "root"));

        mirror().beginSweep(source(), "other rules", List.of(folder("other", null)), logs(), NOW);
        settlePlaces();
        list("other");
        mirror().endSweep(source());
        settlePlaces();

        assertThat(row("a").lost()).isTrue();
    }

    // the log of changes

    @Test
    default void thePlaceInTheLogStandsWithTheChangesBeforeIt() {
        library("root", file("a", "root"));

        changes("cursor 2", file("a", "root", "a new name", 2));

        assertThat(mirror().cursors(source())).containsEntry(OWN, "cursor 2");
        assertThat(row("a").item().name()).isEqualTo("a new name");
    }

    @Test
    default void aListingThatRepeatsUnsettlesNothingAndTheLogAlways() {
        library("root", folder("papers", "root"), file("a", "papers"));

        Batch papers = new Batch(OWN, List.of(new Handle("papers", null)), null);
        mirror().addListed(source(), papers, List.of(file("a", "papers")), null);
        assertThat(unsettled()).isEmpty();

        changes("cursor 2", file("a", "papers"));
        assertThat(unsettled()).as("who sees it may have changed").containsOnlyKeys("a");
    }

    @Test
    default void whatLiesElsewhereIsNoneOfOurs() {
        library("root", file("a", "root"));
        Seen foreign = file("foreign", "somewhere");

        assertThat(mirror().concerns(source(), List.of(change(foreign)))).isFalse();
        changes("cursor 2", foreign);

        assertThat(unsettled()).isEmpty();
        assertThat(mirror().concerns(source(), List.of(change(file("a", "root"))))).isTrue();
        assertThat(mirror().concerns(source(), List.of(new Change("a", null)))).isTrue();
        assertThat(mirror().concerns(source(), List.of(change(file("new", "root"))))).isTrue();
    }

    @Test
    default void whatIsRemovedIsLostAndComesBackWithItsNextChange() {
        library("root", file("a", "root"));

        mirror().addChanges(source(), OWN, List.of(new Changed("a", null)), "cursor 2");
        assertThat(row("a").lost()).isTrue();

        changes("cursor 3", file("a", "root", "a", 3));
        assertThat(row("a").lost()).isFalse();
    }

    @Test
    default void whatASharedDriveHeldIsLostWhenTheAccountLeavesIt() {
        Corpus team = new Corpus("team");
        begin("root");
        mirror().follow(source(), team, "team 1");
        mirror().follow(source(), team, "team 2");
        list("root", inDrive("x", "root", "team"), file("a", "root"));
        assertThat(mirror().cursors(source()))
                .as("goes on where it is")
                .containsEntry(team, "team 1");

        mirror().leave(source(), team);

        assertThat(mirror().cursors(source())).containsOnlyKeys(OWN);
        assertThat(unsettled()).containsEntry("x", true).containsEntry("a", false);
    }

    @Test
    default void nothingIsLeftOfASourceThatIsForgotten() {
        library("root", file("a", "root"));

        mirror().forget(source());

        assertThat(mirror().sweep(source())).isEmpty();
        assertThat(mirror().cursors(source())).isEmpty();
        assertThat(backlog().amount(source()).files()).isZero();
    }

    @Test
    default void oneSourceKnowsNothingOfAnother() {
        library("root", file("a", "root"));
        SourceId other = ledger().source("drive:other");

        assertThat(mirror().sweep(other)).isEmpty();
        assertThat(backlog().files(other, "", MANY)).isEmpty();
        assertThat(mirror().concerns(other, List.of(change(file("a", "root"))))).isFalse();
    }

    // where things lie

    @Test
    default void aFileIsFoundOnTheWayOfItsFolders() {
        library("root", folder("papers", "root"), file("a", "papers"));

        changes("cursor 2", file("a", "papers", "a", 2));

        assertThat(row("a").way())
                .isEqualTo(new Way(List.of("root", "papers", "a"), List.of("root", "papers", "a")));
    }

    @Test
    default void aRenamedFolderUnsettlesWhatLiesInIt() {
        library("root", folder("papers", "root"), file("a", "papers"), file("b", "root"));

        changes("cursor 2", seen(Kind.FOLDER, "papers", "root", "articles", 2, null, null));
        settlePlaces();

        assertThat(unsettled()).containsOnlyKeys("a");
        assertThat(row("a").way().names()).containsExactly("root", "articles", "a");
    }

    @Test
    default void aSlashInANameIsNoFolder() {
        library("root", folder("papers", "root"), file("a", "papers"));

        changes("cursor 2", seen(Kind.FILE, "a", "papers", "in/out.txt", 2, null, null));

        assertThat(row("a").way().names()).hasSize(3);
    }

    @Test
    default void whatLayInAFolderThatIsGoneLiesNowhere() {
        library("root", folder("papers", "root"), file("a", "papers"));

        mirror().addChanges(source(), OWN, List.of(new Changed("papers", null)), "cursor 2");
        settlePlaces();

        assertThat(row("a").way()).isNull();
    }

    @Test
    default void aShortcutsTargetIsAskedForAndThenLiesWhereTheShortcutDoes() {
        begin("root");
        list("root", shortcut("s", "root", "t"));
        assertThat(places().unknownTargets(source())).extracting(Handle::id).containsExactly("t");

        mirror().addTarget(source(), file("t", "elsewhere"));
        settlePlaces();

        assertThat(places().unknownTargets(source())).isEmpty();
        assertThat(row("t").way().names()).containsExactly("root", "t");
    }

    @Test
    default void foldersThatLieInEachOtherByShortcutsComeToAnEnd() {
        begin("root");
        list("root", folder("a", "root"), folder("b", "root"));
        list("a", "b", shortcut("to b", "a", "b"), shortcut("to a", "b", "a"), file("f", "b"));
        settlePlaces();

        assertThat(row("f").way().names()).containsExactly("root", "b", "f");
    }

    // the backlog

    @Test
    default void isWorkedOffSomeAtATimeInTheOrderOfIds() {
        begin("root");
        list("root", file("c", "root"), file("a", "root"), file("b", "root"));

        assertThat(backlog().files(source(), "", 2))
                .extracting(row -> row.item().id())
                .containsExactly("a", "b");
        assertThat(backlog().files(source(), "b", 2))
                .extracting(row -> row.item().id())
                .containsExactly("c");
        assertThat(backlog().amount(source())).isEqualTo(new DriveBacklog.Amount(3, 126, 3, 126));

        backlog().settled(source(), "a");
        assertThat(unsettled()).containsOnlyKeys("b", "c");
        backlog().drop(source(), "b");
        assertThat(backlog().amount(source())).isEqualTo(new DriveBacklog.Amount(2, 84, 1, 42));
    }

    @Test
    default void whatNobodyCanFindYetDoesNotHoldUpWhatSomebodyCan() {
        begin("root");
        list("root", file("a", "root"), file("b", "root"));

        assertThat(backlog().visible(source(), "", MANY)).isEmpty();
    }

    @Test
    default void aFoldersChangeOfAccessAsksForAllThatLiesInIt() {
        library("root", folder("papers", "root"), file("a", "papers"), file("b", "root"));
        assertThat(backlog().folderSettled(source(), "papers", seenBy("role:student")))
                .as("it is known already")
                .isFalse();
        assertThat(unsettled()).isEmpty();

        assertThat(backlog().folderSettled(source(), "papers", seenBy("role:faculty"))).isTrue();

        assertThat(unsettled()).containsOnlyKeys("a");
        assertThat(row("a").audience()).isNull();
    }

    @Test
    default void whatWasHeardOfAFileIsKept() {
        begin("root");
        list("root", file("a", "root"));
        Audience heard = seenBy("role:student");

        backlog().heard(source(), "a", heard);

        assertThat(row("a").audience()).isEqualTo(heard);
        Audience untold = new Audience(false, heard.accessSet(), null);
        backlog().heard(source(), "a", untold);
        assertThat(row("a").audience()).isEqualTo(untold);
    }

    @Test
    default void timeBringsBackWhatWasGrantedForATime() {
        library("root", file("a", "root"), file("b", "root"));
        Instant end = NOW.plus(Duration.ofDays(7));
        backlog().heard(source(), "a", new Audience(true, set("role:student"), end));

        assertThat(backlog().hasWork(source(), end.minusMillis(1), READER)).isFalse();
        backlog().remember(source(), end.minusMillis(1), READER);
        assertThat(unsettled()).isEmpty();

        assertThat(backlog().hasWork(source(), end, READER)).isTrue();
        backlog().remember(source(), end, READER);
        assertThat(unsettled()).containsOnlyKeys("a");
        assertThat(row("a").audience()).as("is asked for again").isNull();
    }

    // a small drive

    private void library(String root, Seen... items) {
        begin(root);
        settlePlaces();
        for (Optional<Batch> batch = mirror().nextBatch(source(), 1);
                batch.isPresent();
                batch = mirror().nextBatch(source(), 1)) {
            String folder = batch.get().folders().getFirst().id();
            List<Seen> inside =
                    Arrays.stream(items)
                            .filter(seen -> folder.equals(seen.item().parent()))
                            .toList();
            mirror().addListed(source(), batch.get(), inside, null);
            settlePlaces();
        }
        mirror().endSweep(source());
        settleAll();
    }

    private void begin(String root) {
        mirror().beginSweep(source(), "rules", List.of(folder(root, null)), logs(), NOW);
        settlePlaces();
    }

    private static Map<Corpus, String> logs() {
        return Map.of(OWN, "cursor 1");
    }

    private Batch next() {
        return mirror().nextBatch(source(), MANY).orElseThrow();
    }

    private void list(String folder, Seen... items) {
        Batch batch = next();
        assertThat(batch.folders()).extracting(Handle::id).contains(folder);
        mirror().addListed(source(), batch, List.of(items), null);
        settlePlaces();
    }

    private void list(String folder, String other, Seen... items) {
        assertThat(next().folders()).extracting(Handle::id).containsExactly(folder, other);
        list(folder, items);
    }

    private void changes(String cursor, Seen... items) {
        List<Changed> page =
                Arrays.stream(items).map(seen -> new Changed(seen.item().id(), seen)).toList();
        mirror().addChanges(source(), OWN, page, cursor);
    }

    private static Change change(Seen seen) {
        return new Change(seen.item().id(), seen.item());
    }

    /// As [ReadDrive] does after each page.
    private void settlePlaces() {
        boolean changed = true;
        while (changed) {
            places().place(source());
            changed = places().reach(source(), ReachMounts.of(places().graph(source())));
        }
        places().place(source());
    }

    private void settleAll() {
        for (DriveBacklog.Row row : backlog().folders(source(), MANY)) {
            backlog().folderSettled(source(), row.item().id(), seenBy("role:student"));
        }
        for (DriveBacklog.Row row : backlog().files(source(), "", MANY)) {
            backlog().heard(source(), row.item().id(), seenBy("role:student"));
            backlog().settled(source(), row.item().id());
        }
    }

    /// Ids of files, and whether each is lost.
    private Map<String, Boolean> unsettled() {
        return backlog().files(source(), "", MANY).stream()
                .collect(Collectors.toMap(row -> row.item().id(), DriveBacklog.Row::lost));
    }

    private DriveBacklog.Row row(String id) {
        return backlog().files(source(), "", MANY).stream()
                .filter(row -> row.item().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private SourceId source() {
        return ledger().source("drive:test");
    }

    private long set(String principal) {
        return library().access().idOf(Set.of(new Principal(principal)));
    }

    private Audience seenBy(String principal) {
        return new Audience(true, set(principal), null);
    }

    private static Seen folder(String id, @Nullable String parent) {
        return seen(Kind.FOLDER, id, parent, id, 1, null, null);
    }

    private static Seen file(String id, String parent) {
        return file(id, parent, id, 1);
    }

    private static Seen file(String id, String parent, String name, long version) {
        return seen(Kind.FILE, id, parent, name, version, null, null);
    }

    private static Seen inDrive(String id, String parent, String drive) {
        return seen(Kind.FILE, id, parent, id, 1, drive, null);
    }

    private static Seen shortcut(String id, String parent, String target) {
        return seen(Kind.SHORTCUT, id, parent, id, 1, null, new Handle(target, null));
    }

    private static Seen seen(
            Kind kind,
            String id,
            @Nullable String parent,
            String name,
            long version,
            @Nullable String drive,
            @Nullable Handle target) {
        return new Seen(
                new DriveItem(
                        id,
                        name,
                        parent,
                        kind,
                        "text/plain",
                        kind == Kind.FILE ? 42 : 0,
                        kind == Kind.FILE ? "%064x".formatted(Objects.hash(id)) : null,
                        null,
                        version,
                        NOW,
                        false,
                        null,
                        target,
                        null,
                        drive,
                        true,
                        null,
                        true,
                        null),
                null);
    }
}
