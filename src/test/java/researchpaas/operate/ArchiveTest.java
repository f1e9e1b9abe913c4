package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import researchpaas.Asvs;
import researchpaas.TestPostgres;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.LibraryTables;
import researchpaas.document.jdbc.ArchiveFixture;
import researchpaas.operate.Refusal.Why;

/// What goes into an archive comes out of it, on either database, and nothing else does.
class ArchiveTest {
    private static final int DOCUMENTS = 30;
    private static final int PASSAGES = 5;
    private static final String AUDIT = "tables/audit_entries.jsonl";

    @TempDir Path folder;
    private Path archive = Path.of("");

    @BeforeEach
    void save() throws Exception {
        ArchiveFixture.write(folder.resolve("first"), null, null, DOCUMENTS, PASSAGES);
        try (Archiving first = Archiving.on(folder.resolve("first"), null)) {
            archive = first.backUp(folder.resolve("archives"));
        }
    }

    @Test
    void carriesEveryByteFromSqliteToPostgresqlAndBack() throws Exception {
        String url = TestPostgres.emptyDatabase();
        Path second;
        try (Archiving postgres = Archiving.on(folder.resolve("second"), url)) {
            assertThat(postgres.restore(archive)).isInstanceOf(Restore.Restored.class);
            second = postgres.backUp(folder.resolve("archives2"));
        }
        try (Archiving sqlite = Archiving.on(folder.resolve("third"), null)) {
            assertThat(sqlite.restore(second)).isInstanceOf(Restore.Restored.class);
            Path third = sqlite.backUp(folder.resolve("archives3"));

            Map<String, String> tables = Archiving.tables(archive);
            assertThat(Archiving.tables(second)).isEqualTo(tables);
            assertThat(Archiving.tables(third)).isEqualTo(tables);
            assertThat(tables.get("tables/passages.jsonl").lines()).hasSize(DOCUMENTS * PASSAGES);
            assertThat(tables.get("tables/published_files.jsonl"))
                    .contains("𠮷")
                    .contains("\\u0001")
                    .contains("\"year\":null");
        }
    }

    @Test
    void numbersGoOnAfterTheLargest() {
        String url = TestPostgres.emptyDatabase();
        restore("pg", url);
        restore("lite", null);

        assertThat(ArchiveFixture.next(folder.resolve("pg"), url)).isEqualTo(DOCUMENTS + 1);
        assertThat(ArchiveFixture.next(folder.resolve("lite"), null)).isEqualTo(DOCUMENTS + 1);
    }

    private void restore(String home, @Nullable String url) {
        try (Archiving target = Archiving.on(folder.resolve(home), url)) {
            assertThat(target.restore(archive)).isInstanceOf(Restore.Restored.class);
        }
    }

    @Test
    void readsTheArchivesOfEveryEarlierSchema() throws Exception {
        for (String version : versions()) {
            Path old = folder.resolve("old" + version);
            ArchiveFixture.write(old, null, version, 3, 2);
            String url = TestPostgres.emptyDatabase();
            Path home = folder.resolve("new" + version);
            try (Archiving before = Archiving.on(old, null);
                    Archiving after = Archiving.on(home, url)) {
                Path saved = before.backUp(folder.resolve("from" + version));
                assertThat(after.restore(saved)).isInstanceOf(Restore.Restored.class);
            }
            assertThat(ArchiveFixture.next(home, url)).as("schema %s", version).isEqualTo(4);
        }
    }

    private List<String> versions() {
        try (Archiving any = Archiving.on(folder.resolve("any"), null)) {
            return any.context().getBean(LibraryTables.class).schemas();
        }
    }

    /// Migrated, and nothing in it: what a first start or init-production-db leaves.
    @Test
    void fillsAnEmptyDatabaseThatIsOfALaterSchema() throws Exception {
        Path old = folder.resolve("old");
        ArchiveFixture.write(old, null, "1", 3, 2);
        Path home = folder.resolve("home");
        emptyLibrary(home);
        try (Archiving before = Archiving.on(old, null);
                Archiving after = Archiving.on(home, null)) {
            Path saved = before.backUp(folder.resolve("from"));

            assertThat(after.restore(saved)).isInstanceOf(Restore.Restored.class);
        }
        assertThat(ArchiveFixture.next(home, null)).isEqualTo(4);
    }

