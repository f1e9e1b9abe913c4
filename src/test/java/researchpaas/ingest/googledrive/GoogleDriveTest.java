package researchpaas.ingest.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.ChangePage;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Grants;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.FollowedDrive.ItemPage;
import researchpaas.ingest.Grant;
import researchpaas.ingest.Grant.Type;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.Faults.Fault;

class GoogleDriveTest {
    private static final Corpus OWN = new Corpus(null);
    private static final String OWNER = "head@university.ac.jp";

    private final FakeDrive fake = new FakeDrive();
    private final DriveWorld world = fake.world();
    private final GoogleDrives drives = new GoogleDrives(fake);
    private final String root = shared("Library");
    private final FollowedDrive drive = drives.drive(root);

    @AfterEach
    void close() {
        drives.close();
        fake.close();
    }

    private String shared(String name) {
        String folder = world.folder(world.myDrive(OWNER), name);
        world.share(folder, WorldPermission.user(GoogleDrives.ACCOUNT, "writer"));
        return folder;
    }

    @Test
    void listsWhatLiesInSeveralFoldersThroughShortEmptyAndOverlappingPages() {
        fake.fray(3);
        String other = world.folder(root, "Other");
        Set<String> expected = new HashSet<>(Set.of(other));
        for (int i = 0; i < 250; i++) {
            expected.add(world.text(i % 2 == 0 ? root : other, "file " + i, "text " + i));
        }
        world.trash(world.text(root, "binned", "text"));

        assertThat(names(children(drive, OWN, root, other))).isEqualTo(expected);
    }

    @Test
    void listsTheOtherFoldersWhenOneOfThemIsGone() {
        String gone = world.folder(root, "Gone");
        String left = world.folder(root, "Left");
        String file = world.text(left, "a.txt", "a");
        world.delete(gone);

        assertThat(names(children(drive, OWN, gone, left))).containsExactly(file);
        assertThat(children(drive, OWN, gone)).isEmpty();
    }

