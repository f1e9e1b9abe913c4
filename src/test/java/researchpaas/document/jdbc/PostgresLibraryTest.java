package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.document.DocumentsContract.content;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import researchpaas.Asvs;
import researchpaas.TestPostgres;
import researchpaas.account.Principal;
import researchpaas.document.Changes.Change;
import researchpaas.document.Database.Trouble;
import researchpaas.document.FileId;

class PostgresLibraryTest {
    @TempDir Path home;

    @Test
    @Asvs({"13.2.6", "15.4.3"})
    void limitsEveryWait() {
        try (TestLibrary library = TestLibrary.postgres(home)) {
            assertThat(setting(library, "statement_timeout")).isEqualTo("20s");
            assertThat(setting(library, "lock_timeout")).isEqualTo("10s");
            assertThat(setting(library, "idle_in_transaction_session_timeout")).isEqualTo("1min");
        }
        assertThat(
                        PostgresLibrary.driver(
                                PostgresUrl.parse("postgres://u:p@h/d"),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30)))
                .extracting("connectionProperties")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("connectTimeout", "5")
                .containsEntry("loginTimeout", "10")
                .containsEntry("socketTimeout", "30")
                .containsEntry("tcpKeepAlive", "true");
    }

    @Test
    void comparesTextByteByByte() {
        try (TestLibrary library = TestLibrary.postgres(home)) {
            assertThat(
                            library.sql()
                                    .sql(
                                            """
                                            select count(*) from information_schema.columns
                                            where table_schema = 'public' and table_name <> 'flyway_schema_history'
                                              and data_type in ('text', 'character varying')
                                              and collation_name is distinct from 'C'
                                            """)
                                    .query(Integer.class)
                                    .single())
                    .isZero();
        }
    }

    /// Whoever follows the changes must never see a number before a lower one is committed.
    @Test
    void givesChangeNumbersInTheOrderOfCommits() throws Exception {
        try (TestLibrary library = TestLibrary.postgres(home);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean published = new AtomicBoolean();
            Future<List<Long>> follower =
                    threads.submit(() -> {
                        List<Long> seen = new ArrayList<>();
                        long cursor = 0;
                        boolean last = false;
                        while (!last) {
                            last = published.get();
                            for (Change change : library.changes().after(cursor, 10, "model")) {
                                seen.add(change.document().value());
                                cursor = change.number();
                            }
                        }
                        return seen;
                    });
            List<Future<?>> publishers = new ArrayList<>();
            for (int publisher = 0; publisher < 4; publisher++) {
                String name = "p" + publisher;
                publishers.add(
                        threads.submit(() -> {
                            for (int i = 0; i < 25; i++) {
                                publish(library, name + "-" + i);
                            }
                        }));
            }
            for (Future<?> publisher : publishers) {
                publisher.get();
            }
            published.set(true);

            assertThat(follower.get())
                    .as("every document, none skipped")
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 100).boxed().toList());
            assertThat(library.changes().last()).isEqualTo(100);
        }
    }

    /// The number is taken before, and held until the commit.
    @Test
    void letsALaterPublicationWaitForAnEarlierOne() throws Exception {
        try (TestLibrary library = TestLibrary.postgres(home);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FileId slow = file(library, "slow");
            FileId quick = file(library, "quick");
            Future<?>[] later = new Future<?>[1];
            new TransactionTemplate(library.transactions())
                    .executeWithoutResult(status -> {
                        library.publication().publish(content(slow, "slow", "Text."));
                        later[0] =
                                threads.submit(() ->
                                        library.publication()
                                                .publish(content(quick, "quick", "Text.")));
                        sleep(Duration.ofMillis(300));
                        assertThat(later[0].isDone()).isFalse();
                    });
            later[0].get();

            assertThat(library.changes().after(0, 10, "model"))
                    .extracting(Change::number)
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    void indexesTheVectorsThatComeBesideAPublication() throws Exception {
        try (TestLibrary library = TestLibrary.postgres(home);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FileId file = file(library, "a");
            Future<?>[] vectors = new Future<?>[1];
            new TransactionTemplate(library.transactions())
                    .executeWithoutResult(status -> {
                        var content = content(file, "a", "Text.");
                        library.publication().publish(content);
                        String hash = content.passages().getFirst().hash();
                        vectors[0] =
                                threads.submit(() ->
                                        library.publication()
                                                .keepVectors(
                                                        "model",
                                                        java.util.Map.of(hash, new float[] {1})));
                        sleep(Duration.ofMillis(300));
                    });
            vectors[0].get();

            assertThat(library.changes().last())
                    .as("the document is delivered once more, with its vector")
                    .isEqualTo(2);
        }
    }

    @Test
    void letsTwoInstancesShareADatabaseButNotAStateFolder() {
        String url = TestPostgres.emptyDatabase();
        try (OpenDatabase one = open(home.resolve("one"), url);
                OpenDatabase two = open(home.resolve("two"), url)) {
            Migrations.run(one);
            Migrations.run(two);
            assertThatThrownBy(() -> open(home.resolve("one"), url))
                    .isInstanceOf(CannotOpenLibrary.class);
        }
    }

    @Test
    void migratesOnceWhenTwoInstancesStartTogether() throws Exception {
        String url = TestPostgres.emptyDatabase();
        try (OpenDatabase one = open(home.resolve("one"), url);
                OpenDatabase two = open(home.resolve("two"), url);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> Migrations.run(one));
            Future<?> second = threads.submit(() -> Migrations.run(two));
            first.get();
            second.get();
        }
    }

    @Test
    void refusesADatabaseOfAnotherProgram() {
        String url = TestPostgres.emptyDatabase();
        try (OpenDatabase database = open(home, url)) {
            JdbcClient.create(database.dataSource()).sql("create table papers (id int)").update();

            assertThatThrownBy(() -> Migrations.run(database))
                    .isInstanceOfSatisfying(
                            CannotOpenLibrary.class,
                            refused ->
                                    assertThat(refused.description(Locale.ENGLISH))
                                            .contains("another program"));
        }
    }

    @Test
    void refusesADatabaseThatCannotHoldEveryLanguage() {
        TestPostgres.execute(
                "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");

        assertThat(refusal(TestPostgres.url("postgres", "x", "latin")))
                .contains("LATIN1")
                .contains("UTF8");
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, wrong, library_refused", "NO_DATABASE, right, library_unknown"})
    void saysWhatIsWrongWithTheAccount(Trouble trouble, String password, String database) {
        TestPostgres.execute("drop role if exists paas");
        TestPostgres.execute("create role paas login password 'right'");
        // the tests' server asks for no password, so a role that may not log in stands for a wrong
        // one
        if (trouble == Trouble.REFUSED) {
            TestPostgres.execute("alter role paas nologin");
        }
        assertThat(refusal(TestPostgres.url("paas", password, database)))
                .contains(sentence(trouble))
                .contains(database)
                .doesNotContain(password + "@");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(refusal("postgres://u:p@localhost:" + port + "/d"))
                .contains(sentence(Trouble.UNREACHABLE));
        assertThat(refusal("postgres://u:p@no-such-host.invalid/d"))
                .contains(sentence(Trouble.UNKNOWN_HOST));
    }

    /// A server that takes the connection and then says nothing.
    @Test
    void givesUpOnAServerThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();
            assertThat(refusal("postgres://u:p@localhost:" + silent.getLocalPort() + "/d"))
                    .contains(sentence(Trouble.UNREACHABLE));
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    @Asvs("12.3.1")
    void saysThatTheServerOffersNoEncryption() {
        assertThat(refusal(TestPostgres.url("postgres", "x", "postgres") + "?sslmode=verify-full"))
                .contains(sentence(Trouble.NO_TLS));
    }

    @Test
    void saysThatTheUserMayNotMakeTables() {
        TestPostgres.execute("create role reader login");
        String url = TestPostgres.emptyDatabase();
        String database = url.substring(url.lastIndexOf('/') + 1);

        assertThat(refusal(TestPostgres.url("reader", "x", database)))
                .contains(sentence(Trouble.NO_RIGHTS));
    }

    /// As a careful administrator has it: the tables belong to somebody else.
    @Test
    void startsForAUserWhoMayOnlyWriteRows() {
        TestPostgres.execute("create role clerk login");
        String url = TestPostgres.emptyDatabase();
        try (OpenDatabase owner = open(home.resolve("owner"), url)) {
            Migrations.run(owner);
            JdbcClient.create(owner.dataSource())
                    .sql(
                            "grant select, insert, update, delete on all tables in schema public to clerk")
                    .update();
        }
        String database = url.substring(url.lastIndexOf('/') + 1);

        try (OpenDatabase clerk = open(home, TestPostgres.url("clerk", "x", database))) {
            Migrations.run(clerk);
        }
    }

    @Test
    void tellsADatabaseThatTakesNoWrites() {
        String url = TestPostgres.emptyDatabase();
        String database = url.substring(url.lastIndexOf('/') + 1);
        TestPostgres.execute(
                "alter database " + database + " set default_transaction_read_only = on");

        assertThat(refusal(url)).contains(sentence(Trouble.READ_ONLY));
    }

    /// A quota that is used up while the program runs.
    @Test
    void remembersThatWritesFailUntilOneSucceeds() {
        try (TestLibrary library = TestLibrary.postgres(home)) {
            JdbcDatabase database = library.database();
            assertThat(database.trouble()).isEmpty();
            String name =
                    library.sql().sql("select current_database()").query(String.class).single();
            String alter = "alter database " + name + " set default_transaction_read_only = ";
            TestPostgres.execute(alter + "on");
            library.sql().sql("set default_transaction_read_only = on").update();
            assertThat(database.trouble()).as("nobody has written yet").isEmpty();

            Throwable failure =
                    org.assertj.core.api.Assertions.catchThrowable(() ->
                            new TransactionTemplate(library.transactions())
                                    .executeWithoutResult(status -> {
                                        library.sql().sql("set transaction read only").update();
                                        library.sql().sql("delete from jobs").update();
                                    }));
            assertThat(database.troubleBehind(failure)).contains(Trouble.READ_ONLY);
            assertThat(database.trouble()).contains(Trouble.READ_ONLY);

            TestPostgres.execute(alter + "off");
            assertThat(database.trouble()).isEmpty();
            assertThat(database.isSuspect()).isFalse();
        }
    }

    private String refusal(String url) {
        try (OpenDatabase unexpected = open(home, url)) {
            throw new AssertionError("opened " + unexpected.place());
        } catch (CannotOpenLibrary refused) {
            return refused.description(Locale.ENGLISH) + " " + refused.advice(Locale.ENGLISH);
        }
    }

    private static String sentence(Trouble trouble) {
        return java.util.ResourceBundle.getBundle("messages", Locale.ENGLISH)
                .getString("database." + trouble);
    }

    private static OpenDatabase open(Path home, String url) {
        return OpenDatabase.open(home, TestLibrary.settings(url, null));
    }

    private static String setting(TestLibrary library, String name) {
        return library.sql().sql("show " + name).query(String.class).single();
    }

    private static FileId file(TestLibrary library, String name) {
        return library.file(name + ".pdf", library.access().idOf(Set.of(Principal.ANYONE)));
    }

    private static void publish(TestLibrary library, String name) {
        library.publication().publish(content(file(library, name), name, "Text of " + name + "."));
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