    @Test
    void theArchivesAccountsTakeThePlaceOfTheFirstAdministrators() throws Exception {
        Path old = folder.resolve("old");
        withAccounts(old, "('gone@example.ac.jp', 's1', 'STUDENT', true, 1, 2)");
        String first = "('head@example.ac.jp', null, 'ADMIN', false, 3, 3)";
        String url = TestPostgres.emptyDatabase();
        Path home = folder.resolve("home");
        try (Archiving empty = Archiving.on(home, url)) {
            empty.context().getBean(DatabaseSetup.class).prepare();
        }
        try (var library = researchpaas.document.jdbc.TestLibrary.postgres(home, url)) {
            account(library, first);
        }
        try (Archiving before = Archiving.on(old, null);
                Archiving after = Archiving.on(home, url)) {
            Path saved = before.backUp(folder.resolve("from"));

            assertThat(after.restore(saved)).isInstanceOf(Restore.Restored.class);

            assertThat(Archiving.tables(after.backUp(folder.resolve("again"))))
                    .isEqualTo(Archiving.tables(saved))
                    .extractingByKey("tables/accounts.jsonl")
                    .asString()
                    .contains("gone@example.ac.jp")
                    .doesNotContain("head@");
        }
    }

    @Test
    void anArchiveOlderThanAccountsFillsADatabaseWithFirstAdministrators() throws Exception {
        Path old = folder.resolve("old");
        ArchiveFixture.write(old, null, "5", 3, 2);
        Path home = folder.resolve("home");
        withAccounts(home, "('head@example.ac.jp', null, 'ADMIN', false, 3, 3)");
        try (Archiving before = Archiving.on(old, null);
                Archiving after = Archiving.on(home, null)) {
            assertThat(after.restore(before.backUp(folder.resolve("from"))))
                    .isInstanceOf(Restore.Restored.class);

            assertThat(Archiving.tables(after.backUp(folder.resolve("again"))))
                    .containsEntry("tables/accounts.jsonl", "");
        }
        assertThat(ArchiveFixture.next(home, null)).isEqualTo(4);
    }

    /// Keys go on, what was recorded and encrypted stays; whoever was signed in signs in again.
    @Test
    void anArchiveHoldsWhatPeopleMayAndNobodysSignIn() throws Exception {
        Path old = folder.resolve("old");
        Path home = folder.resolve("home");
        withAccounts(old, "('gone@example.ac.jp', 's1', 'STUDENT', false, 1, 2)");
        run(
                old,
                """
                insert into api_keys (account_id, name, scopes, hash, created_at, expires_at)
                values (1, 'script', 'SEARCH', 'hash-of-a-key', 1, 2)
                """,
                "insert into secrets (name, content, updated_at) values ('drive', 'v1.k.sealed', 1)",
                """
                insert into token_families (id, account_id, user_agent, created_at, last_used, expires_at)
                values ('family', 1, 'curl', 1, 1, 9)
                """,
                "insert into refresh_tokens (hash, family_id, expires_at) values ('hash-of-a-token', 'family', 9)",
                audited("SESSION", "ROLE_CHANGED"));
        // as the first start leaves it
        withAccounts(home, "('head@example.ac.jp', null, 'ADMIN', false, 3, 3)");
        run(home, audited("OPERATOR", "APPOINTED"));
        try (Archiving before = Archiving.on(old, null);
                Archiving after = Archiving.on(home, null)) {
            Path saved = before.backUp(folder.resolve("from"));

            assertThat(after.restore(saved)).isInstanceOf(Restore.Restored.class);

            assertThat(Archiving.tables(saved))
                    .isEqualTo(Archiving.tables(after.backUp(folder.resolve("again"))))
                    .doesNotContainKeys(
                            "tables/token_families.jsonl", "tables/refresh_tokens.jsonl");
            assertThat(Archiving.tables(saved).toString())
                    .contains("hash-of-a-key", "v1.k.sealed", "ROLE_CHANGED")
                    .doesNotContain("hash-of-a-token", "APPOINTED");
        }
        try (var library = researchpaas.document.jdbc.TestLibrary.sqlite(home)) {
            assertThat(
                            library.sql()
                                    .sql("select count(*) from token_families")
                                    .query(Long.class)
                                    .single())
                    .isZero();
        }
    }

