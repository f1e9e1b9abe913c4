package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;

class StoredTablesTest {
    /// A new table belongs here, or in [StoredTables#LEFT_OUT] when it is of one installation only.
    private static final Set<String> ARCHIVED =
            Set.of(
                    "access_grants",
                    "access_sets",
                    "accounts",
                    "api_keys",
                    "audit_entries",
                    "change_sequence",
                    "conversations",
                    "document_numbers",
                    "drive_connections",
                    "drive_roots",
                    "documents",
                    "drive_items",
                    "drive_logs",
                    "drive_mounts",
                    "drive_sweeps",
                    "exchange_actions",
                    "exchange_citations",
                    "exchange_documents",
                    "exchange_passages",
                    "exchange_statements",
                    "exchanges",
                    "files",
                    "hidden_text",
                    "job_files",
                    "jobs",
                    "legacy_rows",
                    "legacy_vectors",
                    "model_use",
                    "pages",
                    "passages",
                    "published_files",
                    "relations",
                    "secrets",
                    "sources",
                    "upload_parts",
                    "uploads",
                    "vectors");

    @TempDir Path folder;

    @Test
    void everyTableIsEitherArchivedOrLeftOut() throws SQLException {
        assertThat(tables(null).stream().map(StoredTable::name))
                .as("decide whether an archive holds it: a table of the library does")
                .containsExactlyInAnyOrderElementsOf(ARCHIVED);
    }

    @Test
    void bothDatabasesHaveTheSameTablesInTheSameOrder() throws SQLException {
        assertThat(tables(TestPostgres.emptyDatabase())).isEqualTo(tables(null));
    }

    private List<StoredTable> tables(String url) throws SQLException {
        try (OpenDatabase database =
                OpenDatabase.open(
                        folder.resolve(url == null ? "a" : "b"), TestLibrary.settings(url, null))) {
            Migrations.run(database);
            try (Connection connection = database.unlimited().getConnection()) {
                return StoredTables.archived(connection);
            }
        }
    }
}
