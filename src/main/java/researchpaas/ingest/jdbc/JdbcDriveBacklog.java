package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.DriveBacklog;
import researchpaas.ingest.DriveMirror.Audience;
import researchpaas.ingest.DrivePlaces.Way;
import researchpaas.ingest.SourceId;

@Component
@Transactional
class JdbcDriveBacklog implements DriveBacklog {
    /// Files that time brings back; those whose readers changed, too.
    private static final String DUE =
            """
            i.source_id = :source and i.kind <> 'FOLDER' and i.settled and
            (i.access_until <= :now or i.item_id in
                (select f.external_id from files f
                 where f.source_id = :source and not f.gone and f.external_id is not null
                   and (f.state = 'FAILED' and f.next_try <= :now
                        or f.state in ('PUBLISHED', 'SKIPPED', 'FAILED') and f.reader_version <> :reader)))
            """;

    private final JdbcClient sql;

    JdbcDriveBacklog(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Row> folders(SourceId source, int most) {
        return sql.sql(
                        """
                        select i.* from drive_items i
                        where i.source_id = :source and i.kind = 'FOLDER' and i.placed and not i.settled
                        order by i.item_id limit :most
                        """)
                .param("source", source.value())
                .param("most", most)
                .query((row, _) ->
                        new Row(
                                DriveRows.item(row),
                                DriveRows.way(row.getString("path"), row.getString("ids")),
                                DriveRows.audience(row),
                                row.getBoolean("lost")))
                .list();
    }

    @Override
    public boolean folderSettled(SourceId source, String folder, Audience audience) {
        Optional<Long> before = spread(source, folder);
        // what came in with the folder was looked at with it
        boolean same = before.isEmpty() || before.get() == audience.accessSet();
        if (before.isEmpty() || !same) {
            spread(source, folder, audience.accessSet());
        }
        heard(source, folder, audience);
        settled(source, folder);
        if (!same) {
            sql.sql(
                            """
                            update drive_items set access = 'UNREAD', settled = false
                            where source_id = :source and parent_id = :folder
                            """)
                    .param("source", source.value())
                    .param("folder", folder)
                    .update();
        }
        return !same;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Row> visible(SourceId source, String after, int most) {
        return files(
                source,
                after,
                most,
                """
                and exists (select 1 from files f
                            join published_files pf on pf.file_id = f.id and pf.hidden_at is null
                            where f.source_id = i.source_id and f.external_id = i.item_id)
                """);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Row> files(SourceId source, String after, int most) {
        return files(source, after, most, "");
    }

    private Optional<Long> spread(SourceId source, String folder) {
        return sql.sql(
                        """
                        select spread_set from drive_items
                        where source_id = :source and item_id = :item and spread_set is not null
                        """)
                .param("source", source.value())
                .param("item", folder)
                .query(Long.class)
                .optional();
    }

    private void spread(SourceId source, String folder, long accessSet) {
        sql.sql(
                        """
                        update drive_items set spread_set = :set where source_id = :source and item_id = :item
                        """)
                .param("set", accessSet)
                .param("source", source.value())
                .param("item", folder)
                .update();
    }

    private List<Row> files(SourceId source, String after, int most, String which) {
        return sql.sql(
                        """
                        select i.*, p.path as parent_path, p.ids as parent_ids, m.path as mount_path, m.ids as mount_ids,
                               own.path as own_path, own.ids as own_ids
                        from drive_items i
                        left join drive_items p
                          on p.source_id = i.source_id and p.item_id = i.parent_id and p.kind = 'FOLDER'
                        left join drive_mounts m on m.source_id = p.source_id and m.item_id = p.mount
                        left join drive_mounts own on own.source_id = i.source_id and own.item_id = i.item_id
                        where i.source_id = :source and i.kind <> 'FOLDER' and not i.settled and i.item_id > :after
                          and (p.item_id is null or p.placed) %s
                        order by i.item_id limit :most
                        """
                                .formatted(which))
                .param("source", source.value())
                .param("after", after)
                .param("most", most)
                .query((row, _) ->
                        new Row(
                                DriveRows.item(row),
                                way(row),
                                DriveRows.audience(row),
                                row.getBoolean("lost")))
                .list();
    }

    private static @Nullable Way way(ResultSet row) throws SQLException {
        String own = row.getString("own_path");
        if (own != null) {
            return DriveRows.way(own, row.getString("own_ids"));
        }
        String mount = row.getString("mount_path");
        if (mount == null) {
            return null;
        }
        return new Way(
                Stream.of(
                                DriveRows.parts(mount),
                                DriveRows.parts(row.getString("parent_path")),
                                List.of(DriveRows.part(row.getString("name"))))
                        .flatMap(List::stream)
                        .toList(),
                Stream.of(
                                DriveRows.parts(row.getString("mount_ids")),
                                DriveRows.parts(row.getString("parent_ids")),
                                List.of(row.getString("item_id")))
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public void heard(SourceId source, String item, Audience audience) {
        DriveRows.access(
                        sql.sql(
                                        """
                                        update drive_items
                                        set access = :access, access_set = :accessSet, access_until = :until
                                        where source_id = :source and item_id = :item
                                        """)
                                .param("source", source.value())
                                .param("item", item),
                        audience)
                .update();
    }

    @Override
    public void settled(SourceId source, String item) {
        sql.sql(
                        """
                        update drive_items set settled = true where source_id = :source and item_id = :item
                        """)
                .param("source", source.value())
                .param("item", item)
                .update();
    }

    @Override
    public void drop(SourceId source, String item) {
        sql.sql("delete from drive_items where source_id = :source and item_id = :item")
                .param("source", source.value())
                .param("item", item)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Amount amount(SourceId source) {
        return sql.sql(
                        """
                        select count(*) as files, coalesce(sum(size), 0) as bytes,
                               coalesce(sum(case when settled then 0 else 1 end), 0) as unsettled,
                               coalesce(sum(case when settled then 0 else size end), 0) as unsettled_bytes
                        from drive_items
                        where source_id = :source and kind in ('FILE', 'NATIVE')
                        """)
                .param("source", source.value())
                .query((row, _) ->
                        new Amount(
                                row.getInt("files"),
                                row.getLong("bytes"),
                                row.getInt("unsettled"),
                                row.getLong("unsettled_bytes")))
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean hasWork(SourceId source, Instant now, String readerVersion) {
        return sql.sql(
                                """
                                select count(*) from
                                    (select 1 as one from drive_items i
                                     where i.source_id = :source and not i.settled
                                     union all
                                     select 1 from drive_items i where i.source_id = :source and not i.placed
                                     union all
                                     select 1 from drive_items i where %s
                                     limit 1) as found
                                """
                                        .formatted(DUE))
                        .param("source", source.value())
                        .param("now", now.toEpochMilli())
                        .param("reader", readerVersion)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void remember(SourceId source, Instant now, String readerVersion) {
        sql.sql(
                        """
                        update drive_items
                        set settled = false,
                            access = case when access_until <= :now then 'UNREAD' else access end
                        where source_id = :source and item_id in (select i.item_id from drive_items i where %s)
                        """
                                .formatted(DUE))
                .param("source", source.value())
                .param("now", now.toEpochMilli())
                .param("reader", readerVersion)
                .update();
    }
}