    private static String audited(String means, String action) {
        return """
        insert into audit_entries (at, action, outcome, means, subject_kind, subject, details)
        values (1, '%s', 'OK', '%s', 'ACCOUNT', '1', '{}')
        """
                .formatted(action, means);
    }

    private static void run(Path home, String... statements) {
        try (var library = researchpaas.document.jdbc.TestLibrary.sqlite(home)) {
            for (String statement : statements) {
                library.sql().sql(statement).update();
            }
        }
    }

    /// An account that somebody has used or changed is more than what the configuration makes.
    @Test
    void refusesADatabaseWithAccountsThatAreInUse() throws Exception {
        List<String> used =
                List.of(
                        "('head@example.ac.jp', 's1', 'ADMIN', false, 3, 3)",
                        "('head@example.ac.jp', null, 'GUEST', false, 3, 3)",
                        "('head@example.ac.jp', null, 'ADMIN', true, 3, 3)");
        for (int i = 0; i < used.size(); i++) {
            Path home = folder.resolve("used" + i);
            withAccounts(home, used.get(i));
            try (Archiving target = Archiving.on(home, null)) {
                assertThat(refusal(target.restore(archive))).isEqualTo(Why.NOT_EMPTY);
            }
        }
    }

    private static void withAccounts(Path home, String values) {
        try (var library = researchpaas.document.jdbc.TestLibrary.sqlite(home)) {
            account(library, values);
        }
    }

    private static void account(researchpaas.document.jdbc.TestLibrary library, String values) {
        library.sql()
                .sql(
                        "insert into accounts (address, subject, role, suspended, created_at, updated_at) values "
                                + values)
                .update();
    }

    private static void emptyLibrary(Path home) {
        researchpaas.document.jdbc.TestLibrary.sqlite(home).close();
    }

    @Test
    void refusesADatabaseThatHoldsAnything() throws Exception {
        try (Archiving first = Archiving.on(folder.resolve("first"), null)) {
            assertThat(refusal(first.restore(archive))).isEqualTo(Why.NOT_EMPTY);

            Map<String, String> now = Archiving.tables(first.backUp(folder.resolve("again")));
            Map<String, String> before = Archiving.tables(archive);
            // where the first backup is recorded
            now.remove(AUDIT);
            before.remove(AUDIT);
            assertThat(now).isEqualTo(before);
        }
    }

    @Test
    void isRecordedWithItsPlace() throws Exception {
        try (Archiving first = Archiving.on(folder.resolve("first"), null)) {
            assertThat(Archiving.tables(first.backUp(folder.resolve("again"))).get(AUDIT).lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "BACKED_UP",
                            "OPERATOR",
                            archive.getFileName().toString(),
                            folder.resolve("archives").toString());
        }
    }

    @Test
    void deletesItsOldestArchivesAndNothingElse() throws Exception {
        Path place = folder.resolve("archives");
        Path oldest = Files.createFile(place.resolve("research-paas-20200101T000000Z.zip"));
        Path older = Files.createFile(place.resolve("research-paas-20210101T000000Z.zip"));
        Path foreign = Files.createFile(place.resolve("thesis.zip"));
        try (Archiving first = Archiving.on(folder.resolve("first"), null)) {
            BackUp backUp = first.context().getBean(BackUp.class);

            assertThat(backUp.backUp(place.toString(), 2, Archiving.SILENT))
                    .isInstanceOf(BackUp.Saved.class);
            assertThat(oldest).doesNotExist();
            assertThat(foreign).exists();
            assertThat(archive).exists();
            assertThat(first.context().getBean(Backups.class).latest())
                    .hasValueSatisfying(proof -> assertThat(place.resolve(proof.name())).exists());

            assertThat(backUp.backUp(place.toString(), 1, Archiving.SILENT))
                    .isInstanceOf(BackUp.Saved.class);
            assertThat(older).doesNotExist();
            assertThat(foreign).exists();
        }
    }

