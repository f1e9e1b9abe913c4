package researchpaas.operate.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.LibraryRecords;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;

@Component
@Transactional
class JdbcLibraryRecords implements LibraryRecords {
    /// In a stretch; bounds the memory.
    private static final int PASSAGES = 10_000;

    private static final int KEYS = 500;

    /// One statement, so that a document, its files and passages are of one moment.
    private static final String PARTS =
            """
            select d.id as document, d.change, f.id as file, f.access_set, p.id as passage,
                   case when v.hash is null then 0 else 1 end as vector
            from documents d
            left join published_files pf on pf.document_id = d.id and pf.hidden_at is null
            left join files f on f.id = pf.file_id
            left join passages p on p.file_id = f.id
            left join vectors v on v.hash = p.hash and v.model = :model
            """;

    /// Those without parameters; each gives a file and, where there is one, its document. A removed
    /// upload stays in the ledger until its source's scan, so while one is to end, nothing is
    /// missing.
    private static final Map<Kind, String> MISFITS =
            Map.of(
                    Kind.TEXT_INCOMPLETE,
                    """
                    select pf.document_id, pf.file_id from published_files pf
                    where pf.hidden_at is null
                      and (pf.passages <> (select count(*) from passages p where p.file_id = pf.file_id)
                        or pf.pages <> (select count(*) from pages g where g.file_id = pf.file_id))
                    """,
                    Kind.TEXT_MISSING,
                    """
                    select null as document_id, f.id as file_id from files f
                    where f.state = 'PUBLISHED' and not f.gone
                      and not exists (select 1 from published_files pf
                                      where pf.file_id = f.id and pf.hidden_at is null)
                      and not exists (select 1 from sources s join jobs j on j.source = s.name
                                      where s.id = f.source_id and j.state in ('WAITING', 'RUNNING'))
                    """,
                    Kind.TEXT_LEFT,
                    """
                    select pf.document_id, pf.file_id from published_files pf
                    join files f on f.id = pf.file_id
                    where pf.hidden_at is null and f.gone
                    """,
                    Kind.ORPHAN,
                    """
                    select null as document_id, o.file_id
                    from (select file_id from pages union select file_id from passages) o
                    where not exists (select 1 from published_files pf where pf.file_id = o.file_id)
                    """);

    private static final String NOT_EMBEDDED =
            """
            select distinct pf.document_id, pf.file_id from published_files pf
            join passages p on p.file_id = pf.file_id
            where pf.hidden_at is null and p.language in (:languages)
              and not exists (select 1 from vectors v where v.hash = p.hash and v.model = :model)
            """;

    private final JdbcClient sql;

    JdbcLibraryRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Held> toHold(DocumentId after, int limit, String model) {
        Long last = lastOfStretch(after, limit);
        if (last == null) {
            return List.of();
        }
        Parts parts = new Parts();
        sql.sql(PARTS + "where d.id > :after and d.id <= :last")
                .param("model", model)
                .param("after", after.value())
                .param("last", last)
                .query(parts);
        return parts.held();
    }

    private @Nullable Long lastOfStretch(DocumentId after, int limit) {
        List<Sized> sizes =
                sql.sql(
                                """
                                select d.id, (select coalesce(sum(pf.passages), 0) from published_files pf
                                              where pf.document_id = d.id and pf.hidden_at is null) as passages
                                from documents d where d.id > :after order by d.id limit :limit
                                """)
                        .param("after", after.value())
                        .param("limit", limit)
                        .query((row, _) -> new Sized(row.getLong("id"), row.getLong("passages")))
                        .list();
        Long last = null;
        long passages = 0;
        for (Sized size : sizes) {
            passages += size.passages();
            if (passages > PASSAGES && last != null) {
                break;
            }
            last = size.document();
        }
        return last;
    }

    private record Sized(long document, long passages) {}

    @Override
    @Transactional(readOnly = true)
    public Map<DocumentId, Held> toHold(Collection<DocumentId> documents, String model) {
        Parts parts = new Parts();
        inBatches(documents.stream().map(DocumentId::value).toList())
                .forEach(some ->
                        sql.sql(PARTS + "where d.id in (:documents)")
                                .param("model", model)
                                .param("documents", some)
                                .query(parts));
        return parts.held().stream().collect(Collectors.toMap(Held::document, held -> held));
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Misfit> misfits(String model, Set<Language> languages, int most) {
        Set<Misfit> found = new HashSet<>();
        MISFITS.forEach((kind, statement) ->
                found.addAll(
                        sql.sql(statement + " limit :most")
                                .param("most", most)
                                .query((row, _) -> misfit(kind, row))
                                .list()));
        if (!languages.isEmpty()) {
            found.addAll(
                    sql.sql(NOT_EMBEDDED + " limit :most")
                            .param("languages", languages.stream().map(Language::code).toList())
                            .param("model", model)
                            .param("most", most)
                            .query((row, _) -> misfit(Kind.NOT_EMBEDDED, row))
                            .list());
        }
        return found;
    }

    private static Misfit misfit(Kind kind, ResultSet row) throws SQLException {
        long document = row.getLong("document_id");
        return new Misfit(
                kind,
                row.wasNull() ? null : new DocumentId(document),
                new FileId(row.getLong("file_id")));
    }

    /// Text by no known reader is text that the next scan reads again.
    @Override
    public void distrust(Collection<FileId> files) {
        update("update published_files set reader_version = '' where file_id in (:files)", files);
    }

    @Override
    public void dropOrphans(Collection<FileId> files) {
        for (String table : List.of("pages", "passages", "hidden_text")) {
            update(
                    """
                    delete from %s where file_id in (:files)
                      and not exists (select 1 from published_files pf where pf.file_id = %s.file_id)
                    """
                            .formatted(table, table),
                    files);
        }
    }

    private void update(String statement, Collection<FileId> files) {
        inBatches(files.stream().map(FileId::value).toList())
                .forEach(some -> sql.sql(statement).param("files", some).update());
    }

    private static List<List<Long>> inBatches(List<Long> keys) {
        return keys.stream().gather(Gatherers.windowFixed(KEYS)).toList();
    }

    /// Puts the rows of [#PARTS] together, in whichever order they come.
    private static final class Parts implements RowCallbackHandler {
        private final TreeMap<Long, List<Part>> byDocument = new TreeMap<>();
        private final TreeMap<Long, Long> changes = new TreeMap<>();
        private final Set<Long> files = new HashSet<>();

        @Override
        public void processRow(ResultSet row) throws SQLException {
            long document = row.getLong("document");
            changes.put(document, row.getLong("change"));
            List<Part> parts = byDocument.computeIfAbsent(document, _ -> new ArrayList<>());
            long file = row.getLong("file");
            if (row.wasNull()) {
                return;
            }
            FileId id = new FileId(file);
            long accessSet = row.getLong("access_set");
            if (files.add(file)) {
                parts.add(new Part(id, null, accessSet, false));
            }
            long passage = row.getLong("passage");
            if (!row.wasNull()) {
                parts.add(
                        new Part(id, new PassageId(passage), accessSet, row.getInt("vector") == 1));
            }
        }

        List<Held> held() {
            List<Held> all = new ArrayList<>();
            byDocument.forEach((id, parts) ->
                    all.add(new Held(new DocumentId(id), changes.getOrDefault(id, 0L), parts)));
            return all;
        }
    }
}
