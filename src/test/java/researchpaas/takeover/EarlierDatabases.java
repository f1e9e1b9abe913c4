package researchpaas.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Databases of the earlier system, made from the facts that are known of it: each generation with
/// what real ones have, mixed times, NULLs, gaps, equal hashes, placeholders, Google Drive's paths.
public final class EarlierDatabases {
    public static final byte[] FAKE_PDF =
            "%PDF-1.4\nfake content\n".getBytes(StandardCharsets.US_ASCII);

    /// The old papers' text, to be found under `--files` and by a scan.
    public static final String MOTHS =
            "# Moths at the observatory\n\nMoths gather around the lamp of the observatory.\n";

    private static final String DATASETS =
            """
            create table datasets (id integer primary key autoincrement, name text unique not null, description text,
                file_count integer default 0, total_size integer default 0,
                created_at timestamp default current_timestamp, updated_at timestamp default current_timestamp,
                summary text%s)
            """;
    private static final String FILES =
            """
            create table %s (id integer primary key autoincrement, file_path text unique not null,
                file_name text not null, file_size integer not null, created_at timestamp, updated_at timestamp,
                indexed_at timestamp default current_timestamp, title text, authors text, abstract text,
                keywords text, content_hash text%s)
            """;
    private static final String DATASET_FILES =
            """
            create table dataset_files (id integer primary key autoincrement,
                dataset_id integer not null references datasets (id) on delete cascade, file_path text unique not null,
                file_name text not null, file_type text not null, file_size integer not null, created_at timestamp,
                updated_at timestamp, indexed_at timestamp default current_timestamp, content_hash text%s)
            """;

    private EarlierDatabases() {}

