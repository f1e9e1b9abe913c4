package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.CompareDrive.Difference;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.FollowedDrive.Rules;
import researchpaas.ingest.FollowedDrive.Visibility;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.googledrive.DriveWorld;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldPermission;

/// A drive and a library that follows it, on every database. Each test has a drive of its own; the
/// library goes on from test to test, as one with several sources does.
abstract class FollowsADriveContract {
    private static final String OWNER = "head@university.ac.jp";
    private static int tests;

    private final FakeDrive fake = new FakeDrive();
    private final DriveWorld world = fake.world();
    private final GoogleDrives drives = new GoogleDrives(fake);
    private final String name = "drive:" + ++tests;
    private final String root = shared("Library");
    private FollowedDrive drive = drive(root);

    abstract DriveLibrary library();

    private String shared(String folder) {
        String id = world.folder(world.myDrive(OWNER), folder);
        world.share(id, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        return id;
    }

    private FollowedDrive drive(String... roots) {
        return drive(new Visibility.Mirrored(Set.of(), false), roots);
    }

    private FollowedDrive drive(Visibility visibility, String... roots) {
        return drives.accounts()
                .open(
                        name,
                        new Login.ServiceAccount(),
                        new Rules(List.of(roots), visibility, Duration.ofSeconds(60), 1 << 20));
    }

    @BeforeEach
    void forgetTheOthers() {
        library()
                .sql()
                .sql("update published_files set hidden_at = 1 where hidden_at is null")
                .update();
        library().follow(drive);
    }

    @AfterEach
    void close() {
        drives.close();
        fake.close();
    }

    private Job run() {
        Job job = library().run().getFirst();
        assertThat(job.state()).isEqualTo(JobState.DONE);
        return job;
    }

    private int fetches() {
        return fake.faults().calls(Call.DOWNLOAD) + fake.faults().calls(Call.EXPORT);
    }

    private Set<String> paths() {
        return library().visible().keySet();
    }

    private String document(String path) {
        return library().document(path);
    }

    @Test
    void readsWhatLiesInTheFoldersAndMapsThemToCategories() {
        String papers = world.folder(root, "Papers");
        world.text(papers, "moths.txt", "Moths at night gather around lamps.");
        String rain = world.folder(world.folder(root, "datasets"), "rain");
        world.text(rain, "README.md", "Rain gauge readings of three gauges.");
        world.text(rain, "codebook.txt", "The column tip counts bucket tips.");
        world.text(root, "ポスター案.txt", "蛾の観察について。");

        Job job = run();

        assertThat(library().visible())
                .containsOnlyKeys(
                        "Library/Papers/moths.txt",
                        "Library/datasets/rain/README.md",
                        "Library/datasets/rain/codebook.txt",
                        "Library/ポスター案.txt");
        assertThat(document("Library/Papers/moths.txt")).startsWith("paper/");
        assertThat(document("Library/datasets/rain/README.md"))
                .startsWith("dataset/")
                .isEqualTo(document("Library/datasets/rain/codebook.txt"));
        assertThat(document("Library/ポスター案.txt")).startsWith("poster/");
        assertThat(job.planned()).isEqualTo(4);
        assertThat(job.done()).isEqualTo(4);
        assertThat(job.share()).isEqualTo(1);
    }

    @Test
    void asksOnceAndWritesNothingWhenNothingHappened() {
        world.text(root, "a.txt", "Alpha.");
        String department = world.sharedDrive("Department", OWNER);
        world.join(department, GoogleDrives.ACCOUNT, "reader");
        world.text(department, "b.txt", "Beta.");
        library().follow(drive(root, department));
        run();
        assertThat(paths()).containsExactlyInAnyOrder("Library/a.txt", "Department/b.txt");
        fake.faults().forgetCalls();
        String before = rows();

        assertThat(library().part(IngestLibrary.class).poll(name)).contains(Duration.ofSeconds(60));

        assertThat(fake.faults().calls(Call.CHANGES_LIST)).isEqualTo(2);
        assertThat(fake.faults().calls()).isEqualTo(2);
        assertThat(rows()).isEqualTo(before);

        run();
        assertThat(fake.faults().calls()).isEqualTo(4);
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        for (String table :
                List.of(
                        "files",
                        "drive_items",
                        "drive_logs",
                        "drive_mounts",
                        "drive_sweeps",
                        "jobs",
                        "documents",
                        "change_sequence")) {
            library()
                    .sql()
                    .sql("select * from " + table + " order by 1, 2")
                    .query()
                    .listOfRows()
                    .forEach(rows::append);
        }
        return rows.toString();
    }

    @Test
    void keepsADocumentThroughEditsRenamesAndMoves() {
        String papers = world.folder(root, "papers");
        String other = world.folder(root, "sub");
        String file = world.text(papers, "a.txt", "Otters hold hands.");
        run();
        String document = document("Library/papers/a.txt");
        int fetched = fetches();

        world.rename(file, "b.txt");
        run();
        assertThat(library().outcomes()).containsEntry("Library/papers/b.txt", Outcome.MOVED);
        assertThat(document("Library/papers/b.txt")).isEqualTo(document);

        world.move(file, other);
        run();
        assertThat(document("Library/sub/b.txt")).isEqualTo(document);

        world.rename(papers, "old papers");
        world.move(other, papers);
        run();
        assertThat(document("Library/old papers/sub/b.txt")).isEqualTo(document);
        assertThat(fetches()).as("the bytes are known").isEqualTo(fetched);

        world.edit(file, "Badgers dig setts.".getBytes(StandardCharsets.UTF_8));
        // a copy that keeps an old date is seen all the same
        world.date(file, Instant.parse("2001-01-01T00:00:00Z"));
        run();
        assertThat(document("Library/old papers/sub/b.txt")).isEqualTo(document);
        assertThat(fetches()).isEqualTo(fetched + 1);
        assertThat(library().texts()).containsExactly("Badgers dig setts.");
    }

    @Test
    void aDatasetStaysTheSameWhenItsFolderIsRenamed() {
        String rain = world.folder(world.folder(root, "datasets"), "rain");
        world.text(rain, "README.md", "Rain gauge readings.");
        run();
        String document = document("Library/datasets/rain/README.md");

        world.rename(rain, "snow");
        run();

        assertThat(document("Library/datasets/snow/README.md")).isEqualTo(document);
    }

    @Test
    void hidesWhatIsInTheBinAndBringsItBackUnread() {
        String papers = world.folder(root, "papers");
        String deep = world.folder(papers, "deep");
        String a = world.text(papers, "a.txt", "Alpha.");
        world.text(deep, "b.txt", "Beta.");
        run();
        String document = document("Library/papers/deep/b.txt");
        int fetched = fetches();

        world.trash(a);
        run();
        assertThat(paths()).containsExactly("Library/papers/deep/b.txt");
        world.restore(a);
        run();
        assertThat(paths())
                .containsExactlyInAnyOrder("Library/papers/a.txt", "Library/papers/deep/b.txt");

        world.trash(papers);
        run();
        assertThat(paths()).isEmpty();
        world.restore(papers);
        run();
        assertThat(paths())
                .containsExactlyInAnyOrder("Library/papers/a.txt", "Library/papers/deep/b.txt");
        assertThat(document("Library/papers/deep/b.txt")).isEqualTo(document);
        assertThat(fetches()).as("the text was kept").isEqualTo(fetched);

        world.delete(a);
        run();
        assertThat(paths()).containsExactly("Library/papers/deep/b.txt");
    }

    @Test
    void readsAFolderThatIsMovedInAndHidesOneThatIsMovedOut() {
        String outside = shared("Outside");
        String project = world.folder(outside, "project");
        world.text(world.folder(project, "notes"), "old.txt", "Old notes.");
        run();
        assertThat(paths()).isEmpty();

        world.move(project, root);
        run();
        assertThat(paths()).containsExactly("Library/project/notes/old.txt");
        String document = document("Library/project/notes/old.txt");

        world.move(project, outside);
        run();
        assertThat(paths()).isEmpty();

        world.move(project, root);
        run();
        assertThat(document("Library/project/notes/old.txt")).isEqualTo(document);
    }

    @Test
    void showsAFileToThosePeopleOnlyWhoSeeItOnTheDrive() {
        String papers = world.folder(root, "papers");
        String secret = world.text(papers, "secret.txt", "The unicorn budget.");
        world.share(secret, WorldPermission.user("mei@university.ac.jp", "reader"));
        world.share(papers, WorldPermission.group("lab@university.ac.jp"));
        world.text(papers, "open.txt", "The unicorn garden.");
        run();

        assertThat(library().found("unicorn", "user:mei@university.ac.jp"))
                .containsExactly("secret");
        assertThat(library().found("unicorn", "group:lab@university.ac.jp")).hasSize(2);
        assertThat(library().found("unicorn", "user:kei@university.ac.jp")).isEmpty();
        int fetched = fetches();

        world.unshare(secret, "mei@university.ac.jp");
        run();
        assertThat(library().found("unicorn", "user:mei@university.ac.jp")).isEmpty();

        // of a folder's change nothing stands in the log for what lies in it
        world.unshare(papers, "lab@university.ac.jp");
        world.share(papers, WorldPermission.domain("university.ac.jp", true));
        run();
        assertThat(library().found("unicorn", "group:lab@university.ac.jp")).isEmpty();
        assertThat(library().found("unicorn", "domain:university.ac.jp")).hasSize(2);
        assertThat(fetches()).as("who may see it is no reason to read it").isEqualTo(fetched);
    }

    @Test
    void grantsNothingThatIsNotSure() {
        world.share(world.text(root, "link.txt", "By link."), WorldPermission.anyone(false));
        world.share(
                world.text(root, "expired.txt", "Expired."),
                WorldPermission.user("mei@university.ac.jp", "reader")
                        .until(world.now().minus(Duration.ofDays(1))));
        world.share(
                world.text(root, "gone.txt", "Gone."),
                WorldPermission.user("old@university.ac.jp", "reader").ofDeletedAccount());
        run();

        assertThat(library().visible().values())
                .allSatisfy(who ->
                        assertThat(who)
                                .isEqualTo("user:" + OWNER + " user:" + GoogleDrives.ACCOUNT));
    }

    @Test
    void takesAGrantBackWhenItEnds() {
        String file = world.text(root, "a.txt", "For a week.");
        world.share(
                file,
                WorldPermission.user("mei@university.ac.jp", "reader")
                        .until(Instant.now().plus(Duration.ofHours(1))));
        run();
        assertThat(library().visible().get("Library/a.txt")).contains("mei@");

        library().pass(Duration.ofHours(2));
        world.advance(Duration.ofHours(2));
        library().part(IngestLibrary.class).poll(name);
        run();
        assertThat(library().visible().get("Library/a.txt")).doesNotContain("mei@");
    }

    @Test
    void asksTheSettingWhereTheDriveDoesNotTell() {
        String folder = world.folder(world.myDrive(OWNER), "Read only");
        world.share(folder, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));
        world.text(folder, "a.txt", "Alpha.");

        library().follow(drive(folder));
        run();
        assertThat(library().visible()).containsEntry("Read only/a.txt", "");

        library()
                .follow(
                        drive(
                                new Visibility.Mirrored(
                                        Set.of(new Principal("role:student")), false),
                                folder));
        run();
        assertThat(library().visible()).containsEntry("Read only/a.txt", "role:student");

        fake.faults().forgetCalls();
        library().follow(drive(new Visibility.Fixed(Set.of(Principal.ANYONE)), folder));
        run();
        assertThat(library().visible()).containsEntry("Read only/a.txt", "anyone");
        assertThat(fake.faults().calls(Call.PERMISSIONS_LIST)).isZero();
    }

