package researchpaas.document.jdbc;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Counts;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.document.Publication.Description;

@Component
@Transactional(readOnly = true)
class JdbcDocuments implements Documents {
    private final JdbcClient sql;
    private final StoredHiddenText hidden;

    JdbcDocuments(JdbcClient sql, StoredHiddenText hidden) {
        this.sql = sql;
        this.hidden = hidden;
    }

    @Override
    public Optional<Document> find(DocumentKey key, Reader reader) {
        Gate gate = Gate.of(reader);
        List<PublishedFile> files =
                sql.sql(
                                PublishedFile.SELECT
                                        + "where d.category = :category and d.number = :number and "
                                        + gate.sql())
                        .param("category", key.category().word())
                        .param("number", key.number())
                        .param("principals", gate.principals())
                        .query(PublishedFile::of)
                        .list();
        return files.isEmpty() ? Optional.empty() : Optional.of(document(files));
    }

    @Override
    public List<Document> findAll(Collection<DocumentId> ids, Reader reader) {
        Gate gate = Gate.of(reader);
        List<Long> keys = ids.stream().map(DocumentId::value).toList();
        return Batches.query(keys, batch -> files(batch, gate))
                .collect(groupingBy(PublishedFile::document))
                .values()
                .stream()
                .map(JdbcDocuments::document)
                .toList();
    }

    @Override
    public List<DocumentId> list(int offset, int limit, Reader reader) {
        Gate gate = Gate.of(reader);
        return sql.sql(
                        """
                        select d.id from documents d
                        where exists (
                            select 1 from published_files pf join files f on f.id = pf.file_id
                            where pf.document_id = d.id and %s)
                        order by d.category, d.number limit :limit offset :offset
                        """
                                .formatted(gate.sql()))
                .param("limit", limit)
                .param("offset", offset)
                .param("principals", gate.principals())
                .query((row, n) -> new DocumentId(row.getLong("id")))
                .list();
    }

    private List<PublishedFile> files(List<Long> documents, Gate gate) {
        return sql.sql(PublishedFile.SELECT + "where d.id in (:documents) and " + gate.sql())
                .param("documents", documents)
                .param("principals", gate.principals())
                .query(PublishedFile::of)
                .list();
    }

    private static Document document(List<PublishedFile> files) {
        PublishedFile any = files.getFirst();
        Description description = PublishedFile.describing(files);
        List<DocumentFile> inOrder =
                files.stream().sorted(PublishedFile.BY_PATH).map(PublishedFile::file).toList();
        return new Document(
                any.document(),
                any.key(),
                description.title(),
                description.authors(),
                description.summary(),
                description.keywords(),
                description.year(),
                description.language(),
                files.stream()
                        .map(f -> f.description().createdAt())
                        .min(naturalOrder())
                        .orElseThrow(),
                files.stream().map(PublishedFile::publishedAt).max(naturalOrder()).orElseThrow(),
                inOrder);
    }

    @Override
    public Optional<Page> page(FileId file, int number, Reader reader) {
        Gate gate = Gate.of(reader);
        return sql.sql(
                        """
                        select g.number, g.text, g.width, g.height, g.layout
                        from pages g
                        join published_files pf on pf.file_id = g.file_id
                        join files f on f.id = g.file_id
                        where g.file_id = :file and g.number = :number and %s
                        """
                                .formatted(gate.sql()))
                .param("file", file.value())
                .param("number", number)
                .param("principals", gate.principals())
                .query((row, n) ->
                        new Page(
                                row.getInt("number"),
                                row.getString("text"),
                                row.getFloat("width"),
                                row.getFloat("height"),
                                PageLayout.lines(row.getBytes("layout"))))
                .optional()
                .map(page -> hidden.marked(page, file));
    }

    @Override
    public List<Integer> pagesWithHiddenText(FileId file, Reader reader) {
        Gate gate = Gate.of(reader);
        return sql.sql(
                        """
                        select distinct h.page
                        from hidden_text h
                        join published_files pf on pf.file_id = h.file_id
                        join files f on f.id = h.file_id
                        where h.file_id = :file and %s
                        order by h.page
                        """
                                .formatted(gate.sql()))
                .param("file", file.value())
                .param("principals", gate.principals())
                .query(Integer.class)
                .list();
    }

    @Override
    public List<Passage> passages(Collection<PassageId> ids, Reader reader) {
        Gate gate = Gate.of(reader);
        List<Long> keys = ids.stream().map(PassageId::value).toList();
        return Batches.query(keys, batch -> hidden.marked(passages(batch, gate))).toList();
    }

