package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import researchpaas.search.lucene.IndexContents;
import researchpaas.search.lucene.IndexContents.Placed;

/// Looks at the state folder of a stopped or killed server from outside, with plain SQL and plain
/// Lucene, so that a fault of the program's own reading cannot hide one of its writing.
final class Invariants {
    private static final String VISIBLE =
            " from published_files pf join documents d on d.id = pf.document_id"
                    + " join files f on f.id = pf.file_id where pf.hidden_at is null ";

    private final Path home;
    private final Path library;
    private final Store store;

    Invariants(Path home, Path library, Store store) {
        this.home = home;
        this.library = library;
        this.store = store;
    }

    /// @param acknowledged paths that were reported as published
    void check(Set<String> acknowledged) throws Exception {
        try (Connection database = open()) {
            assertThat(column(database, store.ownChecks())).as("I7 the database").isEmpty();
            assertThat(column(database, "select f.path" + VISIBLE))
                    .as("I1: acknowledged documents are in the database")
                    .containsAll(acknowledged);
            checkHashes(database);
            checkWhole(database);
            checkIndex(database);
        }
    }

    /// What holds whatever the files come from.
    void checkOwn() throws Exception {
        try (Connection database = open()) {
            assertThat(column(database, store.ownChecks())).as("I7 the database").isEmpty();
            checkWhole(database);
            checkIndex(database);
        }
    }

    private void checkHashes(Connection database) throws Exception {
        for (List<String> row :
                rows(database, "select f.path, f.sha256" + VISIBLE + "and f.state = 'PUBLISHED'")) {
            byte[] bytes = Files.readAllBytes(library.resolve(row.get(0)));
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(row.get(1)).as("I2: hash of %s", row.get(0)).isEqualTo(hash);
        }
    }

    /// A published file has all its pages and passages, and every English passage its vector.
    private static void checkWhole(Connection database) throws SQLException {
        assertThat(
                        rows(
                                database,
                                """
                                select pf.file_id from published_files pf
                                 where pf.passages <> (select count(*) from passages p where p.file_id = pf.file_id)
                                    or pf.pages <> (select count(*) from pages g where g.file_id = pf.file_id)
                                """))
                .as("published files that are half there")
                .isEmpty();
        assertThat(
                        rows(
                                database,
                                """
                                select p.id from passages p
                                 where p.language = 'en'
                                   and not exists (select 1 from vectors v where v.hash = p.hash)
                                """))
                .as("passages without a vector")
                .isEmpty();
    }

    private void checkIndex(Connection database) throws SQLException, IOException {
        IndexContents index = IndexContents.read(indexFolder());
        assertThat(index.clean()).as("I7 Lucene CheckIndex").isTrue();
        long last = Long.parseLong(column(database, "select last from change_sequence").getFirst());
        assertThat(index.cursor()).as("the cursor is not ahead").isLessThanOrEqualTo(last);
        Map<Long, Placed> expected = new TreeMap<>();
        for (List<String> row :
                rows(
                        database,
                        "select p.id, d.id, f.access_set from passages p"
                                + " join published_files pf on pf.file_id = p.file_id"
                                + " join documents d on d.id = pf.document_id"
                                + " join files f on f.id = pf.file_id"
                                + " where pf.hidden_at is null and d.change <= "
                                + index.cursor())) {
            expected.put(
                    Long.valueOf(row.get(0)),
                    new Placed(Long.parseLong(row.get(1)), Long.parseLong(row.get(2))));
        }
        // what changed after the cursor may stand there in its earlier form
        Set<Long> later =
                Set.copyOf(
                        longs(
                                database,
                                "select id from documents where change > " + index.cursor()));
        Map<Long, Placed> found = new TreeMap<>(index.passages());
        found.values().removeIf(placed -> later.contains(placed.document()));
        assertThat(found)
                .as("I3, I4, I5: the index equals the database up to its cursor")
                .isEqualTo(expected);
    }

    /// After a finished import: everything is published, indexed and at rest.
    void checkComplete(int files) throws Exception {
        try (Connection database = open()) {
            assertThat(column(database, "select f.path" + VISIBLE + "and f.state = 'PUBLISHED'"))
                    .hasSize(files);
            assertThat(column(database, "select last from change_sequence").getFirst())
                    .as("the index has caught up")
                    .isEqualTo(Long.toString(IndexContents.read(indexFolder()).cursor()));
            assertThat(
                            column(
                                    database,
                                    "select id from jobs where state in ('RUNNING', 'WAITING')"))
                    .as("I9: no job goes on")
                    .isEmpty();
            assertThat(column(database, "select task_name from scheduled_tasks where picked"))
                    .as("I9: no lease is held")
                    .isEmpty();
        }
    }

    /// @param own the temporary folder of a server that runs now
    void checkNoTemporaryFiles(Path own) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.startsWith(own)))
                    .as("I8: no temporary files of earlier processes")
                    .noneMatch(file -> file.startsWith(home.resolve("tmp")))
                    .noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    /// Every row but those that tell of jobs, and the index's commit: what a scan without changes
    /// must not touch.
    String contents() throws Exception {
        StringBuilder contents = new StringBuilder();
        try (Connection database = open()) {
            for (String table : column(database, store.tables())) {
                if (!Set.of(
                                "jobs",
                                "job_files",
                                "scheduled_tasks",
                                "sqlite_sequence",
                                "sqlite_stat1")
                        .contains(table)) {
                    contents.append(table).append('\n');
                    rows(database, "select * from " + table + " order by 1, 2")
                            .forEach(row -> contents.append(row).append('\n'));
                }
            }
        }
        return contents.append(IndexContents.read(indexFolder()).cursor()).toString();
    }

    private Path indexFolder() throws IOException {
        Path indexes = home.resolve("index");
        if (!Files.isDirectory(indexes)) {
            return indexes.resolve("none");
        }
        try (Stream<Path> models = Files.list(indexes)) {
            return models.findFirst().orElse(indexes.resolve("none"));
        }
    }

    private Connection open() throws SQLException {
        return store.open(home);
    }

    private static List<String> column(Connection database, String sql) throws SQLException {
        return rows(database, sql).stream().map(List::getFirst).toList();
    }

    private static List<Long> longs(Connection database, String sql) throws SQLException {
        return column(database, sql).stream().map(Long::valueOf).toList();
    }

    private static List<List<String>> rows(Connection database, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
