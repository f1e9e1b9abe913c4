package researchpaas.ingest.jdbc;

import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveMirror;
import researchpaas.ingest.FollowedDrive.Change;
import researchpaas.ingest.FollowedDrive.Corpus;
import researchpaas.ingest.FollowedDrive.Handle;
import researchpaas.ingest.SourceId;
import researchpaas.ingest.jdbc.DriveRows.Kept;

@Component
@Transactional
class JdbcDriveMirror implements DriveMirror {
    private static final String FOLDERS_TO_LIST =
            """
            select f.item_id, f.resource_key, f.drive_id from drive_items f
            where f.source_id = :source and f.kind = 'FOLDER' and not f.lost
            """;

    /// What shortcuts lead to outside of the followed folders.
    private static final String ELSEWHERE =
            """
            and not t.root and not t.lost
            and exists (select 1 from drive_items s
                        where s.source_id = t.source_id and s.target_id = t.item_id and not s.lost)
            and not exists (select 1 from drive_items p
                            where p.source_id = t.source_id and p.item_id = t.parent_id)
            """;

    /// Shortcuts to what cannot be seen: a folder above it may bring it back.
    private static final String BROKEN =
            """
            and s.target_id is not null and not s.lost
            and not exists (select 1 from drive_items t
                            where t.source_id = s.source_id and t.item_id = s.target_id and not t.lost)
            """;

    private final JdbcClient sql;

