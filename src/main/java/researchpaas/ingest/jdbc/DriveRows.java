package researchpaas.ingest.jdbc;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveItem.Kind;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DriveMirror.Seen;
import researchpaas.ingest.DrivePlaces.Way;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.SourceId;

/// Rows of `drive_items`.
final class DriveRows {
    private DriveRows() {}

    /// A row as it stands, with what the mirror itself notes of it.
    record Kept(DriveItem item, @Nullable Audience audience, boolean lost, long seen) {}

    static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(item(row), audience(row), row.getBoolean("lost"), row.getLong("seen"));
    }

    static DriveItem item(ResultSet row) throws SQLException {
        String target = row.getString("target_id");
        String link = row.getString("link");
        return new DriveItem(
                row.getString("item_id"),
                row.getString("name"),
                row.getString("parent_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("mime_type"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("md5"),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                false,
                row.getString("exported_as"),
                target == null ? null : new Handle(target, row.getString("target_key")),
                row.getString("resource_key"),
                row.getString("drive_id"),
                row.getBoolean("may_see_permissions"),
                null,
                row.getBoolean("may_download"),
                link == null ? null : URI.create(link));
    }

    /// What tells one state of an item from another; who may see it is another question.
    static boolean same(DriveItem one, DriveItem other) {
        return withoutGrants(one).equals(withoutGrants(other));
    }

    private static DriveItem withoutGrants(DriveItem item) {
        return new DriveItem(
                item.id(),
                storable(item.name()),
                item.parent(),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.sha256(),
                item.md5(),
                item.version(),
                Instant.ofEpochMilli(item.modifiedAt().toEpochMilli()),
                false,
                item.exportedAs(),
                item.target(),
                item.resourceKey(),
                item.driveId(),
                item.maySeePermissions(),
                null,
                item.mayDownload(),
                item.link());
    }

    static @Nullable Audience audience(ResultSet row) throws SQLException {
        String access = row.getString("access");
        if (access.equals("UNREAD")) {
            return null;
        }
        long until = row.getLong("access_until");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(until);
        return new Audience(access.equals("TOLD"), row.getLong("access_set"), end);
    }

    /// No database of ours takes NUL.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /// Writes everything that the drive told; a row that is there goes on, unsettled.
    static void write(
            JdbcClient sql,
            SourceId source,
            Seen seen,
            @Nullable Audience audience,
            boolean root,
            long sweep) {
        DriveItem item = seen.item();
        Handle target = item.target();
        StatementSpec statement =
                sql.sql(
                                """
                                insert into drive_items
                                    (source_id, item_id, parent_id, name, kind, mime_type, size, sha256, md5, version,
                                     modified_at, exported_as, target_id, target_key, resource_key, drive_id,
                                     may_see_permissions, may_download, link, root, placed, seen, listed, access,
                                     access_set, access_until, lost, settled)
                                values
                                    (:source, :id, :parent, :name, :kind, :mimeType, :size, :sha256, :md5, :version,
                                     :modifiedAt, :exportedAs, :target, :targetKey, :resourceKey, :drive,
                                     :maySee, :mayDownload, :link, :root, :placed, :seen, 0, :access,
                                     :accessSet, :until, false, false)
                                on conflict (source_id, item_id) do update set
                                    parent_id = excluded.parent_id, name = excluded.name, kind = excluded.kind,
                                    mime_type = excluded.mime_type, size = excluded.size, sha256 = excluded.sha256,
                                    md5 = excluded.md5, version = excluded.version, modified_at = excluded.modified_at,
                                    exported_as = excluded.exported_as, target_id = excluded.target_id,
                                    target_key = excluded.target_key, resource_key = excluded.resource_key,
                                    drive_id = excluded.drive_id, may_see_permissions = excluded.may_see_permissions,
                                    may_download = excluded.may_download, link = excluded.link,
                                    root = drive_items.root or excluded.root, placed = excluded.placed,
                                    seen = excluded.seen, access = excluded.access,
                                    access_set = coalesce(excluded.access_set, drive_items.access_set),
                                    access_until = excluded.access_until, lost = false, settled = false
                                """)
                        .param("source", source.value())
                        .param("id", item.id())
                        .param("parent", item.parent(), Types.VARCHAR)
                        .param("name", storable(item.name()))
                        .param("kind", item.kind().name())
                        .param("mimeType", item.mimeType())
                        .param("size", item.size())
                        .param("sha256", item.sha256(), Types.VARCHAR)
                        .param("md5", item.md5(), Types.VARCHAR)
                        .param("version", item.version())
                        .param("modifiedAt", item.modifiedAt().toEpochMilli())
                        .param("exportedAs", item.exportedAs(), Types.VARCHAR)
                        .param("target", target == null ? null : target.id(), Types.VARCHAR)
                        .param(
                                "targetKey",
                                target == null ? null : target.resourceKey(),
                                Types.VARCHAR)
                        .param("resourceKey", item.resourceKey(), Types.VARCHAR)
                        .param("drive", item.driveId(), Types.VARCHAR)
                        .param("maySee", item.maySeePermissions())
                        .param("mayDownload", item.mayDownload())
                        .param("link", Objects.toString(item.link(), null), Types.VARCHAR)
                        .param("root", root)
                        .param("placed", item.kind() != Kind.FOLDER)
                        .param("seen", sweep);
        access(statement, audience).update();
    }

    static StatementSpec access(StatementSpec statement, @Nullable Audience audience) {
        Instant until = audience == null ? null : audience.until();
        return statement
                .param(
                        "access",
                        audience == null ? "UNREAD" : audience.told() ? "TOLD" : "NOT_TOLD")
                .param("accessSet", audience == null ? null : audience.accessSet(), Types.BIGINT)
                .param("until", until == null ? null : until.toEpochMilli(), Types.BIGINT);
    }

    static Way way(@Nullable String names, @Nullable String ids) {
        return new Way(parts(names), parts(ids));
    }

    static List<String> parts(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : Arrays.asList(joined.split("/"));
    }

    /// A name may hold what stands between names.
    static String part(String name) {
        String one = name.replace('/', '／');
        return one.isEmpty() ? "_" : one;
    }

    static String join(Stream<String> parts) {
        return parts.collect(Collectors.joining("/"));
    }
}