    @Test
    void saysWhereItCannotSave() {
        try (Archiving first = Archiving.on(folder.resolve("first"), null)) {
            for (String place : List.of("ftp://host/x", "s3://", "", archive.toString())) {
                assertThat(first.backUp(place)).as(place).isInstanceOf(BackUp.Refused.class);
            }
        }
        try (Archiving nowhere = Archiving.on(folder.resolve("nowhere"), null)) {
            assertThat(nowhere.backUp(folder.resolve("x").toString()))
                    .isInstanceOfSatisfying(
                            BackUp.Refused.class,
                            refused ->
                                    assertThat(refused.refusal().why()).isEqualTo(Why.NO_LIBRARY));
        }
    }

    /// It wanted to open the library once more when it was done, which the server had.
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void endsBesideAServerWithoutAWord(CapturedOutput said) {
        try (var server = researchpaas.document.jdbc.TestLibrary.sqlite(folder.resolve("first"))) {
            try (Archiving beside = Archiving.on(folder.resolve("first"), null)) {
                assertThat(beside.verify(archive)).isInstanceOf(VerifyBackup.Proved.class);
            }
            assertThat(server.sql()).isNotNull();
        }

        assertThat(said).doesNotContain("Exception", "in-use");
    }

    @Test
    void waitsForNobodyAndIsNotDisturbedByWrites() throws Exception {
        try (var library = researchpaas.document.jdbc.TestLibrary.sqlite(folder.resolve("first"));
                Archiving beside = Archiving.on(folder.resolve("first"), null)) {
            Map<String, String> before = Archiving.tables(archive);
            try (LibraryTables.Snapshot snapshot =
                    beside.context().getBean(LibraryTables.class).snapshot()) {
                library.sql().sql("delete from vectors").update();
                var bytes = new java.io.ByteArrayOutputStream();
                snapshot.write("vectors", bytes);

                assertThat(bytes.toString(StandardCharsets.UTF_8))
                        .isEqualTo(before.get("tables/vectors.jsonl"));
            }
            assertThat(Archiving.tables(beside.backUp(folder.resolve("later"))))
                    .containsEntry("tables/vectors.jsonl", "");
        }
    }

    @Test
    void refusesAFlippedByteInAnyPart() throws Exception {
        for (Map.Entry<String, byte[]> part : entries().entrySet()) {
            String entry = part.getKey();
            if (part.getValue().length == 0) {
                continue; // nothing packed, nothing to lose
            }
            long at = dataOffset(entry);
            byte[] bytes = Files.readAllBytes(archive);
            bytes[(int) at] ^= 0x10;
            refused(bytes, entry);
        }
    }

