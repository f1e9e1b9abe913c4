package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.DrivePlaces;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.SourceId;

@Component
@Transactional
class JdbcDrivePlaces implements DrivePlaces {
    private static final int AT_ONCE = 200;

    /// Whether the row is a mount of its own.
    private static final String IS_MOUNT =
            """
            (f.root or exists (select 1 from drive_items s
                               where s.source_id = f.source_id and s.target_id = f.item_id and not s.lost))
            """;

    private final JdbcClient sql;

    JdbcDrivePlaces(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void place(SourceId source) {
        unplaceFormerAndNewMounts(source);
        List<Folder> folders = unplaced(source);
        while (!folders.isEmpty()) {
            folders.forEach(folder -> place(source, folder));
            folders = unplaced(source);
        }
    }

    private void unplaceFormerAndNewMounts(SourceId source) {
        sql.sql(
                        """
                        update drive_items set placed = false
                        where source_id = :source and kind = 'FOLDER' and placed and item_id in
                            (select f.item_id from drive_items f
                             where f.source_id = :source and f.kind = 'FOLDER'
                               and (coalesce(f.mount, '') = f.item_id) <> %s)
                        """
                                .formatted(IS_MOUNT))
                .param("source", source.value())
                .update();
    }

    /// From above to below: a folder waits for the one that it lies in. Two that lie in each other
    /// are nowhere; the log of changes will tell more.
    private List<Folder> unplaced(SourceId source) {
        return sql.sql(
                        """
                        select f.item_id, f.name, f.lost, f.mount, f.path, f.ids, %1$s as is_mount,
                               p.mount as parent_mount, p.path as parent_path, p.ids as parent_ids
                        from drive_items f
                        left join drive_items p
                          on p.source_id = f.source_id and p.item_id = f.parent_id and p.kind = 'FOLDER'
                        where f.source_id = :source and f.kind = 'FOLDER' and not f.placed
                          and (f.lost or p.item_id is null or p.placed or %1$s)
                        order by f.item_id limit :limit
                        """
                                .formatted(IS_MOUNT))
                .param("source", source.value())
                .param("limit", AT_ONCE)
                .query(JdbcDrivePlaces::folder)
                .list();
    }

    private static Folder folder(ResultSet row, int number) throws SQLException {
        boolean mount = row.getBoolean("is_mount");
        String id = row.getString("item_id");
        Place now = null;
        String above = row.getString("parent_mount");
        if (row.getBoolean("lost")) {
            now = null;
        } else if (mount) {
            now = new Place(id, "", "");
        } else if (above != null) {
            now =
                    new Place(
                            above,
                            below(
                                    row.getString("parent_path"),
                                    DriveRows.part(row.getString("name"))),
                            below(row.getString("parent_ids"), id));
        }
        String before = row.getString("mount");
        return new Folder(
                id,
                before == null
                        ? null
                        : new Place(before, row.getString("path"), row.getString("ids")),
                now);
    }

    private static String below(@Nullable String above, String part) {
        return above == null || above.isEmpty() ? part : above + "/" + part;
    }

    private void place(SourceId source, Folder folder) {
        Place now = folder.now();
        if (now == null) {
            unsettleContents(source, folder.id());
            doubtTargets(source, folder.id());
            sql.sql("delete from drive_items where source_id = :source and item_id = :id")
                    .param("source", source.value())
                    .param("id", folder.id())
                    .update();
            return;
        }
        if (!now.equals(folder.before())) {
            unsettleContents(source, folder.id());
        }
        sql.sql(
                        """
                        update drive_items set placed = true, mount = :mount, path = :path, ids = :ids
                        where source_id = :source and item_id = :id
                        """)
                .param("mount", now.mount())
                .param("path", now.path())
                .param("ids", now.ids())
                .param("source", source.value())
                .param("id", folder.id())
                .update();
    }

    private void unsettleContents(SourceId source, String folder) {
        sql.sql(
                        """
                        update drive_items
                        set placed = case when kind = 'FOLDER' then false else placed end,
                            settled = case when kind = 'FOLDER' then settled else false end
                        where source_id = :source and parent_id = :folder
                        """)
                .param("source", source.value())
                .param("folder", folder)
                .update();
    }

    /// What lay in a folder that is gone went with it, and no log tells so of each. What a shortcut
    /// leads to is taken for lost until the drive was asked, see [#unknownTargets].
    private void doubtTargets(SourceId source, String folder) {
        int doubted =
                sql.sql(
                                """
                                update drive_items set lost = true, placed = false, settled = false
                                where source_id = :source and parent_id = :folder and not lost and not root
                                  and exists (select 1 from drive_items s
                                              where s.source_id = drive_items.source_id
                                                and s.target_id = drive_items.item_id and not s.lost)
                                """)
                        .param("source", source.value())
                        .param("folder", folder)
                        .update();
        if (doubted > 0) {
            sql.sql(
                            """
                            update drive_items set settled = false
                            where source_id = :source and not lost and target_id in
                                (select t.item_id from drive_items t
                                 where t.source_id = :source and t.parent_id = :folder and t.lost)
                            """)
                    .param("source", source.value())
                    .param("folder", folder)
                    .update();
        }
    }

    private record Folder(String id, @Nullable Place before, @Nullable Place now) {}

    private record Place(String mount, String path, String ids) {}

    @Override
    @Transactional(readOnly = true)
    public Graph graph(SourceId source) {
        Map<String, String> roots = new HashMap<>();
        sql.sql(
                        """
                        select item_id, name from drive_items where source_id = :source and root and not lost
                        """)
                .param("source", source.value())
                .query(row -> {
                    roots.put(row.getString("item_id"), DriveRows.part(row.getString("name")));
                });
        List<Edge> edges = new ArrayList<>(lyingInEachOther(source));
        edges.addAll(shortcuts(source));
        return new Graph(roots, edges);
    }

    private List<Edge> lyingInEachOther(SourceId source) {
        return sql.sql(
                        """
                        select distinct t.item_id as target, t.name, p.mount, p.path, p.ids
                        from drive_items s
                        join drive_items t on t.source_id = s.source_id and t.item_id = s.target_id
                        join drive_items p on p.source_id = t.source_id and p.item_id = t.parent_id
                        where s.source_id = :source and s.target_id is not null and not s.lost and not t.lost
                          and p.placed and p.mount is not null
                        """)
                .param("source", source.value())
                .query((row, _) -> edge(row, null))
                .list();
    }

    private List<Edge> shortcuts(SourceId source) {
        return sql.sql(
                        """
                        select s.item_id as shortcut, t.item_id as target, p.mount, p.path, p.ids,
                               case when t.kind = 'FOLDER' then s.name else t.name end as name
                        from drive_items s
                        join drive_items t on t.source_id = s.source_id and t.item_id = s.target_id
                        join drive_items p on p.source_id = s.source_id and p.item_id = s.parent_id
                        where s.source_id = :source and s.target_id is not null and not s.lost and not t.lost
                          and p.placed and p.mount is not null
                        """)
                .param("source", source.value())
                .query((row, _) -> edge(row, row.getString("shortcut")))
                .list();
    }

    private static Edge edge(ResultSet row, @Nullable String shortcut) throws SQLException {
        String target = row.getString("target");
        return new Edge(
                row.getString("mount"),
                target,
                shortcut,
                new Way(
                        with(
                                DriveRows.parts(row.getString("path")),
                                DriveRows.part(row.getString("name"))),
                        with(DriveRows.parts(row.getString("ids")), target)));
    }

    private static List<String> with(List<String> parts, String last) {
        return Stream.concat(parts.stream(), Stream.of(last)).toList();
    }

    @Override
    public boolean reach(SourceId source, Map<String, Way> mounts) {
        Map<String, Way> before = reached(source);
        Set<String> changed = new HashSet<>(before.keySet());
        changed.addAll(mounts.keySet());
        changed.removeIf(id -> Objects.equals(before.get(id), mounts.get(id)));
        for (List<String> some : changed.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList()) {
            unsettle(source, some);
            sql.sql("delete from drive_mounts where source_id = :source and item_id in (:ids)")
                    .param("source", source.value())
                    .param("ids", some)
                    .update();
        }
        changed.forEach(id -> {
            Way way = mounts.get(id);
            if (way == null) {
                forget(source, id);
            } else {
                keep(source, id, way);
            }
        });
        return !changed.isEmpty();
    }

    private Map<String, Way> reached(SourceId source) {
        Map<String, Way> ways = new HashMap<>();
        sql.sql("select item_id, path, ids from drive_mounts where source_id = :source")
                .param("source", source.value())
                .query(row -> {
                    ways.put(
                            row.getString("item_id"),
                            DriveRows.way(row.getString("path"), row.getString("ids")));
                });
        return ways;
    }

    private void unsettle(SourceId source, Collection<String> mounts) {
        sql.sql(
                        """
                        update drive_items set settled = false
                        where source_id = :source and kind <> 'FOLDER'
                          and (item_id in (:mounts) or parent_id in
                               (select item_id from drive_items where source_id = :source and mount in (:mounts)))
                        """)
                .param("source", source.value())
                .param("mounts", mounts)
                .update();
    }

    /// A mount that is not reached any more keeps nothing here.
    private void forget(SourceId source, String mount) {
        sql.sql(
                        """
                        delete from drive_items
                        where source_id = :source and kind = 'FOLDER' and mount = :mount
                        """)
                .param("source", source.value())
                .param("mount", mount)
                .update();
    }

    private void keep(SourceId source, String mount, Way way) {
        sql.sql(
                        """
                        insert into drive_mounts (source_id, item_id, path, ids) values (:source, :id, :path, :ids)
                        """)
                .param("source", source.value())
                .param("id", mount)
                .param("path", DriveRows.join(way.names().stream()))
                .param("ids", DriveRows.join(way.ids().stream()))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Handle> unknownTargets(SourceId source) {
        return sql.sql(
                        """
                        select distinct s.target_id, s.target_key from drive_items s
                        join drive_items p on p.source_id = s.source_id and p.item_id = s.parent_id
                        join drive_mounts m on m.source_id = p.source_id and m.item_id = p.mount
                        where s.source_id = :source and s.target_id is not null and not s.lost and not s.settled
                          and not exists (select 1 from drive_items t
                                          where t.source_id = s.source_id and t.item_id = s.target_id
                                            and not t.lost)
                        order by s.target_id
                        """)
                .param("source", source.value())
                .query((row, _) ->
                        new Handle(row.getString("target_id"), row.getString("target_key")))
                .list();
    }
}
