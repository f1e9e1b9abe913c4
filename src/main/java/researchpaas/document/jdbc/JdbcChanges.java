package researchpaas.document.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.Changes;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.document.Publication.Description;

@Component
@Transactional(readOnly = true)
class JdbcChanges implements Changes {
    /// With vectors about 4 KB each.
    private static final int PASSAGES_AT_ONCE = 2_000;

    private final JdbcClient sql;
    private final ChangeSequence sequence;

    JdbcChanges(JdbcClient sql, ChangeSequence sequence) {
        this.sql = sql;
        this.sequence = sequence;
    }

    @Override
    public long last() {
        return sequence.last();
    }

    /// Should a document change between these statements, it is delivered in its newer state and
    /// once more under its newer number, which an index takes as well.
    @Override
    public List<Change> after(long cursor, int limit, String model) {
        List<Numbered> numbered = bounded(numbered(cursor, limit));
        Map<DocumentId, List<PublishedFile>> files = files(numbered);
        List<PublishedFile> all = files.values().stream().flatMap(List::stream).toList();
        Map<Long, Set<String>> principals = principals(all);
        Map<FileId, List<IndexedPassage>> passages = passages(all, model);
        return numbered.stream()
                .map(n ->
                        change(
                                n,
                                files.getOrDefault(n.document(), List.of()),
                                principals,
                                passages))
                .toList();
    }

    private List<Numbered> numbered(long cursor, int limit) {
        return sql.sql(
                        """
                        select d.id, d.change,
                               (select coalesce(sum(pf.passages), 0) from published_files pf
                                where pf.document_id = d.id and pf.hidden_at is null) as passages
                        from documents d where d.change > :cursor order by d.change limit :limit
                        """)
                .param("cursor", cursor)
                .param("limit", limit)
                .query((row, n) ->
                        new Numbered(
                                row.getLong("change"),
                                new DocumentId(row.getLong("id")),
                                row.getInt("passages")))
                .list();
    }

    /// As many as fit into memory with their texts and vectors, the first in any case.
    private static List<Numbered> bounded(List<Numbered> numbered) {
        int passages = 0;
        for (int i = 0; i < numbered.size(); i++) {
            passages += numbered.get(i).passages();
            if (passages > PASSAGES_AT_ONCE) {
                return numbered.subList(0, Math.max(1, i));
            }
        }
        return numbered;
    }

    private Map<DocumentId, List<PublishedFile>> files(List<Numbered> numbered) {
        List<Long> documents = numbered.stream().map(n -> n.document().value()).toList();
        return Batches.query(documents, this::filesOf).collect(groupingBy(PublishedFile::document));
    }

    private List<PublishedFile> filesOf(List<Long> documents) {
        return sql.sql(PublishedFile.SELECT + "where d.id in (:documents) and pf.hidden_at is null")
                .param("documents", documents)
                .query(PublishedFile::of)
                .list();
    }

    private Map<Long, Set<String>> principals(List<PublishedFile> files) {
        List<Long> sets = files.stream().map(PublishedFile::accessSet).toList();
        return Batches.query(sets, this::accessSets)
                .collect(toMap(AccessSet::id, AccessSet::principals));
    }

    private List<AccessSet> accessSets(List<Long> ids) {
        return sql.sql("select id, principals from access_sets where id in (:ids)")
                .param("ids", ids)
                .query((row, n) ->
                        new AccessSet(
                                row.getLong("id"),
                                JdbcAccess.principals(row.getString("principals"))))
                .list();
    }

    private Map<FileId, List<IndexedPassage>> passages(List<PublishedFile> files, String model) {
        List<Long> ids = files.stream().map(file -> file.file().id().value()).toList();
        return Batches.query(ids, batch -> passagesOf(batch, model))
                .collect(
                        groupingBy(PassageOfFile::file, mapping(PassageOfFile::passage, toList())));
    }

    private List<PassageOfFile> passagesOf(List<Long> files, String model) {
        return sql.sql(
                        """
                        select p.id, p.file_id, p.text, p.heading, p.language, v.vector
                        from passages p
                        left join vectors v on v.hash = p.hash and v.model = :model
                        where p.file_id in (:files)
                        order by p.file_id, p.ordinal
                        """)
                .param("model", model)
                .param("files", files)
                .query(PassageOfFile::of)
                .list();
    }

    private static Change change(
            Numbered numbered,
            List<PublishedFile> files,
            Map<Long, Set<String>> principals,
            Map<FileId, List<IndexedPassage>> passages) {
        if (files.isEmpty()) {
            return new Change.Gone(numbered.number(), numbered.document());
        }
        Optional<Description> card = cardForAll(files, principals);
        return new Change.Present(
                numbered.number(),
                numbered.document(),
                files.getFirst().key().category(),
                card.map(Description::title).orElse(""),
                card.map(Description::authors).orElse(List.of()),
                card.map(Description::summary).orElse(""),
                card.map(Description::keywords).orElse(List.of()),
                card.map(Description::year).orElse(null),
                card.map(Description::language).orElse(Language.OTHER),
                indexed(files, passages));
    }

    /// An index holds one card a document, which everybody searches who sees any of its files. So
    /// only a file that all of them may read can give it; with no such file the document is found
    /// by its passages alone.
    private static Optional<Description> cardForAll(
            List<PublishedFile> files, Map<Long, Set<String>> principals) {
        Set<Long> sets = files.stream().map(PublishedFile::accessSet).collect(toSet());
        return files.stream()
                .sorted(PublishedFile.DESCRIBING_FIRST)
                .filter(file -> coversAll(file.accessSet(), sets, principals))
                .findFirst()
                .map(PublishedFile::description);
    }

    private static boolean coversAll(long set, Set<Long> sets, Map<Long, Set<String>> principals) {
        Set<String> granted = principals.getOrDefault(set, Set.of());
        return sets.stream()
                .allMatch(other -> granted.containsAll(principals.getOrDefault(other, Set.of())));
    }

    private static List<IndexedFile> indexed(
            List<PublishedFile> files, Map<FileId, List<IndexedPassage>> passages) {
        return files.stream()
                .sorted(PublishedFile.BY_PATH)
                .map(published -> indexed(published, passages))
                .toList();
    }

    private static IndexedFile indexed(
            PublishedFile published, Map<FileId, List<IndexedPassage>> passages) {
        DocumentFile file = published.file();
        return new IndexedFile(
                file.id(),
                file.name(),
                file.mediaType(),
                published.source(),
                published.accessSet(),
                passages.getOrDefault(file.id(), List.of()));
    }

    private record Numbered(long number, DocumentId document, int passages) {}

    private record AccessSet(long id, Set<String> principals) {}

    private record PassageOfFile(FileId file, IndexedPassage passage) {
        static PassageOfFile of(ResultSet row, int number) throws SQLException {
            byte[] vector = row.getBytes("vector");
            return new PassageOfFile(
                    new FileId(row.getLong("file_id")),
                    new IndexedPassage(
                            new PassageId(row.getLong("id")),
                            row.getString("text"),
                            row.getString("heading"),
                            Language.ofCode(row.getString("language")),
                            vector == null ? null : Float32.vector(vector)));
        }
    }
}