    JdbcDriveMirror(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Sweep> sweep(SourceId source) {
        return sql.sql(
                        """
                        select sweep, done, started_at, rules from drive_sweeps where source_id = :source
                        """)
                .param("source", source.value())
                .query((row, _) ->
                        new Sweep(
                                row.getLong("sweep"),
                                row.getBoolean("done"),
                                Instant.ofEpochMilli(row.getLong("started_at")),
                                row.getString("rules")))
                .optional();
    }

    @Override
    public void beginSweep(
            SourceId source,
            String rules,
            List<Seen> roots,
            Map<Corpus, String> cursors,
            Instant now) {
        long number =
                sql.sql(
                                """
                                insert into drive_sweeps (source_id, sweep, done, started_at, rules)
                                values (:source, 1, false, :now, :rules)
                                on conflict (source_id) do update set
                                    sweep = drive_sweeps.sweep + 1, done = false, started_at = excluded.started_at,
                                    rules = excluded.rules, folders = null, page_token = null
                                returning sweep
                                """)
                        .param("source", source.value())
                        .param("now", now.toEpochMilli())
                        .param("rules", rules)
                        .query(Long.class)
                        .single();
        sql.sql(
                        """
                        update drive_items set root = false, placed = false, settled = false
                        where source_id = :source and root and item_id not in (:roots)
                        """)
                .param("source", source.value())
                .param("roots", orNone(roots.stream().map(root -> root.item().id()).toList()))
                .update();
        roots.forEach(root -> DriveRows.write(sql, source, root, root.audience(), true, number));
        cursors.forEach((corpus, cursor) -> save(source, corpus, cursor));
    }

    /// An empty list is no SQL; no item is called nothing.
    private static Collection<String> orNone(Collection<String> ids) {
        return ids.isEmpty() ? List.of("") : ids;
    }

    private void save(SourceId source, Corpus corpus, String cursor) {
        sql.sql(
                        """
                        insert into drive_logs (source_id, drive_id, cursor) values (:source, :drive, :cursor)
                        on conflict (source_id, drive_id) do update set cursor = excluded.cursor
                        """)
                .param("source", source.value())
                .param("drive", key(corpus))
                .param("cursor", cursor)
                .update();
    }

    private static String key(Corpus corpus) {
        return Objects.requireNonNullElse(corpus.driveId(), "");
    }

    @Override
    public void endSweep(SourceId source) {
        sql.sql(
                        """
                        update drive_items set lost = true, placed = false, settled = false
                        where source_id = :source and not lost and not root
                          and seen < (select sweep from drive_sweeps where source_id = :source)
                        """)
                .param("source", source.value())
                .update();
        sql.sql("update drive_sweeps set done = true where source_id = :source")
                .param("source", source.value())
                .update();
        sql.sql(
                        """
                        delete from drive_logs
                        where source_id = :source and drive_id not in
                            (select coalesce(i.drive_id, '') from drive_items i
                             where i.source_id = :source and not i.lost)
                        """)
                .param("source", source.value())
                .update();
    }

    /// No rules are the ones of a row without.
    @Override
    public void distrust(SourceId source) {
        sql.sql("update drive_sweeps set rules = '' where source_id = :source")
                .param("source", source.value())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<Corpus, String> cursors(SourceId source) {
        Map<Corpus, String> cursors = new HashMap<>();
        sql.sql("select drive_id, cursor from drive_logs where source_id = :source")
                .param("source", source.value())
                .query(row -> {
                    String drive = row.getString("drive_id");
                    cursors.put(
                            new Corpus(drive.isEmpty() ? null : drive), row.getString("cursor"));
                });
        return cursors;
    }

    @Override
    public void follow(SourceId source, Corpus corpus, String cursor) {
        sql.sql(
                        """
                        insert into drive_logs (source_id, drive_id, cursor) values (:source, :drive, :cursor)
                        on conflict (source_id, drive_id) do nothing
                        """)
                .param("source", source.value())
                .param("drive", key(corpus))
                .param("cursor", cursor)
                .update();
    }

    @Override
    public void leave(SourceId source, Corpus corpus) {
        sql.sql(
                        """
                        update drive_items set lost = true, placed = false, settled = false
                        where source_id = :source and coalesce(drive_id, '') = :drive and not lost
                        """)
                .param("source", source.value())
                .param("drive", key(corpus))
                .update();
        sql.sql("delete from drive_logs where source_id = :source and drive_id = :drive")
                .param("source", source.value())
                .param("drive", key(corpus))
                .update();
    }

    @Override
    public Optional<Batch> nextBatch(SourceId source, int most) {
        return begun(source).or(() -> fresh(source, most));
    }

    private Optional<Batch> begun(SourceId source) {
        return sql.sql(
                        """
                        select folders, page_token from drive_sweeps
                        where source_id = :source and folders is not null
                        """)
                .param("source", source.value())
                .query((row, _) ->
                        batch(
                                source,
                                Arrays.asList(row.getString("folders").split(" ")),
                                row.getString("page_token")))
                .optional()
                .flatMap(batch -> batch);
    }

    /// Folders that went meanwhile need no listing; with them goes the page token, which is theirs
    /// too.
    private Optional<Batch> batch(SourceId source, List<String> ids, @Nullable String token) {
        List<ToList> folders =
                sql.sql(FOLDERS_TO_LIST + "and f.item_id in (:ids) order by f.item_id")
                        .param("source", source.value())
                        .param("ids", ids)
                        .query((row, _) ->
                                new ToList(
                                        new Handle(
                                                row.getString("item_id"),
                                                row.getString("resource_key")),
                                        row.getString("drive_id")))
                        .list();
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Batch(
                                new Corpus(folders.getFirst().drive()),
                                folders.stream().map(ToList::handle).toList(),
                                folders.size() == ids.size() ? token : null));
    }

    private Optional<Batch> fresh(SourceId source, int most) {
        List<ToList> first = toList(source, null, 1);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String drive = first.getFirst().drive();
        return Optional.of(
                new Batch(
                        new Corpus(drive),
                        toList(source, new Corpus(drive), most).stream()
                                .map(ToList::handle)
                                .toList(),
                        null));
    }

    private List<ToList> toList(SourceId source, @Nullable Corpus corpus, int most) {
        return sql.sql(
                        FOLDERS_TO_LIST
                                + """
                                and f.placed and f.mount in (select item_id from drive_mounts where source_id = :source)
                                and f.listed < (select sweep from drive_sweeps where source_id = :source)
                                and (:any or coalesce(f.drive_id, '') = :drive)
                                order by f.item_id limit :most
                                """)
                .param("source", source.value())
                .param("any", corpus == null)
                .param("drive", corpus == null ? "" : key(corpus))
                .param("most", most)
                .query((row, _) ->
                        new ToList(
                                new Handle(row.getString("item_id"), row.getString("resource_key")),
                                row.getString("drive_id")))
                .list();
    }

    private record ToList(Handle handle, @Nullable String drive) {}

    @Override
    public void addListed(SourceId source, Batch batch, List<Seen> page, @Nullable String next) {
        Sweep sweep = sweep(source).orElseThrow();
        Map<String, Kept> known = known(source, ids(page));
        for (Seen seen : page) {
            listed(source, sweep, seen, known.get(seen.item().id()));
        }
        List<String> folders = batch.folders().stream().map(Handle::id).toList();
        if (next == null) {
            sql.sql(
                            """
                            update drive_items set listed = :sweep
                            where source_id = :source and item_id in (:folders)
                            """)
                    .param("sweep", sweep.number())
                    .param("source", source.value())
                    .param("folders", folders)
                    .update();
        }
        at(source, next == null ? null : String.join(" ", folders), next);
    }

    private static List<String> ids(List<Seen> page) {
        return page.stream().map(seen -> seen.item().id()).toList();
    }

    private void at(SourceId source, @Nullable String folders, @Nullable String pageToken) {
        sql.sql(
                        """
                        update drive_sweeps set folders = :folders, page_token = :token where source_id = :source
                        """)
                .param("folders", folders, Types.VARCHAR)
                .param("token", pageToken, Types.VARCHAR)
                .param("source", source.value())
                .update();
    }

    /// In a full listing an item is looked at anew when it is seen first; in one of a new folder
    /// only what differs is.
    private void listed(SourceId source, Sweep sweep, Seen seen, @Nullable Kept known) {
        Audience audience = seen.audience();
        boolean anew = known == null || (!sweep.done() && known.seen() < sweep.number());
        if (known == null || known.lost() || anew || !DriveRows.same(known.item(), seen.item())) {
            Audience kept = anew || known == null ? audience : or(audience, known.audience());
            DriveRows.write(sql, source, seen, kept, false, sweep.number());
        } else if (audience != null && !audience.equals(known.audience())) {
            DriveRows.write(sql, source, seen, audience, false, sweep.number());
        }
    }

    private static @Nullable Audience or(@Nullable Audience told, @Nullable Audience known) {
        return told == null ? known : told;
    }

    @Override
    public void listAgain(SourceId source, Batch batch) {
        at(source, null, null);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean concerns(SourceId source, List<Change> changes) {
        Set<String> wanted = new HashSet<>();
        for (Change change : changes) {
            wanted.add(change.id());
            if (change.item() != null && change.item().parent() != null) {
                wanted.add(change.item().parent());
            }
        }
        return !known(source, wanted).isEmpty()
                || !targets(source, wanted).isEmpty()
                || (changes.stream().anyMatch(change -> mayBeAbove(change.item()))
                        && hasTargetsElsewhere(source));
    }

    private static boolean mayBeAbove(@Nullable DriveItem item) {
        return item == null || item.kind() == DriveItem.Kind.FOLDER;
    }

    private boolean hasTargetsElsewhere(SourceId source) {
        return sql.sql(
                        """
                        select exists (select 1 from drive_items t where t.source_id = :source %s)
                            or exists (select 1 from drive_items s where s.source_id = :source %s)
                        """
                                .formatted(ELSEWHERE, BROKEN))
                .param("source", source.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void addChanges(SourceId source, Corpus corpus, List<Changed> page, String next) {
        long number = sweep(source).orElseThrow().number();
        Set<String> wanted = new HashSet<>();
        for (Changed change : page) {
            wanted.add(change.id());
            if (change.seen() != null && change.seen().item().parent() != null) {
                wanted.add(change.seen().item().parent());
            }
        }
        Set<String> known = new HashSet<>(known(source, wanted).keySet());
        Set<String> targets = targets(source, wanted);
        boolean above = false;
        for (Changed change : page) {
            Seen seen = change.seen();
            above |= !known.contains(change.id()) && mayBeAbove(seen == null ? null : seen.item());
            if (seen == null) {
                gone(source, change.id());
            } else if (known.contains(change.id())
                    || targets.contains(change.id())
                    || isIn(known, seen.item())) {
                DriveRows.write(sql, source, seen, seen.audience(), false, number);
                known.add(change.id());
            }
        }
        if (above) {
            sql.sql(
                            """
                            update drive_items set seen = -1
                            where source_id = :source and item_id in
                                (select t.item_id from drive_items t where t.source_id = :source %s)
                            """
                                    .formatted(ELSEWHERE))
                    .param("source", source.value())
                    .update();
            sql.sql(
                            """
                            update drive_items set settled = false
                            where source_id = :source and item_id in
                                (select s.item_id from drive_items s where s.source_id = :source %s)
                            """
                                    .formatted(BROKEN))
                    .param("source", source.value())
                    .update();
        }
        save(source, corpus, next);
    }

    private static boolean isIn(Set<String> folders, DriveItem item) {
        return item.parent() != null && folders.contains(item.parent());
    }

    @Override
    public void gone(SourceId source, String item) {
        sql.sql(
                        """
                        update drive_items set lost = true, placed = false, settled = false
                        where source_id = :source and item_id = :item and not lost
                        """)
                .param("source", source.value())
                .param("item", item)
                .update();
    }

    private Map<String, Kept> known(SourceId source, Collection<String> ids) {
        return sql
                .sql("select * from drive_items where source_id = :source and item_id in (:ids)")
                .param("source", source.value())
                .param("ids", orNone(ids))
                .query(DriveRows::kept)
                .list()
                .stream()
                .collect(Collectors.toMap(kept -> kept.item().id(), kept -> kept));
    }

    private Set<String> targets(SourceId source, Collection<String> ids) {
        return sql.sql(
                        """
                        select distinct target_id from drive_items
                        where source_id = :source and target_id in (:ids) and not lost
                        """)
                .param("source", source.value())
                .param("ids", orNone(ids))
                .query(String.class)
                .set();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Handle> unseenTargets(SourceId source) {
        return sql.sql(
                        """
                        select t.item_id, t.resource_key from drive_items t
                        where t.source_id = :source and not t.root and not t.lost
                          and t.seen < (select case when done then 0 else sweep end
                                        from drive_sweeps where source_id = :source)
                          and exists (select 1 from drive_items s
                                      where s.source_id = :source and s.target_id = t.item_id and not s.lost)
                        order by t.item_id
                        """)
                .param("source", source.value())
                .query((row, _) ->
                        new Handle(row.getString("item_id"), row.getString("resource_key")))
                .list();
    }

    @Override
    public void forget(SourceId source) {
        for (String table : List.of("drive_items", "drive_mounts", "drive_logs", "drive_sweeps")) {
            sql.sql("delete from " + table + " where source_id = :source")
                    .param("source", source.value())
                    .update();
        }
    }

    @Override
    public void addTarget(SourceId source, Seen target) {
        long number = sweep(source).orElseThrow().number();
        DriveRows.write(sql, source, target, target.audience(), false, number);
    }
}
