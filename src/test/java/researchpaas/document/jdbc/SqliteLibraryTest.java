package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.document.DocumentsContract.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;

class SqliteLibraryTest {
    private static final DatabaseSettings SETTINGS = settings(null);

    @TempDir Path home;

    @Test
    void keepsWhatWasPublishedWhenTheFileIsOpenedAgain() {
        DocumentKey key;
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            key = publish(library, "a");
        }
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            assertThat(library.documents().find(key, Reader.local())).isPresent();
            assertThat(library.changes().last()).isEqualTo(1);
            assertThat(publish(library, "b")).isEqualTo(new DocumentKey(Category.PAPER, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "疑問?mode=ro", "100%41", "a#b", "研究室"})
    void opensAFileInAFolderOfAnyName(String name) {
        try (TestLibrary library = TestLibrary.sqlite(home.resolve(name))) {
            publish(library, "a");
        }
        assertThat(home.resolve(name).resolve("library.db")).exists();
        assertThat(names(home)).containsExactly(name);
    }

    @Test
    void readsInAReadOnlyTransactionAndCannotWriteThere() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            TransactionTemplate readOnly = new TransactionTemplate(library.transactions());
            readOnly.setReadOnly(true);

            assertThat(readOnly.<Integer>execute(s -> pragma(library, "query_only"))).isEqualTo(1);
            assertThatThrownBy(() ->
                            readOnly.executeWithoutResult(
                                    s -> library.sql().sql("delete from jobs").update()))
                    .hasMessageContaining("READONLY");
        }
    }

    @Test
    void writesDurablyAndChecksReferences() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            TransactionTemplate writing = new TransactionTemplate(library.transactions());
            assertThat(writing.<Integer>execute(s -> pragma(library, "query_only"))).isZero();
            assertThat(pragma(library, "foreign_keys")).isEqualTo(1);
            assertThat(pragma(library, "synchronous")).as("2 is full").isEqualTo(2);
            assertThat(pragma(library, "busy_timeout")).isEqualTo(10_000);
            assertThat(library.sql().sql("pragma journal_mode").query(String.class).single())
                    .isEqualTo("wal");
        }
    }

    @Test
    void readsWhileATransactionWrites() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            DocumentKey key = publish(library, "a");
            new TransactionTemplate(library.transactions())
                    .executeWithoutResult(s -> {
                        library.sql().sql("update documents set number = 7").update();
                        assertThat(
                                        elsewhere(() ->
                                                library.documents()
                                                        .find(key, Reader.local())
                                                        .isPresent()))
                                .as("the state before")
                                .isTrue();
                    });
        }
    }

    @Test
    void refusesASecondProcessOnTheSameFolderWithASentence() {
        try (TestLibrary first = TestLibrary.sqlite(home)) {
            assertThatThrownBy(() -> SqliteLibrary.open(home, SETTINGS))
                    .isInstanceOfSatisfying(
                            CannotOpenLibrary.class,
                            refused -> {
                                assertThat(refused.description(Locale.ENGLISH))
                                        .isEqualTo(
                                                "Another Research PaaS runs on this state folder: "
                                                        + home
                                                        + ". On SQLite only one instance can run.");
                                assertThat(refused.description(Locale.JAPANESE))
                                        .contains("使用中")
                                        .contains(home.toString());
                                assertThat(refused.advice(Locale.ENGLISH))
                                        .contains("RESEARCH_PAAS_HOME");
                            });
            publish(first, "a");
        }
        SqliteLibrary.open(home, SETTINGS).close();
    }

    @Test
    void refusesASecondProcessOnTheSameFileFromAnotherFolder() {
        Path shared = home.resolve("shared/library.db");
        SqliteLibrary first = SqliteLibrary.open(home.resolve("one"), settings(shared));
        try {
            assertThatThrownBy(() -> SqliteLibrary.open(home.resolve("two"), settings(shared)))
                    .isInstanceOf(CannotOpenLibrary.class);
        } finally {
            first.close();
        }
        SqliteLibrary.open(home.resolve("two"), settings(shared)).close();
    }

    @Test
    void letsGoOfTheFolderWhenItsProcessIsKilled() throws Exception {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldsAFolder.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            assertThatThrownBy(() -> StateFolder.hold(home)).isInstanceOf(CannotOpenLibrary.class);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        StateFolder.hold(home).close();
    }

    @Test
    void keepsTheFolderToItsOwner() throws IOException {
        Path folder = home.resolve("state");
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateFolder.hold(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesTheFileOfTheEarlierSystemAndLeavesItAsItIs() throws Exception {
        Path old = home.resolve("agent/research_data.db");
        Files.createDirectories(old.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            statement.execute("create table papers (id integer primary key, title text)");
        }
        byte[] before = Files.readAllBytes(old);

        assertThatThrownBy(() -> SqliteLibrary.open(home.resolve("state"), settings(old)))
                .isInstanceOfSatisfying(
                        CannotOpenLibrary.class,
                        refused -> {
                            assertThat(refused.description(Locale.ENGLISH))
                                    .contains(old.toString())
                                    .contains("not changed");
                            assertThat(refused.advice(Locale.ENGLISH))
                                    .contains("research-paas takeover --sqlite " + old);
                        });
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
        assertThat(names(old.getParent())).containsExactly("research_data.db");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Path text = Files.writeString(home.resolve("notes.txt"), "These are notes. ".repeat(20));

        assertThatThrownBy(() -> SqliteLibrary.open(home.resolve("state"), settings(text)))
                .isInstanceOfSatisfying(
                        CannotOpenLibrary.class,
                        refused ->
                                assertThat(refused.description(Locale.ENGLISH))
                                        .contains("not an SQLite database"));
        assertThat(text).hasSize(17 * 20);
    }

    @Test
    void saysThatADatabaseIsDamaged() throws Exception {
        Path file = home.resolve("library.db");
        SqliteLibrary.open(home, settings(file)).close();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, Math.min(bytes.length, 4096), (byte) 0x5A);
        Files.write(file, bytes);

        assertThatThrownBy(
                        () -> {
                            try (SqliteLibrary library = SqliteLibrary.open(home, settings(file))) {
                                Migrations.run(library);
                            }
                        })
                .isInstanceOfSatisfying(
                        CannotOpenLibrary.class,
                        refused ->
                                assertThat(refused.description(Locale.ENGLISH))
                                        .contains("is damaged"));
    }

    /// As a build leaves it whose first migration was another.
    @Test
    void saysThatADatabaseIsOfAnotherVersion() {
        Path file = home.resolve("library.db");
        try (SqliteLibrary library = SqliteLibrary.open(home, settings(file))) {
            Migrations.run(library);
            JdbcClient.create(library.dataSource())
                    .sql("update flyway_schema_history set checksum = checksum + 1")
                    .update();

            assertThatThrownBy(() -> Migrations.run(library))
                    .isInstanceOfSatisfying(
                            CannotOpenLibrary.class,
                            refused ->
                                    assertThat(refused.description(Locale.ENGLISH))
                                            .contains("another version"));
        }
    }

    @Test
    void takesAnEmptyFileAsANewOne() throws IOException {
        Path file = Files.createFile(home.resolve("empty.db"));
        SqliteLibrary.open(home.resolve("state"), settings(file)).close();

        DatabaseFile.refuseForeign(file);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void takesItsOwnFileFromBeforeItWasSigned() throws SQLException {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            publish(library, "a");
        }
        Path file = home.resolve("library.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma application_id = 0");
        }

        DatabaseFile.refuseForeign(file);
    }

    private static DocumentKey publish(TestLibrary library, String name) {
        FileId file = library.file(name + ".pdf", library.access().idOf(Set.of(Principal.ANYONE)));
        return library.publication().publish(content(file, name, "Text of " + name + "."));
    }

    private static int pragma(TestLibrary library, String name) {
        return library.sql().sql("pragma " + name).query(Integer.class).single();
    }

    private static boolean elsewhere(BooleanSupplier question) {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            return executor.submit(question::getAsBoolean).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static DatabaseSettings settings(Path file) {
        return TestLibrary.settings(null, file);
    }

    /// Another process that holds the folder until it is killed.
    static final class HoldsAFolder {
        public static void main(String[] arguments) throws InterruptedException {
            StateFolder folder = StateFolder.hold(Path.of(arguments[0]));
            System.out.println("held");
            Thread.sleep(Duration.ofMinutes(1));
            folder.close();
        }
    }
}
