package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.ChangePage;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.googledrive.DriveWorld;
import researchpaas.ingest.googledrive.GoogleDrives;
import researchpaas.ingest.googledrive.WorldItem;
import researchpaas.ingest.googledrive.WorldPermission;

/// What must hold of a library that follows a drive, after a kill at any moment: looked at from
/// outside, with plain SQL, and compared with what there is on the drive.
final class DriveInvariants {
    private final Path home;
    private final Path library;
    private final Store store;
    private final DriveWorld world;
    private final FollowedDrive drive;

    /// @param drive to read the log of changes with
    DriveInvariants(Path home, Path library, Store store, DriveWorld world, FollowedDrive drive) {
        this.home = home;
        this.library = library;
        this.store = store;
        this.world = world;
        this.drive = drive;
    }

    /// @param who the principals, sorted
    private record Held(String path, @Nullable String sha256, String who) {}

    void check() throws Exception {
        new Invariants(home, library, store).checkOwn();
        try (Connection database = store.open(home)) {
            assertThat(
                            rows(
                                    database,
                                    "select external_id from files where external_id is not null"
                                            + " group by source_id, external_id having count(*) > 1"))
                    .as("no file is doubled")
                    .isEmpty();
            checkCursors(database);
        }
    }

    /// I6: whatever on the drive differs from the mirror stands in the log behind the cursor. I5:
    /// whatever the library shows to others than the drive is known not to be settled, or stands
    /// there too.
    private void checkCursors(Connection database) throws SQLException {
        List<List<String>> logs = rows(database, "select drive_id, cursor from drive_logs");
        List<List<String>> sweeps = rows(database, "select done from drive_sweeps");
        if (logs.isEmpty() || !List.of("1", "t", "true").contains(sweeps.getFirst().getFirst())) {
            // the full listing is still to come to its end
            return;
        }
        Set<String> later = new HashSet<>();
        for (List<String> log : logs) {
            later.addAll(changedAfter(log.get(0), log.get(1)));
        }
        Map<String, Held> onDrive = onDrive();
        Map<String, List<String>> mirrored = new TreeMap<>();
        for (List<String> row :
                rows(
                        database,
                        "select item_id, sha256, case when settled then 'settled' else 'open' end"
                                + " from drive_items where kind = 'FILE' and not lost")) {
            mirrored.put(row.get(0), row);
        }
        Map<String, Held> shown = shown(database);
        for (Map.Entry<String, Held> file : onDrive.entrySet()) {
            if (isTold(file.getKey(), later)) {
                continue;
            }
            assertThat(mirrored)
                    .as("I6: the mirror knows what the log has passed")
                    .containsKey(file.getKey());
            List<String> row = mirrored.get(file.getKey());
            assertThat(row.get(1)).as("I6: and as it is").isEqualTo(file.getValue().sha256());
            if (row.get(2).equals("settled") && isSettledAbove(database)) {
                assertThat(shown.get(file.getKey()))
                        .as("I2, I5: what is settled is as on the drive")
                        .isEqualTo(file.getValue());
            }
        }
    }

    /// What a folder's change means for what lies in it is not worked off as long as some folder is
    /// open.
    private static boolean isSettledAbove(Connection database) throws SQLException {
        return rows(
                        database,
                        "select item_id from drive_items where kind = 'FOLDER' and (not settled or not placed)")
                .isEmpty();
    }

    /// By itself or with a folder above it.
    private boolean isTold(String id, Set<String> later) {
        for (WorldItem item = world.item(id);
                item != null;
                item = item.parent() == null ? null : world.find(item.parent())) {
            if (later.contains(item.id())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> changedAfter(String driveId, String cursor) {
        Set<String> changed = new HashSet<>();
        Corpus corpus = new Corpus(driveId.isEmpty() ? null : driveId);
        ChangePage page;
        String from = cursor;
        do {
            page = drive.changes(corpus, from);
            page.changes().stream().map(Change::id).forEach(changed::add);
            from = page.next();
        } while (page.more());
        return changed;
    }

    boolean isEqual() throws Exception {
        try (Connection database = store.open(home)) {
            return shown(database).equals(onDrive());
        }
    }

    void checkEqual() throws Exception {
        try (Connection database = store.open(home)) {
            assertThat(shown(database))
                    .as("nothing is lost, stale, or shown to others")
                    .isEqualTo(onDrive());
            assertThat(rows(database, "select id from jobs where state in ('RUNNING', 'WAITING')"))
                    .as("I9: no job goes on")
                    .isEmpty();
        }
    }

    private Map<String, Held> shown(Connection database) throws SQLException {
        Map<String, Held> shown = new TreeMap<>();
        for (List<String> row :
                rows(
                        database,
                        "select f.external_id, f.path, pf.sha256, a.principals from files f"
                                + " join published_files pf on pf.file_id = f.id and pf.hidden_at is null"
                                + " join access_sets a on a.id = f.access_set"
                                + " where f.external_id is not null")) {
            shown.put(row.get(0), new Held(row.get(1), row.get(2), row.get(3)));
        }
        return shown;
    }

    private Map<String, Held> onDrive() {
        Map<String, Held> held = new TreeMap<>();
        String root = drive.rules().roots().getFirst();
        visit(root, world.item(root).name(), held);
        return held;
    }

    private void visit(String folder, String path, Map<String, Held> held) {
        for (WorldItem item : world.childrenOf(folder)) {
            String way = path + "/" + item.name();
            if (item.isTrashed() || !world.maySee(GoogleDrives.ACCOUNT, item)) {
                continue;
            }
            if (item.isFolder()) {
                visit(item.id(), way, held);
            } else {
                held.put(item.id(), new Held(way, sha256(item.content()), who(item)));
            }
        }
    }

    private String who(WorldItem item) {
        Set<String> who = new TreeSet<>();
        for (WorldPermission permission : world.permissionsOf(item.id())) {
            who.add(permission.type() + ":" + permission.who());
        }
        return String.join(" ", who);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<String>> rows(Connection database, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