    @Override
    public List<Passage> passagesBeside(Collection<PassageId> ids, int within, Reader reader) {
        Gate gate = Gate.of(reader);
        List<Long> keys = ids.stream().map(PassageId::value).toList();
        List<Long> beside = Batches.query(keys, batch -> beside(batch, within)).distinct().toList();
        return Batches.query(beside, batch -> hidden.marked(passages(batch, gate))).toList();
    }

    private List<Long> beside(List<Long> ids, int within) {
        return sql.sql(
                        """
                        select n.id
                        from passages p
                        join passages n on n.file_id = p.file_id
                            and n.ordinal between p.ordinal - :within and p.ordinal + :within
                            and n.id <> p.id
                        where p.id in (:ids)
                        """)
                .param("ids", ids)
                .param("within", within)
                .query(Long.class)
                .list();
    }

    private List<Passage> passages(List<Long> ids, Gate gate) {
        return sql.sql(
                        """
                        select p.id, p.file_id, pf.document_id, p.ordinal, p.text, p.heading,
                               p.first_page, p.last_page, p.start_at, p.end_at, p.language, p.hash
                        from passages p
                        join published_files pf on pf.file_id = p.file_id
                        join files f on f.id = p.file_id
                        where p.id in (:ids) and %s
                        """
                                .formatted(gate.sql()))
                .param("ids", ids)
                .param("principals", gate.principals())
                .query(JdbcDocuments::passage)
                .list();
    }

    private static Passage passage(ResultSet row, int number) throws SQLException {
        return new Passage(
                new PassageId(row.getLong("id")),
                new FileId(row.getLong("file_id")),
                new DocumentId(row.getLong("document_id")),
                row.getInt("ordinal"),
                row.getString("text"),
                row.getString("heading"),
                row.getInt("first_page"),
                row.getInt("last_page"),
                row.getInt("start_at"),
                row.getInt("end_at"),
                Language.ofCode(row.getString("language")),
                row.getString("hash"),
                List.of());
    }

    @Override
    public Counts count(Reader reader) {
        Gate gate = Gate.of(reader);
        List<Tally> tallies =
                sql.sql(
                                """
                                select d.category, count(distinct d.id) as documents, count(*) as files,
                                       sum(pf.passages) as passages, sum(f.size) as bytes,
                                       max(pf.published_at) as last_update
                                from documents d
                                join published_files pf on pf.document_id = d.id
                                join files f on f.id = pf.file_id
                                where %s
                                group by d.category
                                """
                                        .formatted(gate.sql()))
                        .param("principals", gate.principals())
                        .query(Tally::of)
                        .list();
        return counts(tallies);
    }

    @Override
    public long countChangedAfter(long change, Reader reader) {
        Gate gate = Gate.of(reader);
        return sql.sql(
                        """
                        select count(distinct d.id)
                        from documents d
                        join published_files pf on pf.document_id = d.id
                        join files f on f.id = pf.file_id
                        where d.change > :change and %s
                        """
                                .formatted(gate.sql()))
                .param("change", change)
                .param("principals", gate.principals())
                .query(Long.class)
                .single();
    }

    private static Counts counts(List<Tally> tallies) {
        Map<Category, Long> byCategory = new EnumMap<>(Category.class);
        Arrays.stream(Category.values()).forEach(category -> byCategory.put(category, 0L));
        tallies.forEach(tally -> byCategory.put(tally.category(), tally.documents()));
        @Nullable Instant lastUpdate =
                tallies.stream().map(Tally::lastUpdate).max(naturalOrder()).orElse(null);
        return new Counts(
                byCategory,
                tallies.stream().mapToLong(Tally::files).sum(),
                tallies.stream().mapToLong(Tally::passages).sum(),
                tallies.stream().mapToLong(Tally::bytes).sum(),
                lastUpdate);
    }

    private record Tally(
            Category category,
            long documents,
            long files,
            long passages,
            long bytes,
            Instant lastUpdate) {
        static Tally of(ResultSet row, int number) throws SQLException {
            return new Tally(
                    PublishedFile.category(row.getString("category")),
                    row.getLong("documents"),
                    row.getLong("files"),
                    row.getLong("passages"),
                    row.getLong("bytes"),
                    Instant.ofEpochMilli(row.getLong("last_update")));
        }
    }
}