    /// It used to stay with what the drive had not told where the file lay before, until the
    /// nightly listing.
    @Test
    void asksAgainWhereAFolderBroughtAFileToWhereTheDriveTells() {
        String shelf = world.folder(world.myDrive(OWNER), "Shelf");
        world.share(shelf, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));
        String box = world.folder(shelf, "box");
        world.text(box, "a.txt", "Alpha.");
        library().follow(drive(root, shelf));
        run();
        assertThat(library().visible()).containsEntry("Shelf/box/a.txt", "");

        world.move(box, root);
        run();

        assertThat(library().visible())
                .containsEntry(
                        "Library/box/a.txt", "user:" + OWNER + " user:" + GoogleDrives.ACCOUNT);
    }

    @Test
    void followsShortcutsAndNeverInACircle() {
        String outside = shared("Outside");
        String project = world.folder(outside, "project");
        String file = world.text(project, "notes.txt", "Notes.");
        String lone = world.text(outside, "lone.txt", "Lone.");
        String one = world.shortcut(root, "first way", project);
        String two = world.shortcut(world.folder(root, "sub"), "second way", project);
        world.shortcut(root, "to a file", lone);
        // circles: to where it lies, and between the two
        world.shortcut(project, "back", root);
        world.shortcut(project, "itself", project);
        world.shortcut(root, "inside", world.text(root, "in.txt", "Inside."));

        run();
        assertThat(paths()).hasSize(3).contains("Library/lone.txt", "Library/in.txt");
        String path =
                paths().stream().filter(p -> p.endsWith("notes.txt")).findFirst().orElseThrow();
        String document = document(path);

        world.delete(path.contains("first") ? one : two);
        run();
        assertThat(paths()).hasSize(3).doesNotContain(path);
        String other =
                paths().stream().filter(p -> p.endsWith("notes.txt")).findFirst().orElseThrow();
        assertThat(document(other)).isEqualTo(document);
        world.edit(file, "More notes.".getBytes(StandardCharsets.UTF_8));
        world.text(project, "new.txt", "New.");
        run();
        assertThat(paths()).hasSize(4);

        world.delete(path.contains("first") ? two : one);
        run();
        assertThat(paths()).containsExactlyInAnyOrder("Library/lone.txt", "Library/in.txt");
    }

    @Test
    void aShortcutsTargetGoesAndComesWithAFolderAboveItThatNobodyFollows() {
        String above = world.folder(shared("Outside"), "above");
        world.shortcut(root, "way", world.text(above, "far.txt", "Far away."));
        run();
        assertThat(paths()).containsExactly("Library/far.txt");

        world.trash(above);
        library().part(IngestLibrary.class).poll(name);
        run();
        assertThat(paths()).isEmpty();

        world.restore(above);
        library().part(IngestLibrary.class).poll(name);
        run();
        assertThat(paths()).containsExactly("Library/far.txt");
    }

    @Test
    void tellsTwoFilesOfOneNameApart() {
        world.text(root, "same.txt", "First.");
        String second = world.text(root, "same.txt", "Second.");
        Job job = run();

        assertThat(job.count(Outcome.PUBLISHED)).isEqualTo(2);
        assertThat(library().texts()).containsExactlyInAnyOrder("First.", "Second.");
        world.delete(second);
        run();
        assertThat(paths()).containsExactly("Library/same.txt");
        assertThat(library().texts()).containsExactly("First.");
    }

    @Test
    void aRefusedCursorIsFollowedByAFullListing() {
        String a = world.text(root, "a.txt", "Alpha.");
        world.text(root, "b.txt", "Beta.");
        run();
        int fetched = fetches();

        world.delete(a);
        world.text(root, "c.txt", "Gamma.");
        world.refuseCursors();
        run();

        assertThat(paths()).containsExactlyInAnyOrder("Library/b.txt", "Library/c.txt");
        assertThat(fetches()).isEqualTo(fetched + 1);
        world.text(root, "d.txt", "Delta.");
        run();
        assertThat(paths()).contains("Library/d.txt");
    }

    @Test
    void everyDayAllPermissionsAreReadAgain() {
        for (int i = 0; i < 5; i++) {
            world.text(root, i + ".txt", "Text " + i);
        }
        run();
        int fetched = fetches();
        library().pass(Duration.ofDays(2));
        fake.faults().forgetCalls();

        Job job = run();

        assertThat(fake.faults().calls(Call.FILES_LIST)).isPositive();
        assertThat(fetches()).isZero();
        assertThat(fetched).isEqualTo(5);
        assertThat(job.count(Outcome.UNCHANGED)).isEqualTo(5);
        assertThat(library().outcomes()).isEmpty();
    }

    @Test
    void aFolderThatIsNotSharedAnyMoreHidesItsFilesAndSaysWhatToDo() {
        world.text(root, "a.txt", "Alpha.");
        run();

        world.unshare(root, GoogleDrives.ACCOUNT);
        Job job = library().run().getFirst();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.trouble()).isEqualTo(Reason.of(Reason.Code.FOLDER_NOT_SHARED, root));
        assertThat(paths()).isEmpty();
        int jobs = library().part(Jobs.class).latest(100).size();
        library().part(IngestLibrary.class).poll(name);
        assertThat(library().part(Jobs.class).latest(100)).as("told once").hasSize(jobs);

        world.share(root, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        library().part(IngestLibrary.class).poll(name);
        run();
        assertThat(paths()).containsExactly("Library/a.txt");
    }

    @Test
    void aSharedDriveThatIsLeftHidesItsFiles() {
        String department = world.sharedDrive("Department", OWNER);
        world.join(department, GoogleDrives.ACCOUNT, "reader");
        world.text(department, "b.txt", "Beta.");
        library().follow(drive(department));
        run();
        assertThat(paths()).containsExactly("Department/b.txt");

        world.leave(department, GoogleDrives.ACCOUNT);
        assertThat(library().run().getFirst().state()).isEqualTo(JobState.FAILED);
        assertThat(paths()).isEmpty();

        world.join(department, GoogleDrives.ACCOUNT, "reader");
        run();
        assertThat(paths()).containsExactly("Department/b.txt");
    }

    /// As a takeover leaves it: told of by another system, read by nobody.
    private void awaited(
            String path, Category category, String sha256, Ledger.@Nullable External id) {
        Ledger ledger = library().part(Ledger.class);
        long nobody = library().part(Access.class).idOf(Set.of());
        Ledger.Entry entry =
                ledger.discover(
                        ledger.source("takeover:" + name),
                        new SourceFile(path, 5, Instant.EPOCH),
                        nobody);
        if (id != null) {
            ledger.knownAs(entry.id(), id);
        }
        library()
                .part(Publication.class)
                .publish(
                        new Publication.Content(
                                entry.id(),
                                Placement.of(entry.source(), entry.id(), path).origin(),
                                category,
                                "text/plain",
                                DocumentsContract.content(entry.id(), "o", "Old.").description(),
                                List.of(),
                                List.of(),
                                sha256,
                                Ledger.AWAITED));
    }

    @Test
    void adoptsWhatWasTakenOverByItsIdElseByItsBytes() throws Exception {
        String byId = world.text(root, "by id.txt", "Known by id.");
        String bytes = "Known by its bytes.";
        world.text(world.folder(root, "posters"), "by hash.txt", bytes);
        awaited("posters/old name.pdf", Category.POSTER, "", new Ledger.External(byId, ""));
        awaited(
                "posters/other.pdf",
                Category.POSTER,
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(bytes.getBytes(StandardCharsets.UTF_8))),
                null);
        String first = document("posters/old name.pdf");
        String second = document("posters/other.pdf");
        assertThat(first).startsWith("poster/");

        run();

        assertThat(paths())
                .containsExactlyInAnyOrder("Library/by id.txt", "Library/posters/by hash.txt");
        assertThat(document("Library/by id.txt")).isEqualTo(first);
        assertThat(document("Library/posters/by hash.txt")).isEqualTo(second);
        assertThat(library().texts()).containsExactlyInAnyOrder("Known by id.", bytes);

        world.rename(byId, "renamed.txt");
        run();
        assertThat(document("Library/renamed.txt")).isEqualTo(first);
    }

    @Test
    void aFileThatIsUploadedAnewKeepsTheDocumentOfTheOneThatWentAway() {
        String old = world.text(root, "a.txt", "The same bytes.");
        run();
        String document = document("Library/a.txt");
        world.delete(old);
        world.text(root, "b.txt", "The same bytes.");
        run();

        assertThat(paths()).containsExactly("Library/b.txt");
        assertThat(document("Library/b.txt")).isEqualTo(document);
    }

    @Test
    void aSourceThatIsTakenOutAndComesBackIsReadFromNothing() {
        world.text(root, "a.txt", "Alpha.");
        run();
        String document = document("Library/a.txt");
        library().part(ForgetSource.class).forget(name);
        assertThat(paths()).isEmpty();

        run();
        assertThat(document("Library/a.txt")).isEqualTo(document);
    }

    @Test
    void stopsAtAFileWhenSomebodyCancelsAndGoesOnFromThereLater() {
        for (int i = 0; i < 10; i++) {
            world.text(root, i + ".txt", "Text " + i);
        }
        IngestLibrary ingest = library().part(IngestLibrary.class);
        Jobs jobs = library().part(Jobs.class);
        long job = ingest.start(name).id();
        library()
                .follow(
                        handOn((method, arguments) -> {
                            if (method.getName().equals("fetch")) {
                                ingest.cancel(job);
                            }
                            return method.invoke(drive, arguments);
                        }));
        ingest.run(job);

        assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(paths()).isNotEmpty().hasSizeLessThan(4);
        assertThat(ingest.cancel(job)).isFalse();
        library().follow(drive);
        run();
        assertThat(paths()).hasSize(10);
        assertThat(fetches()).isEqualTo(10);
    }

    /// What a kill between any two calls leaves is taken up by the next run.
    @Test
    void isTheSameInTheEndWhereverItIsCutOff() {
        String papers = world.folder(root, "papers");
        for (int i = 0; i < 8; i++) {
            world.text(i % 2 == 0 ? root : papers, i + ".txt", "Text " + i);
        }
        world.shortcut(root, "way", world.text(shared("Outside"), "out.txt", "Outside."));
        int cuts = 0;
        for (int after = 0; cuts == after; after++) {
            AtomicInteger left = new AtomicInteger(after % 4);
            library()
                    .follow(
                            handOn((method, arguments) -> {
                                if (!Set.of("name", "rules").contains(method.getName())
                                        && left.getAndDecrement() == 0) {
                                    throw new CutOff();
                                }
                                return method.invoke(drive, arguments);
                            }));
            try {
                library().run();
            } catch (CutOff e) {
                cuts++;
            }
        }
        assertThat(cuts).isGreaterThan(5);
        library().follow(drive);
        // what was cut off while it was fetched counts as a failed try, which is made again soon
        library().pass(Duration.ofMinutes(2));
        run();
        assertThat(paths()).hasSize(9).contains("Library/out.txt", "Library/papers/1.txt");
        assertThat(library().texts()).hasSize(9);
        run();
        assertThat(library().outcomes()).isEmpty();
    }

    private static final class CutOff extends RuntimeException {}

    private interface Hand {
        Object on(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    /// The real thing, with a hand on its calls.
    private static FollowedDrive handOn(Hand hand) {
        return (FollowedDrive)
                Proxy.newProxyInstance(
                        FollowedDrive.class.getClassLoader(),
                        new Class<?>[] {FollowedDrive.class},
                        (_, method, arguments) -> {
                            try {
                                return hand.on(method, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void saysWhyAFileIsNotRead() {
        world.file(root, "film.mp4", "video/mp4", new byte[] {1, 2});
        world.file(root, "huge.txt", "text/plain", new byte[2 << 20]);
        world.nativeDocument(root, "Survey", "application/vnd.google-apps.form", Map.of());
        String kept = world.text(root, "kept.txt", "Kept.");
        world.downloadable(kept, false);
        Job job = run();

        assertThat(job.count(Outcome.SKIPPED)).isEqualTo(4);
        assertThat(library().part(Jobs.class).files(job.id(), 0, 10))
                .extracting(report -> report.reason().code())
                .containsExactlyInAnyOrder(
                        Reason.Code.UNSUPPORTED_TYPE,
                        Reason.Code.TOO_LARGE,
                        Reason.Code.NOT_EXPORTABLE,
                        Reason.Code.DOWNLOAD_FORBIDDEN);
        assertThat(fetches()).isZero();

        world.downloadable(kept, true);
        run();
        assertThat(paths()).containsExactly("Library/kept.txt");
    }

    private List<CompareDrive.Compared> compared() {
        return library().part(CompareDrive.class).compareAll();
    }

    private Map<Difference, List<String>> differences() {
        CompareDrive.Compared compared = compared().getFirst();
        assertThat(compared.source()).isEqualTo(name);
        assertThat(compared.trouble()).isNull();
        Map<Difference, List<String>> paths = new TreeMap<>();
        compared.items()
                .forEach((difference, items) ->
                        paths.put(
                                difference,
                                items.stream().map(CompareDrive.Item::path).sorted().toList()));
        return paths;
    }

    private FileId fileId(String item) {
        Ledger ledger = library().part(Ledger.class);
        return ledger.known(ledger.source(name), item).orElseThrow().id();
    }

    private void damage(String statement, String item) {
        String here = " and source_id = (select id from sources where name = :source)";
        assertThat(
                        library()
                                .sql()
                                .sql(statement + here)
                                .param("item", item)
                                .param("source", name)
                                .update())
                .isEqualTo(1);
    }

    @Test
    void aFullListingTellsWhatTheLibraryHasOtherwiseAndASweepMendsIt() {
        String sub = world.folder(root, "sub");
        String forgotten = world.text(sub, "forgotten.txt", "Alpha.");
        String hidden = world.text(sub, "hidden.txt", "Beta.");
        String edited = world.text(root, "edited.txt", "Gamma.");
        String renamed = world.text(root, "renamed.txt", "Delta.");
        String unknown = world.text(root, "unknown.txt", "Epsilon.");
        String shown = world.text(root, "shown.txt", "Zeta.");
        String deleted = world.text(root, "deleted.txt", "Eta.");
        String left = world.text(root, "left.txt", "Theta.");
        world.text(root, "empty.txt", "");
        world.file(root, "film.mov", "video/quicktime", new byte[] {1});
        for (int i = 0; i < 100; i++) {
            world.file(root, "film %d.mov".formatted(i), "video/quicktime", new byte[] {1});
        }
        String elsewhere = world.folder(world.myDrive(OWNER), "Elsewhere");
        world.share(elsewhere, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));
        world.text(elsewhere, "linked.txt", "Iota.");
        world.shortcut(sub, "link", elsewhere);
        run();
        Set<String> sound = paths();
        assertThat(differences()).isEmpty();

        damage("update files set gone = true where external_id = :item", forgotten);
        library().part(Publication.class).hide(List.of(fileId(hidden)));
        damage("update files set external_content = 'md5:0' where external_id = :item", edited);
        damage("update drive_items set name = 'before.txt' where item_id = :item", renamed);
        damage("delete from drive_items where item_id = :item", unknown);
        long nobody = library().part(Access.class).idOf(Set.of(new Principal("user:x@y.jp")));
        damage("update files set access_set = " + nobody + " where external_id = :item", shown);
        String behind = logOf(name);
        world.delete(deleted);
        world.delete(left);
        assertThat(differences())
                .as("what the log is about to tell is no fault")
                .doesNotContainKey(Difference.EXTRA);
        forgetTheNews(behind);
        damage("delete from drive_items where item_id = :item", left);
        String before = rows();

        assertThat(differences())
                .isEqualTo(
                        Map.of(
                                Difference.MISSING,
                                List.of("Library/sub/forgotten.txt", "Library/sub/hidden.txt"),
                                Difference.EXTRA,
                                List.of("Library/deleted.txt", "Library/left.txt"),
                                Difference.STALE,
                                List.of(
                                        "Library/edited.txt",
                                        "Library/renamed.txt",
                                        "Library/unknown.txt"),
                                Difference.ACCESS,
                                List.of("Library/shown.txt")));
        assertThat(rows()).isEqualTo(before);

        compared().forEach(library().part(CompareDrive.class)::mend);
        run();

        assertThat(differences()).isEmpty();
        assertThat(paths())
                .isEqualTo(
                        sound.stream()
                                .filter(path -> !path.equals("Library/deleted.txt"))
                                .filter(path -> !path.equals("Library/left.txt"))
                                .collect(Collectors.toSet()));
    }

    private String logOf(String source) {
        return library()
                .sql()
                .sql(
                        """
                        select cursor from drive_logs
                        where source_id = (select id from sources where name = :source)
                        """)
                .param("source", source)
                .query(String.class)
                .single();
    }

    /// As if the log had never told of it.
    private void forgetTheNews(String before) {
        String now = drive.startCursor(new FollowedDrive.Corpus(null));
        assertThat(now).isNotEqualTo(before);
        library()
                .sql()
                .sql(
                        """
                        update drive_logs set cursor = :now
                        where source_id = (select id from sources where name = :source)
                        """)
                .param("now", now)
                .param("source", name)
                .update();
    }

    @Test
    void whatChangesDuringAComparisonIsNoFault() {
        String papers = world.folder(root, "papers");
        String file = world.text(papers, "a.txt", "Alpha.");
        String other = world.text(papers, "b.txt", "Beta.");
        world.text(papers, "c.txt", "Gamma.");
        run();
        AtomicInteger calls = new AtomicInteger();
        fake.faults()
                .meanwhile(() -> {
                    if (calls.incrementAndGet() == 2) {
                        world.edit(file, "Alpha, again.".getBytes(StandardCharsets.UTF_8));
                        world.text(papers, "d.txt", "Delta.");
                        world.delete(other);
                        world.share(papers, WorldPermission.user("new@university.ac.jp", "reader"));
                    }
                });

        assertThat(differences()).isEmpty();

        assertThat(calls).hasValueGreaterThan(4);
        fake.faults().meanwhile(() -> {});
        run();
        assertThat(differences()).isEmpty();
    }

    @Test
    void anotherSettingOfWhoMaySeeIsADifferenceUntilTheNextRun() {
        world.text(root, "a.txt", "Alpha.");
        run();
        library()
                .follow(drive(new Visibility.Fixed(Set.of(new Principal("group:lab@x.jp"))), root));

        assertThat(differences()).isEqualTo(Map.of(Difference.ACCESS, List.of("Library/a.txt")));

        run();
        assertThat(differences()).isEmpty();
    }

    @Test
    void aSharedDriveIsAskedWhoMaySeeItsFiles() {
        String department = world.sharedDrive("Department", OWNER);
        world.join(department, GoogleDrives.ACCOUNT, "fileOrganizer");
        String file = world.text(department, "b.txt", "Beta.");
        library().follow(drive(department));
        run();
        assertThat(differences()).isEmpty();
        long nobody = library().part(Access.class).idOf(Set.of(new Principal("user:x@y.jp")));
        damage("update files set access_set = " + nobody + " where external_id = :item", file);

        assertThat(differences()).isEqualTo(Map.of(Difference.ACCESS, List.of("Department/b.txt")));
    }

    @Test
    void aDriveThatCannotBeListedIsNoEmptyOne() {
        world.text(root, "a.txt", "Alpha.");
        run();
        fake.faults().always(Call.FILES_LIST, Fault.DAILY_LIMIT);

        assertThat(compared())
                .containsExactly(
                        new CompareDrive.Compared(
                                name, Reason.of(Reason.Code.DRIVE_QUOTA_EXHAUSTED), Map.of()));

        fake.faults().clear();
        world.unshare(root, GoogleDrives.ACCOUNT);
        assertThat(compared())
                .containsExactly(
                        new CompareDrive.Compared(
                                name, Reason.of(Reason.Code.FOLDER_NOT_SHARED, root), Map.of()));
        compared().forEach(library().part(CompareDrive.class)::mend);
        assertThat(paths()).containsExactly("Library/a.txt");
    }
}