    /// @return the file, in that folder
    public static Path write(Path folder, Generation generation) {
        Path file = folder.resolve("research_data.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements(generation)) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /// One of the first numbered generation with many rows.
    public static Path write(Path folder, int papers) {
        Path file = write(folder, Generation.G1);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    with recursive n(i) as (select 1000 union all select i + 1 from n where i < %d)
                    insert into papers (id, file_path, file_name, file_size, created_at, updated_at, indexed_at, title,
                                        abstract)
                    select i, '/old/paper/p' || i || '.pdf', 'p' || i || '.pdf', i, '2025-03-01 09:00:00',
                           '2025-03-01 09:00:00', '2025-03-01 00:00:00', 'Paper ' || i, 'What paper ' || i || ' says of moths.' from n
                    """
                            .formatted(999 + papers));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    static void execute(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Some of the old files, where a person may have put them.
    public static Path files(Path folder) {
        try {
            Files.createDirectories(folder.resolve("lab/paper"));
            Files.writeString(folder.resolve("lab/paper/moths.md"), MOTHS);
            Files.createDirectories(folder.resolve("elsewhere"));
            Files.write(folder.resolve("elsewhere/fake.pdf"), FAKE_PDF);
            // named in the other form of Unicode
            Files.writeString(folder.resolve("elsewhere/カ\u3099.csv"), "place,temp\nOsaka,21\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> statements(Generation generation) {
        return switch (generation) {
            case G0 -> textKeys();
            case G1 -> numbered(generation, "", "", "", "");
            case G2 -> numbered(generation, "", "", ", schema_info text, summary text", "");
            case G3 ->
                    numbered(
                            generation,
                            ", drive_folder_id text, drive_url text",
                            ", drive_file_id text, drive_url text",
                            ", schema_info text, summary text, drive_file_id text, drive_url text",
                            "");
            case G4 ->
                    numbered(
                            generation,
                            ", drive_folder_id text, drive_url text, owner text",
                            ", drive_file_id text, drive_url text, citation_count integer, embedding blob",
                            ", schema_info text, summary text, drive_file_id text, drive_url text, license text",
                            "update papers set citation_count = 12, embedding = x'00ff10' where id = 1");
        };
    }

    private static List<String> numbered(
            Generation generation,
            String datasets,
            String files,
            String datasetFiles,
            String last) {
        String moths = sha256(MOTHS.getBytes(StandardCharsets.UTF_8));
        String fake = sha256(FAKE_PDF);
        List<String> sql =
                new ArrayList<>(
                        List.of(
                                DATASETS.formatted(datasets),
                                FILES.formatted("papers", files),
                                FILES.formatted("posters", files),
                                DATASET_FILES.formatted(datasetFiles),
                                """
                                insert into datasets (id, name, description, file_count, total_size, created_at, updated_at, summary)
                                values (1, '気象観測', '大阪の気温', 9, 20, '2025-04-01 00:00:00', '2025-04-01 00:00:00.123456',
                                        '大阪で測った気温と湿度の記録。'),
                                       (3, 'empty', 'Google Driveから同期: 0ファイル', 0, 0, '2025-04-02 00:00:00', null, null)
                                """,
                                """
                                insert into papers (id, file_path, file_name, file_size, created_at, updated_at, indexed_at,
                                                    title, authors, abstract, keywords, content_hash)
                                values (1, '/Users/taro/lab/paper/moths.md', 'moths.md', %d, '2025-03-01 09:00:00',
                                        '2025-03-02 09:00:00.654321', '2025-03-03 00:00:00', 'moths.md', '岡田花子, Smith',
                                        'How lanterns lure nocturnal insects.', 'moth, 灯火', '%s'),
                                       (2, '/Users/jiro/paper/copy of moths.md', 'copy of moths.md', %d, '2025-03-01 09:00:00',
                                        null, '2025-03-03 00:00:00', null, null, null, '', '%s'),
                                       (5, '/Users/taro/lab/paper/fake.pdf', 'fake.pdf', %d, '2025-02-30 09:00:00', null, null,
                                        '夜の蛾', '', '夜行性の昆虫が街灯に集まる理由を調べた。', null, '%s'),
                                       (7, '/Users/taro/lab/paper/unread.pdf', 'unread.pdf', 10, null, null, null, null, null, null,
                                        null, '')
                                """
                                        .formatted(
                                                MOTHS.length(),
                                                moths,
                                                MOTHS.length(),
                                                moths,
                                                FAKE_PDF.length,
                                                fake),
                                """
                                insert into posters (id, file_path, file_name, file_size, created_at, updated_at, indexed_at, title,
                                                     authors, abstract, keywords, content_hash)
                                values (4, 'gdrive://poster/1AbC', 'ポスター発表.pdf', 4096, '2025-05-01 12:00:00',
                                        '2025-05-01 12:00:00', '2025-05-01 03:00:01', 'ポスター発表', 'Google Drive File',
                                        'Google Driveから取得されたファイル', '', null)
                                """,
                                // numbers were given up to 11
                                "update sqlite_sequence set seq = 11 where name = 'posters'",
                                """
                                insert into dataset_files (id, dataset_id, file_path, file_name, file_type, file_size, created_at,
                                                           updated_at, indexed_at, content_hash)
                                values (1, 1, '/Users/taro/datasets/気象観測/ガ.csv', 'ガ.csv', 'csv', 20, '2025-04-01 09:00:00',
                                        '2025-04-01 09:00:00', '2025-04-03 00:00:00', null),
                                       (2, 9, '/Users/taro/datasets/gone/x.csv', 'x.csv', 'csv', 5, null, null, null, null)
                                """,
                                "create table notes_of_the_lab (who text, what text)",
                                "insert into notes_of_the_lab values ('岡田', '鍵は二番'), ('O''Hara', null)"));
        if (generation != Generation.G1) {
            sql.add(
                    """
                    create table paper_dataset_relations (id integer primary key autoincrement,
                        paper_id integer not null references papers (id) on delete cascade,
                        dataset_id integer not null references datasets (id) on delete cascade,
                        relation_type text default 'cited', confidence real default 1.0,
                        created_at timestamp default current_timestamp, notes text, unique (paper_id, dataset_id))
                    """);
            sql.add(
                    """
                    create table poster_dataset_relations (id integer primary key autoincrement,
                        poster_id integer not null references posters (id) on delete cascade,
                        dataset_id integer not null references datasets (id) on delete cascade,
                        relation_type text default 'cited', confidence real default 1.0,
                        created_at timestamp default current_timestamp, notes text, unique (poster_id, dataset_id))
                    """);
            sql.add(
                    """
                    insert into paper_dataset_relations (paper_id, dataset_id, relation_type, confidence, created_at, notes)
                    values (1, 1, 'used', 0.75, '2025-04-03 00:00:00', '図 3'), (1, 99, 'cited', 1.0, '2025-04-03 00:00:00', null)
                    """);
            sql.add(
                    "insert into poster_dataset_relations (poster_id, dataset_id, created_at) values (4, 1, '2025-04-03 00:00:00')");
        }
        if (!last.isEmpty()) {
            sql.add(last);
        }
        return sql;
    }

    private static List<String> textKeys() {
        return List.of(
                """
                create table research_data (data_id text primary key, data_type text, title text, summary text,
                    research_field text, created_date text, file_path text, metadata text, indexed_at text, updated_at text)
                """,
                """
                create table datasets (dataset_id text primary key, name text, directory_path text unique, description text,
                    tags text, research_field text, data_type text, file_count integer, total_size integer,
                    llm_generated_summary text, llm_generated_tags text, quality_score real, complexity_level text,
                    created_at text, updated_at text)
                """,
                """
                create table dataset_files (file_id text primary key, dataset_id text, file_path text, file_name text,
                    file_type text, file_size integer, role text, description text)
                """,
                "create table search_history (id integer primary key, query text, at text)",
                "create table chat_sessions (session_id text primary key, title text)",
                "create table chat_messages (id integer primary key, session_id text, role text, content text)",
                """
                insert into research_data values
                    ('rd-b', 'paper', '灯火と蛾', '蛾が灯火に集まる条件をまとめた。', '生態学', '2024-11-02', '/old/paper/b.pdf',
                     '{"pages": 3}', '2024-11-03 00:00:00', '2024-11-02 10:00:00'),
                    ('rd-a', 'poster', 'Rain gauges', 'Hourly rain.', null, null, '/old/poster/a.pdf', null, null, null)
                """,
                """
                insert into datasets values ('ds-1', '河川水位', '/old/datasets/river', '水位の記録', '["水位", "河川"]', '水文学',
                    'timeseries', 1, 40, '十年間の河川水位の記録。', null, 0.8, 'low', '2024-10-01 00:00:00', null)
                """,
                "insert into dataset_files values ('f-1', 'ds-1', '/old/datasets/river/level.csv', 'level.csv', '.csv', 40, 'data', '水位')",
                "insert into search_history values (1, '蛾', '2024-11-05')",
                "insert into chat_sessions values ('s1', '相談')",
                "insert into chat_messages values (1, 's1', 'user', '蛾のデータはありますか')");
    }
}
