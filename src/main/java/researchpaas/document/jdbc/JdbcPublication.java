package researchpaas.document.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Publication;

@Component
@Transactional
class JdbcPublication implements Publication {
    private final JdbcClient sql;
    private final ChangeSequence changes;
    private final StoredText texts;
    private final StoredVectors vectors;
    private final Clock clock;

    JdbcPublication(
            JdbcClient sql,
            ChangeSequence changes,
            StoredText texts,
            StoredVectors vectors,
            Clock clock) {
        this.sql = sql;
        this.changes = changes;
        this.texts = texts;
        this.vectors = vectors;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, float[]> vectors(Collection<String> hashes, String model) {
        return vectors.find(hashes, model);
    }

    @Override
    public void keepVectors(String model, Map<String, float[]> byHash) {
        // or a document that is published beside this one would be missed
        changes.begin();
        changes.number(waitingFor(byHash.keySet(), model));
        vectors.add(model, byHash);
    }

    /// Documents that are published without these vectors.
    private List<Long> waitingFor(Collection<String> hashes, String model) {
        return Batches.query(hashes, batch -> waitingFor(batch, model)).distinct().toList();
    }

    private List<Long> waitingFor(List<String> hashes, String model) {
        return sql.sql(
                        """
                        select distinct pf.document_id
                        from passages p
                        join published_files pf on pf.file_id = p.file_id and pf.hidden_at is null
                        where p.hash in (:hashes)
                          and not exists (select 1 from vectors v where v.hash = p.hash and v.model = :model)
                        """)
                .param("hashes", hashes)
                .param("model", model)
                .query(Long.class)
                .list();
    }

    @Override
    public DocumentKey publish(Content content) {
        StorableText.require(content);
        changes.begin();
        markPublished(content);
        Known document =
                find(content.origin()).map(d -> filed(d, content)).orElseGet(() -> create(content));
        Optional<Long> left =
                visibleDocument(content.file()).filter(former -> former != document.id());
        changes.number(
                left.map(former -> List.of(former, document.id())).orElse(List.of(document.id())));
        describe(content, document.id());
        texts.replacePages(content.file(), content.pages());
        texts.replacePassages(content.file(), content.passages());
        return document.key();
    }

    private void markPublished(Content content) {
        int rows =
                sql.sql(
                                """
                                update files
                                set state = 'PUBLISHED', sha256 = :sha256, reader_version = :readerVersion,
                                    reason = null, reason_details = null, attempts = 0, next_try = null,
                                    updated_at = :now
                                where id = :file
                                """)
                        .param("sha256", content.sha256())
                        .param("readerVersion", content.readerVersion())
                        .param("now", clock.millis())
                        .param("file", content.file().value())
                        .update();
        if (rows == 0) {
            throw new IllegalArgumentException("The ledger does not know " + content.file());
        }
    }

    private Optional<Known> find(String origin) {
        return sql.sql("select id, category, number from documents where origin = :origin")
                .param("origin", origin)
                .query((row, n) ->
                        new Known(
                                row.getLong("id"),
                                new DocumentKey(
                                        PublishedFile.category(row.getString("category")),
                                        row.getLong("number"))))
                .optional();
    }

    private Known create(Content content) {
        DocumentKey key = nextKey(content.category());
        long id =
                sql.sql(
                                """
                                insert into documents (category, number, origin, change)
                                values (:category, :number, :origin, 0) returning id
                                """)
                        .param("category", key.category().word())
                        .param("number", key.number())
                        .param("origin", content.origin())
                        .query(Long.class)
                        .single();
        return new Known(id, key);
    }

    /// The document under the category that it has now: another one means another number.
    private Known filed(Known document, Content content) {
        if (document.key().category() == content.category()) {
            return document;
        }
        DocumentKey key = nextKey(content.category());
        sql.sql("update documents set category = :category, number = :number where id = :id")
                .param("category", key.category().word())
                .param("number", key.number())
                .param("id", document.id())
                .update();
        return new Known(document.id(), key);
    }

    private DocumentKey nextKey(Category category) {
        long number =
                sql.sql(
                                """
                                insert into document_numbers (category, last) values (:category, 1)
                                on conflict (category) do update set last = document_numbers.last + 1
                                returning last
                                """)
                        .param("category", category.word())
                        .query(Long.class)
                        .single();
        return new DocumentKey(category, number);
    }

    @Override
    public boolean claim(DocumentKey key, String origin) {
        changes.begin();
        int made =
                sql.sql(
                                """
                                insert into documents (category, number, origin, change)
                                values (:category, :number, :origin, 0) on conflict do nothing
                                """)
                        .param("category", key.category().word())
                        .param("number", key.number())
                        .param("origin", origin)
                        .update();
        if (made == 0) {
            return find(origin).filter(document -> document.key().equals(key)).isPresent();
        }
        numberAbove(key.category(), key.number());
        return true;
    }

    @Override
    public void numberAbove(Category category, long last) {
        sql.sql(
                        """
                        insert into document_numbers (category, last) values (:category, :last)
                        on conflict (category) do update set last = excluded.last
                        where document_numbers.last < excluded.last
                        """)
                .param("category", category.word())
                .param("last", last)
                .update();
    }

    private Optional<Long> visibleDocument(FileId file) {
        return sql.sql(
                        """
                        select document_id from published_files where file_id = :file and hidden_at is null
                        """)
                .param("file", file.value())
                .query(Long.class)
                .optional();
    }

    private void describe(Content content, long document) {
        Description description = content.description();
        sql.sql(
                        """
                        insert into published_files
                            (file_id, document_id, sha256, reader_version, media_type, hidden_at, pages, passages, published_at,
                             title, authors, summary, keywords, year, language, created_at)
                        values
                            (:file, :document, :sha256, :readerVersion, :mediaType, null, :pages, :passages, :publishedAt,
                             :title, :authors, :summary, :keywords, :year, :language, :createdAt)
                        on conflict (file_id) do update set
                            document_id = excluded.document_id, sha256 = excluded.sha256,
                            reader_version = excluded.reader_version, media_type = excluded.media_type,
                            hidden_at = null, pages = excluded.pages, passages = excluded.passages,
                            published_at = excluded.published_at, title = excluded.title,
                            authors = excluded.authors, summary = excluded.summary,
                            keywords = excluded.keywords, year = excluded.year,
                            language = excluded.language, created_at = excluded.created_at
                        """)
                .param("file", content.file().value())
                .param("document", document)
                .param("sha256", content.sha256())
                .param("readerVersion", content.readerVersion())
                .param("mediaType", content.mediaType())
                .param("pages", content.pages().size())
                .param("passages", content.passages().size())
                .param("publishedAt", clock.millis())
                .param("title", description.title())
                .param("authors", StringLists.write(description.authors()))
                .param("summary", description.summary())
                .param("keywords", StringLists.write(description.keywords()))
                .param("year", description.year())
                .param("language", description.language().code())
                .param("createdAt", description.createdAt().toEpochMilli())
                .update();
    }

    @Override
    public void hide(Collection<FileId> files) {
        changes.begin();
        long now = clock.millis();
        List<Long> keys = files.stream().map(FileId::value).toList();
        changes.number(Batches.query(keys, batch -> hide(batch, now)).distinct().toList());
    }

    private List<Long> hide(List<Long> files, long now) {
        return sql.sql(
                        """
                        update published_files set hidden_at = :now
                        where file_id in (:files) and hidden_at is null
                        returning document_id
                        """)
                .param("now", now)
                .param("files", files)
                .query(Long.class)
                .list();
    }

    @Override
    public boolean show(FileId file) {
        changes.begin();
        List<Long> documents =
                sql.sql(
                                """
                                update published_files set hidden_at = null
                                where file_id = :file and hidden_at is not null and pages > 0
                                returning document_id
                                """)
                        .param("file", file.value())
                        .query(Long.class)
                        .list();
        changes.number(documents);
        return !documents.isEmpty();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Unembedded> missingVectors(
            String model, Collection<Language> languages, long after, long through) {
        if (languages.isEmpty()) {
            return List.of();
        }
        Map<String, Unembedded> byHash = new LinkedHashMap<>();
        for (Unembedded passage : withoutVector(model, languages, after, through)) {
            byHash.putIfAbsent(passage.hash(), passage);
        }
        return List.copyOf(byHash.values());
    }

    private List<Unembedded> withoutVector(
            String model, Collection<Language> languages, long after, long through) {
        return sql.sql(
                        """
                        select pf.document_id, p.hash, p.heading, p.text
                        from passages p
                        join published_files pf on pf.file_id = p.file_id and pf.hidden_at is null
                        where p.id > :after and p.id <= :through and p.language in (:languages)
                          and not exists (select 1 from vectors v where v.hash = p.hash and v.model = :model)
                        order by p.id
                        """)
                .param("languages", languages.stream().map(Language::code).toList())
                .param("model", model)
                .param("after", after)
                .param("through", through)
                .query((row, n) ->
                        new Unembedded(
                                new DocumentId(row.getLong("document_id")),
                                row.getString("hash"),
                                row.getString("heading"),
                                row.getString("text")))
                .list();
    }

    @Override
    public long lastPassage() {
        return sql.sql("select coalesce(max(id), 0) from passages").query(Long.class).single();
    }

    @Override
    public void renameOrigin(String from, String to) {
        sql.sql(
                        """
                        update documents set origin = :to
                        where origin = :from and not exists (select 1 from documents where origin = :to)
                        """)
                .param("from", from)
                .param("to", to)
                .update();
    }

    @Override
    public void touch(Collection<DocumentId> documents) {
        changes.begin();
        changes.number(documents.stream().map(DocumentId::value).distinct().toList());
    }

    @Override
    public int purge(Instant hiddenBefore) {
        int purged = 0;
        for (long file : purgeable(hiddenBefore)) {
            purge(file);
            purged++;
        }
        sql.sql(
                        """
                        delete from vectors
                        where created_at < :before
                          and not exists (select 1 from passages p where p.hash = vectors.hash)
                        """)
                .param("before", hiddenBefore.toEpochMilli())
                .update();
        return purged;
    }

    private List<Long> purgeable(Instant hiddenBefore) {
        return sql.sql(
                        """
                        select file_id from published_files where hidden_at < :before and pages > 0
                        """)
                .param("before", hiddenBefore.toEpochMilli())
                .query(Long.class)
                .list();
    }

    @Override
    public void forget(Collection<FileId> files) {
        for (FileId file : files) {
            if (isHidden(file)) {
                List<String> hashes = hashes(file);
                purge(file.value());
                hashes.forEach(this::forgetUnused);
            }
        }
    }

    private boolean isHidden(FileId file) {
        return sql.sql("select hidden_at from published_files where file_id = :file")
                .param("file", file.value())
                .query((row, _) -> row.getObject("hidden_at") != null)
                .optional()
                .orElse(false);
    }

    private List<String> hashes(FileId file) {
        return sql.sql("select distinct hash from passages where file_id = :file")
                .param("file", file.value())
                .query(String.class)
                .list();
    }

    private void forgetUnused(String hash) {
        sql.sql(
                        """
                        delete from vectors
                        where hash = :hash and not exists (select 1 from passages p where p.hash = :hash)
                        """)
                .param("hash", hash)
                .update();
    }

    private void purge(long file) {
        for (String statement :
                List.of(
                        "delete from pages where file_id = :file",
                        "delete from hidden_text where file_id = :file",
                        "delete from passages where file_id = :file",
                        """
                        update published_files
                        set pages = 0, passages = 0, title = '', authors = '[]', summary = '', keywords = '[]'
                        where file_id = :file
                        """)) {
            sql.sql(statement).param("file", file).update();
        }
    }

    private record Known(long id, DocumentKey key) {}
}