    @Test
    void tellsThatAPageTokenIsTooOld() {
        for (int i = 0; i < 120; i++) {
            world.text(root, "file " + i, "text");
        }
        ItemPage first = drive.children(OWN, List.of(handle(root)), null);
        world.advance(Duration.ofDays(1));

        assertThatThrownBy(() -> drive.children(OWN, List.of(handle(root)), first.next()))
                .isInstanceOfSatisfying(
                        DriveTrouble.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.CURSOR_REFUSED));
    }

    @Test
    void tellsWhatAnItemIs() {
        String text = world.text(root, "notes/2026.txt", "some text");
        String shortcut = world.shortcut(root, "elsewhere", text);
        String document = world.nativeDocument(root, "Minutes", WorldItem.DOCUMENT, Map.of());
        String form = world.nativeDocument(root, "Survey", WorldItem.FORM, Map.of());

        DriveItem item = drive.item(handle(text)).orElseThrow();
        assertThat(item.kind()).isEqualTo(DriveItem.Kind.FILE);
        assertThat(item.name()).isEqualTo("notes/2026.txt");
        assertThat(item.parent()).isEqualTo(root);
        assertThat(item.size()).isEqualTo(9);
        assertThat(item.sha256()).isEqualTo(world.item(text).hash("SHA-256"));
        assertThat(item.md5()).isEqualTo(world.item(text).hash("MD5"));
        assertThat(item.modifiedAt()).isEqualTo(world.item(text).modified);
        assertThat(item.link()).hasHost("drive.google.com");
        assertThat(drive.item(handle(root)).orElseThrow().kind()).isEqualTo(DriveItem.Kind.FOLDER);
        assertThat(drive.item(handle(shortcut)).orElseThrow().target()).isEqualTo(handle(text));
        assertThat(drive.item(handle(document)).orElseThrow().exportedAs()).isEqualTo(".docx");
        assertThat(drive.item(handle(form)).orElseThrow())
                .satisfies(it -> assertThat(it.kind()).isEqualTo(DriveItem.Kind.NATIVE))
                .satisfies(it -> assertThat(it.exportedAs()).isNull());
        assertThat(drive.item(handle("nothing"))).isEmpty();
    }

    @Test
    void tellsOfAnItemInTheBinOnlyToWhoMaySeeIt() {
        String file = world.text(root, "a.txt", "a");
        String team = world.sharedDrive("Team", GoogleDrives.ACCOUNT);
        String shared = world.text(team, "b.txt", "b");
        world.trash(file);
        world.trash(shared);

        assertThat(drive.item(handle(file))).isEmpty();
        assertThat(drive.item(handle(shared)).orElseThrow().trashed()).isTrue();
    }

    @Test
    void followsAnItemThatNeedsAResourceKey() {
        String secret = world.text(world.myDrive(OWNER), "secret.txt", "by link only");
        world.share(secret, WorldPermission.anyone(false));
        world.needsKey(secret, "key-1");

        assertThat(drive.item(handle(secret))).isEmpty();
        DriveItem item = drive.item(new Handle(secret, "key-1")).orElseThrow();
        assertThat(item.resourceKey()).isEqualTo("key-1");
        assertThat(text(item)).isEqualTo("by link only");
    }

    @Test
    void theLogTellsWhatHappenedInTheEndOfEachItem() {
        String edited = world.text(root, "a.txt", "a");
        String moved = world.text(root, "b.txt", "b");
        String deleted = world.text(root, "c.txt", "c");
        String elsewhere = world.folder(world.myDrive(OWNER), "Private");
        String cursor = drive.startCursor(OWN);
        world.edit(edited, "aa".getBytes(StandardCharsets.UTF_8));
        world.date(edited, Instant.parse("1999-01-01T00:00:00Z"));
        world.move(moved, elsewhere);
        world.delete(deleted);
        String created = world.text(root, "d.txt", "d");

        List<Change> changes = changes(drive, OWN, cursor);
        assertThat(changes)
                .extracting(Change::id)
                .containsExactlyInAnyOrder(edited, moved, deleted, created);
        assertThat(changes)
                .filteredOn(change -> change.item() == null)
                .extracting(Change::id)
                .containsExactlyInAnyOrder(moved, deleted);
        assertThat(changes)
                .filteredOn(change -> change.id().equals(edited))
                .singleElement()
                .satisfies(change -> assertThat(change.item().size()).isEqualTo(2));
    }

    @Test
    void theLogIsReadThroughShortAndEmptyPagesAndStaysWhereItIsWithoutChanges() {
        String cursor = drive.startCursor(OWN);
        Set<String> created = new HashSet<>();
        for (int i = 0; i < 230; i++) {
            created.add(world.text(root, "f" + i, "x"));
        }
        fake.fray(5);

        assertThat(changes(drive, OWN, cursor)).extracting(Change::id).containsAll(created);
        ChangePage nothing = drive.changes(OWN, drive.startCursor(OWN));
        assertThat(nothing.changes()).isEmpty();
    }

    @Test
    void tellsThatACursorIsRefused() {
        String cursor = drive.startCursor(OWN);
        world.refuseCursors();

        assertThat(kindOf(() -> drive.changes(OWN, cursor))).isEqualTo(Kind.CURSOR_REFUSED);
        assertThat(kindOf(() -> drive.changes(OWN, "nonsense"))).isEqualTo(Kind.CURSOR_REFUSED);
    }

    @Test
    void aSharedDriveHasListingsAndALogOfItsOwn() {
        String team = world.sharedDrive("Team", OWNER);
        world.join(team, GoogleDrives.ACCOUNT, "reader");
        String before = world.text(team, "a.txt", "a");
        Corpus corpus = new Corpus(team);
        String cursor = drive.startCursor(corpus);
        String after = world.text(team, "b.txt", "b");

        assertThat(names(children(drive, corpus, team))).containsExactlyInAnyOrder(before, after);
        assertThat(changes(drive, corpus, cursor)).extracting(Change::id).containsExactly(after);
        DriveItem item = drive.item(handle(after)).orElseThrow();
        assertThat(item.driveId()).isEqualTo(team);
        assertThat(item.grants()).isNull();
        assertThat(item.maySeePermissions()).isTrue();
        assertThat(drive.permissions(item))
                .isEqualTo(new Grants.Known(Set.of(user(OWNER), user(GoogleDrives.ACCOUNT))));
    }

    @Test
    void whatMovedToAnotherDriveIsToldAsItIsNow() {
        String team = world.sharedDrive("Team", GoogleDrives.ACCOUNT);
        String file = world.text(root, "a.txt", "a");
        String cursor = drive.startCursor(OWN);
        world.move(file, team);

        assertThat(changes(drive, OWN, cursor))
                .singleElement()
                .satisfies(change -> assertThat(change.item().driveId()).isEqualTo(team));
    }

    @Test
    void tellsThatASharedDriveIsNoLongerShared() {
        String team = world.sharedDrive("Team", GoogleDrives.ACCOUNT);
        Corpus corpus = new Corpus(team);
        String cursor = drive.startCursor(corpus);
        world.leave(team, GoogleDrives.ACCOUNT);

        assertThatThrownBy(() -> drive.changes(corpus, cursor))
                .isInstanceOfSatisfying(
                        DriveTrouble.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.ROOT_NOT_SHARED);
                            assertThat(e.about()).isEqualTo(team);
                        });
    }

    @Test
    void grantsAreInTheListingWhereTheAccountMayShareAndElsewhereNotTold() {
        Instant end = world.now().plus(Duration.ofDays(1));
        String file = world.text(root, "a.txt", "a");
        world.share(file, WorldPermission.group("lab@university.ac.jp").until(end));
        world.share(file, WorldPermission.domain("university.ac.jp", true));
        world.share(file, WorldPermission.anyone(false));
        world.share(
                file, WorldPermission.user("gone@university.ac.jp", "reader").ofDeletedAccount());
        String readOnly = world.text(world.myDrive(OWNER), "b.txt", "b");
        world.share(readOnly, WorldPermission.user(GoogleDrives.ACCOUNT, "reader"));

        DriveItem item = drive.item(handle(file)).orElseThrow();
        Set<Grant> expected =
                Set.of(
                        user(OWNER),
                        user(GoogleDrives.ACCOUNT),
                        new Grant(Type.GROUP, "lab@university.ac.jp", false, end, false),
                        new Grant(Type.DOMAIN, "university.ac.jp", true, null, false),
                        new Grant(Type.ANYONE, null, false, null, false),
                        new Grant(Type.USER, "gone@university.ac.jp", false, null, true));
        assertThat(item.grants()).isEqualTo(expected);
        assertThat(drive.permissions(item)).isEqualTo(new Grants.Known(expected));
        DriveItem other = drive.item(handle(readOnly)).orElseThrow();
        assertThat(other.maySeePermissions()).isFalse();
        assertThat(other.grants()).isNull();
        assertThat(drive.permissions(other)).isEqualTo(new Grants.NotAllowed());
    }

    @Test
    void allPagesOfPermissionsAreRead() {
        String team = world.sharedDrive("Team", GoogleDrives.ACCOUNT);
        String file = world.text(team, "a.txt", "a");
        for (int i = 0; i < 230; i++) {
            world.share(file, WorldPermission.user("p" + i + "@university.ac.jp", "reader"));
        }

        assertThat(drive.permissions(drive.item(handle(file)).orElseThrow()))
                .isInstanceOfSatisfying(
                        Grants.Known.class, known -> assertThat(known.grants()).hasSize(231));
        assertThat(fake.faults().calls(Call.PERMISSIONS_LIST)).isEqualTo(3);
    }

    @Test
    void aDownloadThatBreaksAtRandomPlacesGivesTheSameBytes() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(11).nextBytes(bytes);
        String file = world.file(root, "big.pdf", "application/pdf", bytes);
        DriveItem item = drive.item(handle(file)).orElseThrow();
        for (int round = 0; round < 10; round++) {
            fake.faults()
                    .next(
                            Call.DOWNLOAD,
                            Fault.RESET_MID_BODY,
                            Fault.RESET,
                            Fault.TRUNCATED,
                            Fault.RESET_MID_BODY,
                            Fault.INTERNAL_ERROR,
                            Fault.RESET_MID_BODY);
            try (LocalCopy copy = drive.fetch(item)) {
                assertThat(Files.readAllBytes(copy.path())).isEqualTo(bytes);
                assertThat(Files.getLastModifiedTime(copy.path()).toInstant())
                        .isEqualTo(item.modifiedAt());
            }
        }
    }

    @Test
    void aFileThatChangedOrWentSinceItWasListedIsGone() {
        String file = world.text(root, "a.txt", "first text");
        DriveItem listed = drive.item(handle(file)).orElseThrow();
        world.edit(file, "2nd".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> drive.fetch(listed)).isInstanceOf(FileGone.class);
        world.edit(file, "another text, longer than the first".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> drive.fetch(listed)).isInstanceOf(FileGone.class);
        world.delete(file);
        assertThatThrownBy(() -> drive.fetch(listed)).isInstanceOf(FileGone.class);
    }

    @Test
    void anEmptyFileIsEmpty() {
        DriveItem item = drive.item(handle(world.text(root, "a.txt", ""))).orElseThrow();
        assertThat(text(item)).isEmpty();
    }

    @Test
    void aFileWhoseOwnerForbidsDownloadsIsToldSo() {
        String file = world.text(root, "a.txt", "a");
        world.downloadable(file, false);
        DriveItem item = drive.item(handle(file)).orElseThrow();

        assertThat(item.mayDownload()).isFalse();
        assertThat(kindOf(() -> drive.fetch(item))).isEqualTo(Kind.DOWNLOAD_FORBIDDEN);
    }

    @Test
    void googlesOwnDocumentsAreExported() throws IOException {
        byte[] docx = zip("a document");
        byte[] pdf = "%PDF-1.7\nslides\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        byte[] xlsx = zip("a sheet");
        assertExported(WorldItem.DOCUMENT, Items.Format.DOCX, docx);
        assertExported(WorldItem.SLIDES, Items.Format.PDF, pdf);
        assertExported(WorldItem.SHEET, Items.Format.XLSX, xlsx);
        assertExported(WorldItem.DRAWING, Items.Format.PDF, pdf);
    }

    private void assertExported(String type, Items.Format format, byte[] bytes) throws IOException {
        String id = world.nativeDocument(root, "Native", type, Map.of(format.mediaType(), bytes));
        DriveItem item = drive.item(handle(id)).orElseThrow();
        fake.faults().next(Call.EXPORT, Fault.TRUNCATED, Fault.GARBAGE, Fault.RESET_MID_BODY);
        try (LocalCopy copy = drive.fetch(item)) {
            assertThat(item.exportedAs()).isEqualTo(format.ending());
            assertThat(copy.path().toString()).endsWith(format.ending());
            assertThat(Files.readAllBytes(copy.path())).isEqualTo(bytes);
        }
    }

    @Test
    void aDocumentTooLargeForAnExportComesByItsLink() throws IOException {
        byte[] docx = zip("x".repeat(5000));
        String id =
                world.nativeDocument(
                        root,
                        "Thesis",
                        WorldItem.DOCUMENT,
                        Map.of(Items.Format.DOCX.mediaType(), docx));
        fake.exportLimit(100);
        fake.faults().next(Call.EXPORT_LINK, Fault.INTERNAL_ERROR, Fault.RESET_MID_BODY);

        try (LocalCopy copy = drive.fetch(drive.item(handle(id)).orElseThrow())) {
            assertThat(Files.readAllBytes(copy.path())).isEqualTo(docx);
        }
    }

    @Test
    void aLinkThatLeadsToAnotherHostIsNotFollowed() throws IOException {
        String id =
                world.nativeDocument(
                        root,
                        "Thesis",
                        WorldItem.DOCUMENT,
                        Map.of(Items.Format.DOCX.mediaType(), zip("x")));
        fake.exportLimit(1);
        fake.leadLinksAway();

        assertThat(kindOf(() -> drive.fetch(drive.item(handle(id)).orElseThrow())))
                .isEqualTo(Kind.TOO_LARGE_TO_EXPORT);
        assertThat(fake.faults().calls(Call.EXPORT_LINK)).isEqualTo(1);
    }

    @Test
    void anExportLargerThanTheLimitIsRefused() throws IOException {
        String id =
                world.nativeDocument(
                        root,
                        "Thesis",
                        WorldItem.DOCUMENT,
                        Map.of(Items.Format.DOCX.mediaType(), zip("x".repeat(60_000))));
        FollowedDrive small =
                drives.accounts()
                        .open(
                                "drive:small",
                                new Login.ServiceAccount(),
                                new FollowedDrive.Rules(
                                        List.of(root),
                                        drive.rules().visibility(),
                                        Duration.ofSeconds(60),
                                        1000));

        assertThat(kindOf(() -> small.fetch(small.item(handle(id)).orElseThrow())))
                .isEqualTo(Kind.TOO_LARGE_TO_EXPORT);
    }

    @Test
    void anAccessTokenThatEndedIsReplaced() {
        world.text(root, "a.txt", "a");
        drive.startCursor(OWN);
        fake.expireAccessTokens();

        assertThat(children(drive, OWN, root)).hasSize(1);
        assertThat(fake.faults().calls(Call.TOKEN)).isEqualTo(2);
    }

    @Test
    void aConsentThatWasTakenBackIsTold() {
        String scope = "https://www.googleapis.com/auth/drive.readonly";
        String token = fake.consent(OWNER, scope);
        Instant now = Instant.now();
        FollowedDrive mine = drives.drive(new Login.Consent(token, now), root);
        assertThat(mine.item(handle(root))).isPresent();
        fake.revoke(token);

        assertThat(kindOf(() -> mine.item(handle(root)))).isEqualTo(Kind.CONSENT_REVOKED);
        assertThat(
                        kindOf(() ->
                                drives.drive(
                                                new Login.Consent(
                                                        token, now.minus(Duration.ofDays(7))),
                                                root)
                                        .item(handle(root))))
                .isEqualTo(Kind.CONSENT_TESTING_EXPIRED);
    }

    @Test
    void aConsentForMoreOrLessThanReadingIsTold() {
        String token = fake.consent(OWNER, "https://www.googleapis.com/auth/userinfo.email");

        assertThat(
                        kindOf(() ->
                                drives.drive(new Login.Consent(token, Instant.now()), root)
                                        .item(handle(root))))
                .isEqualTo(Kind.SCOPE_MISSING);
    }

    @Test
    void aKeyThatIsNoneOrWhoseAccountIsDeletedIsTold() {
        try (GoogleDrives none = new GoogleDrives(fake, "{\"installed\": {}}", "")) {
            assertThat(none.accounts().serviceAccount()).isEmpty();
            assertThat(kindOf(() -> none.drive(root).item(handle(root))))
                    .isEqualTo(Kind.KEY_UNUSABLE);
        }
        assertThat(drives.accounts().serviceAccount()).contains(GoogleDrives.ACCOUNT);
        fake.forgetServiceAccount(GoogleDrives.ACCOUNT);
        assertThat(kindOf(() -> drive.item(handle(root)))).isEqualTo(Kind.KEY_UNUSABLE);
    }

    @Test
    void actsInAPersonsNameOnlyWhereTheDomainAllowsIt() {
        String key = fake.serviceAccount(GoogleDrives.ACCOUNT);
        try (GoogleDrives delegated = new GoogleDrives(fake, key, OWNER)) {
            FollowedDrive asOwner = delegated.drive(root);
            assertThat(kindOf(() -> asOwner.item(handle(root)))).isEqualTo(Kind.SCOPE_MISSING);
            fake.delegate(GoogleDrives.ACCOUNT, "https://www.googleapis.com/auth/drive.readonly");
            assertThat(asOwner.item(handle(root))).isPresent();
            assertThat(delegated.accounts().addressOf(new Login.ServiceAccount())).isEqualTo(OWNER);
        }
    }

    @Test
    void anApiThatIsNotEnabledIsToldWithItsProject() {
        fake.faults().always(Call.FILES_GET, Fault.NOT_ENABLED);

        assertThatThrownBy(() -> drive.item(handle(root)))
                .isInstanceOfSatisfying(
                        DriveTrouble.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.API_NOT_ENABLED);
                            assertThat(e.about()).isEqualTo("123456");
                        });
    }

    @Test
    void whatAnAccountSeesIsToldToWhoSetsADriveUp() {
        String team = world.sharedDrive("Team", GoogleDrives.ACCOUNT);

        assertThat(drives.accounts().sharedDrives(new Login.ServiceAccount()))
                .singleElement()
                .satisfies(shared -> assertThat(shared.id()).isEqualTo(team));
        assertThat(drives.accounts().folders(new Login.ServiceAccount(), null).items())
                .extracting(DriveItem::id)
                .contains(root)
                .doesNotContain(team);
    }

    private static Grant user(String address) {
        return new Grant(Type.USER, address, false, null, false);
    }

    private static Handle handle(String id) {
        return new Handle(id, null);
    }

    private String text(DriveItem item) {
        try (LocalCopy copy = drive.fetch(item)) {
            return Files.readString(copy.path());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable Kind kindOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (DriveTrouble e) {
            return e.kind();
        }
    }

    static byte[] zip(String text) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            zip.setMethod(java.util.zip.ZipOutputStream.DEFLATED);
            zip.setLevel(0);
            zip.putNextEntry(new java.util.zip.ZipEntry("content"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<DriveItem> children(FollowedDrive drive, Corpus corpus, String... folders) {
        List<Handle> handles =
                java.util.Arrays.stream(folders).map(GoogleDriveTest::handle).toList();
        List<DriveItem> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            ItemPage page = drive.children(corpus, handles, next.orElse(null));
            found.addAll(page.items());
            next = Optional.ofNullable(page.next());
        } while (next.isPresent());
        return found;
    }

    private static Set<String> names(List<DriveItem> items) {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    private static List<Change> changes(FollowedDrive drive, Corpus corpus, String cursor) {
        List<Change> found = new ArrayList<>();
        ChangePage page = drive.changes(corpus, cursor);
        found.addAll(page.changes());
        while (page.more()) {
            page = drive.changes(corpus, page.next());
            found.addAll(page.changes());
        }
        assertThat(drive.changes(corpus, page.next()).more()).isFalse();
        return found;
    }
}
