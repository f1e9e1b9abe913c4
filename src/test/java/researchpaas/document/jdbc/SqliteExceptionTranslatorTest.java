package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import researchpaas.account.Principal;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;

class SqliteExceptionTranslatorTest {
    @TempDir Path home;

    @Test
    void tellsADuplicateKeyFromABrokenReference() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            assertThatThrownBy(() ->
                            library.sql()
                                    .sql("insert into change_sequence (id, last) values (1, 0)")
                                    .update())
                    .isInstanceOf(DuplicateKeyException.class);
            assertThatThrownBy(() ->
                            library.sql()
                                    .sql(
                                            "insert into access_grants (principal, access_set) values ('anyone', 99)")
                                    .update())
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .isNotInstanceOf(DuplicateKeyException.class);
        }
    }

    @Test
    void saysThatTheDiskIsFullAndLeavesTheDatabaseWhole() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            FileId file = library.file("a.pdf", library.access().idOf(Set.of(Principal.ANYONE)));
            int pages = library.sql().sql("pragma page_count").query(Integer.class).single();
            library.sql().sql("pragma max_page_count = " + pages).query(Integer.class).single();
            String[] texts = new String[200];
            Arrays.setAll(texts, i -> "Passage " + i + " of some length. ".repeat(40));

            assertThatThrownBy(() ->
                            library.publication()
                                    .publish(DocumentsContract.content(file, "a", texts)))
                    .isInstanceOf(NonTransientDataAccessResourceException.class)
                    .hasMessageContaining("disk is full");
            library.sql().sql("pragma max_page_count = 1000000").query(Integer.class).single();
            library.publication().publish(DocumentsContract.content(file, "a", texts));
            assertThat(library.changes().last()).isEqualTo(1);
            assertThat(library.sql().sql("pragma integrity_check").query(String.class).single())
                    .isEqualTo("ok");
        }
    }

    @Test
    void stillUndoesATransactionAfterTheDiskWasFull() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            FileId file = library.file("a.pdf", library.access().idOf(Set.of(Principal.ANYONE)));
            int pages = library.sql().sql("pragma page_count").query(Integer.class).single();
            library.sql().sql("pragma max_page_count = " + pages).query(Integer.class).single();
            String text = "long ".repeat(100_000);
            assertThatThrownBy(() ->
                            library.publication()
                                    .publish(DocumentsContract.content(file, "a", text)))
                    .hasMessageContaining("disk is full");
            library.sql().sql("pragma max_page_count = 1000000").query(Integer.class).single();

            new TransactionTemplate(library.transactions())
                    .executeWithoutResult(transaction -> {
                        library.sql().sql("update change_sequence set last = 7").update();
                        transaction.setRollbackOnly();
                    });
            assertThat(library.changes().last()).isZero();
        }
    }

    @Test
    void tellsALockedDatabase() throws SQLException {
        SQLiteDataSource impatient = impatient();
        JdbcClient sql = client(impatient);
        sql.sql("create table t (x integer)").update();
        try (Connection other = impatient.getConnection()) {
            other.createStatement().execute("begin exclusive");

            assertThatThrownBy(() -> sql.sql("insert into t values (1)").update())
                    .isInstanceOf(CannotAcquireLockException.class);
        }
    }

    @Test
    void tellsADamagedFile() throws IOException {
        SQLiteDataSource sqlite = impatient();
        JdbcClient sql = client(sqlite);
        sql.sql("create table t (x integer)").update();
        byte[] bytes = Files.readAllBytes(home.resolve("t.db"));
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
        Files.write(home.resolve("t.db"), bytes);

        assertThatThrownBy(() -> sql.sql("select count(*) from t").query(Integer.class).single())
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    private SQLiteDataSource impatient() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(Duration.ofMillis(10).toMillis()));
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        sqlite.setUrl("jdbc:sqlite:" + home.resolve("t.db"));
        return sqlite;
    }

    private static JdbcClient client(SQLiteDataSource sqlite) {
        JdbcTemplate template = new JdbcTemplate(sqlite);
        template.setExceptionTranslator(new SqliteExceptionTranslator());
        return JdbcClient.create(template);
    }
}
