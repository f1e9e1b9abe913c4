package researchpaas.takeover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentKey;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.EarlierSystem.Opened;
import researchpaas.takeover.EarlierSystem.Table;
import researchpaas.takeover.LegacyRows.Stored;

/// Both sides read once more and compared.
///
/// @param hashes over the rows that are here, by table
/// @param missing rows that are not here as they are there, as `table key`
record Proof(Map<String, String> hashes, List<String> missing) {
    private static final int BATCH = 500;

    static Proof none() {
        return new Proof(Map.of(), List.of());
    }

    @Nullable String hash(String table) {
        return hashes.get(table);
    }

    static Proof of(
            Opened old,
            List<Table> tables,
            Translation translation,
            LegacyRows rows,
            SourceId source) {
        Map<String, String> hashes = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (Table table : tables) {
            Map<String, Stored> here = rows.of(source, table.name());
            Hashes all = new Hashes();
            old.rows(
                    table.name(),
                    BATCH,
                    batch -> {
                        for (EarlierRow row : batch) {
                            Stored stored = here.get(row.key());
                            if (stored != null) {
                                all.add(stored.hash());
                            }
                            if (stored == null || !isWhole(row, stored, translation.of(row))) {
                                missing.add(table.name() + " " + row.key());
                            }
                        }
                    });
            hashes.put(table.name(), all.all());
        }
        return new Proof(hashes, missing);
    }

    /// The same row, and a document under the number that it had.
    private static boolean isWhole(EarlierRow row, Stored stored, Meaning meaning) {
        if (!stored.hash().equals(row.hash())) {
            return false;
        }
        return !(meaning instanceof Meaning.File file)
                || file.number() == null
                || new DocumentKey(file.category(), file.number()).equals(stored.key());
    }
}
