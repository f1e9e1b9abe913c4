package researchpaas.reliability;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import researchpaas.TestPostgres;

/// Where a server under test keeps its library, and how to look into it from outside.
///
/// @param url its `DATABASE_URL`; none for the file in its state folder
record Store(Optional<String> url) {
    static Store sqlite() {
        return new Store(Optional.empty());
    }

    static Store postgres(String url) {
        return new Store(Optional.of(url));
    }

    void addTo(Map<String, String> environment) {
        environment.remove("DATABASE_URL");
        url.ifPresent(value -> environment.put("DATABASE_URL", value));
    }

    Connection open(Path home) throws SQLException {
        return url.isPresent()
                ? TestPostgres.connect(url.get())
                : DriverManager.getConnection("jdbc:sqlite:" + home.resolve("library.db"));
    }

    /// Finds nothing in a sound database.
    String ownChecks() {
        return url.isPresent()
                ? "select indexrelid::regclass::text from pg_index where not indisvalid"
                : "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'"
                        + " union all select \"table\" from pragma_foreign_key_check";
    }

    String tables() {
        return url.isPresent()
                ? "select table_name from information_schema.tables where table_schema = 'public' order by 1"
                : "select name from sqlite_master where type = 'table' order by name";
    }
}
