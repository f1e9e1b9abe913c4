package researchpaas.takeover;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import researchpaas.takeover.EarlierSystem.Table;

/// Which of the earlier system's schemas a database has. Two table names occur in more than one, so
/// columns decide.
public enum Generation {
    /// Keys are texts.
    G0,
    /// Papers, posters, datasets with numbers.
    G1,
    /// With relations and summaries of a dataset's files.
    G2,
    /// With Google Drive's ids.
    G3,
    /// With columns that nobody here knows.
    G4;

    /// Empty for tables that are none of the earlier system.
    public static Optional<Generation> of(List<Table> tables) {
        boolean numbered =
                has(tables, "papers", "id", "file_path")
                        || has(tables, "posters", "id", "file_path")
                        || has(tables, "datasets", "id", "name");
        if (!numbered) {
            return has(tables, "research_data", "data_id")
                            || has(tables, "datasets", "dataset_id", "name")
                    ? Optional.of(G0)
                    : Optional.empty();
        }
        boolean drive =
                tables.stream()
                        .anyMatch(t ->
                                t.columns().contains("drive_file_id")
                                        || t.columns().contains("drive_folder_id"));
        if (tables.stream().anyMatch(table -> !unknownColumns(table).isEmpty())) {
            return Optional.of(G4);
        }
        if (drive) {
            return Optional.of(G3);
        }
        boolean related =
                has(tables, "paper_dataset_relations", "paper_id")
                        || has(tables, "poster_dataset_relations", "poster_id")
                        || has(tables, "dataset_files", "schema_info");
        return Optional.of(related ? G2 : G1);
    }

    private static boolean has(List<Table> tables, String name, String... columns) {
        return tables.stream()
                .anyMatch(table ->
                        table.name().equals(name) && table.columns().containsAll(List.of(columns)));
    }

    /// Columns of a table of the numbered generations that none of them had; empty for other
    /// tables.
    static Set<String> unknownColumns(Table table) {
        Set<String> known =
                switch (table.name()) {
                    case "datasets" ->
                            Set.of(
                                    "id",
                                    "name",
                                    "description",
                                    "file_count",
                                    "total_size",
                                    "created_at",
                                    "updated_at",
                                    "summary",
                                    "drive_folder_id",
                                    "drive_url");
                    case "papers", "posters" ->
                            Set.of(
                                    "id",
                                    "file_path",
                                    "file_name",
                                    "file_size",
                                    "created_at",
                                    "updated_at",
                                    "indexed_at",
                                    "title",
                                    "authors",
                                    "abstract",
                                    "keywords",
                                    "content_hash",
                                    "drive_file_id",
                                    "drive_url");
                    case "dataset_files" ->
                            Set.of(
                                    "id",
                                    "dataset_id",
                                    "file_path",
                                    "file_name",
                                    "file_type",
                                    "file_size",
                                    "created_at",
                                    "updated_at",
                                    "indexed_at",
                                    "content_hash",
                                    "schema_info",
                                    "summary",
                                    "drive_file_id",
                                    "drive_url");
                    case "paper_dataset_relations", "poster_dataset_relations" ->
                            Set.of(
                                    "id",
                                    "paper_id",
                                    "poster_id",
                                    "dataset_id",
                                    "relation_type",
                                    "confidence",
                                    "created_at",
                                    "notes");
                    default -> new HashSet<>(table.columns());
                };
        Set<String> unknown = new HashSet<>(table.columns());
        unknown.removeAll(known);
        return unknown;
    }
}