    /// In the middle of the entry's packed bytes.
    private long dataOffset(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int header = text.indexOf(name);
            return header + name.length() + zip.getEntry(name).getCompressedSize() / 2;
        }
    }

    @Test
    void refusesATruncatedArchiveAndAnythingElse() throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        for (int length : List.of(0, 1, 100, bytes.length / 2, bytes.length - 1)) {
            refused(java.util.Arrays.copyOf(bytes, length), "first " + length + " bytes");
        }
        refused("no archive".getBytes(StandardCharsets.UTF_8), "a text");
        try (Archiving target = Archiving.on(folder.resolve("target"), null)) {
            assertThat(refusal(target.restore(folder.resolve("nothing.zip"))))
                    .isEqualTo(Why.MISSING);
        }
    }

    @Test
    void refusesAnArchiveOfANewerVersion() throws Exception {
        Map<String, byte[]> entries = entries();
        assertThat(refusedWith(entries, text -> text.replace("\"format\" : 1", "\"format\" : 2")))
                .isEqualTo(Why.NEWER);
        assertThat(
                        refusedWith(
                                entries,
                                text ->
                                        text.replaceFirst(
                                                "\"schema\" : \"\\d+\"", "\"schema\" : \"900\"")))
                .isEqualTo(Why.NEWER);
    }

    @Test
    void refusesWhatTheManifestDoesNotName() throws Exception {
        Map<String, byte[]> entries = entries();
        entries.put("../outside.txt", new byte[] {1});
        assertThat(refused(zip(entries), "an entry too many")).isEqualTo(Why.UNREADABLE);
        entries.remove("../outside.txt");
        entries.remove("tables/files.jsonl");
        assertThat(refused(zip(entries), "an entry too few")).isEqualTo(Why.UNREADABLE);
        assertThat(refusedWith(entries(), text -> text.replace("\"files\"", "\"../files\"")))
                .isEqualTo(Why.UNREADABLE);
    }

    @Test
    @Asvs("5.2.3")
    void refusesABombBeforeItUnpacksIt() throws Exception {
        Map<String, byte[]> entries = entries();
        assertThat(
                        refusedWith(
                                entries,
                                text ->
                                        text.replaceFirst(
                                                "\"bytes\" : \\d+", "\"bytes\" : 99999999999")))
                .isEqualTo(Why.TOO_LARGE);
        entries.put("tables/files.jsonl", new byte[50 << 20]);
        assertThat(refused(zip(entries), "more than announced")).isEqualTo(Why.DAMAGED);
        entries.put("manifest.json", new byte[50 << 20]);
        assertThat(refused(zip(entries), "a manifest of 50 MB")).isEqualTo(Why.TOO_LARGE);
    }

    /// Checksums that fit prove nothing about an archive that somebody wrote by hand.
    @Test
    void refusesRowsThatFitNoTableAndWritesNone() throws Exception {
        for (String rows :
                List.of(
                        "{\"id\":\"x\",\"principals\":\"p\"}\n",
                        "{\"id\":1}\n",
                        "{\"id\":1,\"id\":1,\"principals\":\"p\"}\n",
                        "{\"id\":1,\"principals\":\"p\",\"more\":1}\n",
                        "{\"id\":1,\"principals\":null}\n",
                        "[1]\n",
                        "{\"id\":1,",
                        "{\"id\":1,\"principals\":\"p\"}\n")) {
            byte[] bytes = withTable("access_sets", rows);
            assertThat(refused(bytes, rows)).isEqualTo(Why.UNFIT_ROWS);
        }
    }

    private byte[] withTable(String table, String rows) throws IOException {
        Map<String, byte[]> entries = entries();
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        Digest digest = new Digest(OutputStream.nullOutputStream());
        digest.write(bytes, 0, bytes.length);
        String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
        String changed =
                manifest.replaceFirst(
                        "\"name\" : \""
                                + table
                                + "\",\\s+\"rows\" : \\d+,\\s+\"bytes\" : \\d+,\\s+\"sha256\" : \"\\w+\"",
                        "\"name\" : \"%s\", \"rows\" : 1, \"bytes\" : %d, \"sha256\" : \"%s\""
                                .formatted(table, bytes.length, digest.hex()));
        assertThat(changed).isNotEqualTo(manifest);
        entries.put("manifest.json", changed.getBytes(StandardCharsets.UTF_8));
        entries.put("tables/" + table + ".jsonl", bytes);
        return zip(entries);
    }

    private Why refusedWith(
            Map<String, byte[]> entries, java.util.function.UnaryOperator<String> change)
            throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
        assertThat(change.apply(manifest)).isNotEqualTo(manifest);
        changed.put("manifest.json", change.apply(manifest).getBytes(StandardCharsets.UTF_8));
        return refused(zip(changed), "another manifest");
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /// Neither proves nor restores it, and leaves the target without a row.
    private Why refused(byte[] bytes, String what) throws IOException {
        Path bad = Files.write(folder.resolve("bad.zip"), bytes);
        Path home = folder.resolve("target");
        try (Archiving target = Archiving.on(home, null)) {
            assertThat(target.verify(bad)).as(what).isInstanceOf(VerifyBackup.Refused.class);
            Why why = refusal(target.restore(bad));
            assertThat(target.restore(archive)).as(what).isInstanceOf(Restore.Restored.class);
            org.springframework.util.FileSystemUtils.deleteRecursively(home);
            assertThat(folder.resolve("outside.txt")).doesNotExist();
            return why;
        }
    }

    private static Why refusal(Restore.Outcome outcome) {
        return switch (outcome) {
            case Restore.Refused refused -> refused.refusal().why();
            case Restore.Restored restored -> throw new AssertionError("restored " + restored);
        };
    }
}
