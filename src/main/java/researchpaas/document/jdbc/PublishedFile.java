package researchpaas.document.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import researchpaas.document.Category;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Publication.Description;

/// One file of a document with what it says of the document.
record PublishedFile(
        DocumentId document,
        DocumentKey key,
        DocumentFile file,
        Description description,
        Instant publishedAt,
        long source,
        long accessSet) {
    /// Complete it with conditions; the aliases are those of [Gate].
    static final String SELECT =
            """
            select d.id as document_id, d.category, d.number,
                   f.id as file_id, f.path, f.size, f.modified_at, f.source_id, f.access_set,
                   pf.media_type, pf.pages, pf.published_at,
                   pf.title, pf.authors, pf.summary, pf.keywords, pf.year, pf.language, pf.created_at
            from documents d
            join published_files pf on pf.document_id = d.id
            join files f on f.id = pf.file_id
            """;

    static final Comparator<PublishedFile> BY_PATH =
            Comparator.comparing(file -> file.file().path());

    /// The file whose description stands for the document comes first: a README, else the first
    /// path.
    static final Comparator<PublishedFile> DESCRIBING_FIRST =
            Comparator.comparing((PublishedFile file) -> !file.isReadme()).thenComparing(BY_PATH);

    static PublishedFile of(ResultSet row, int number) throws SQLException {
        return new PublishedFile(
                new DocumentId(row.getLong("document_id")),
                new DocumentKey(category(row.getString("category")), row.getLong("number")),
                file(row),
                description(row),
                Instant.ofEpochMilli(row.getLong("published_at")),
                row.getLong("source_id"),
                row.getLong("access_set"));
    }

    private static DocumentFile file(ResultSet row) throws SQLException {
        String path = row.getString("path");
        return new DocumentFile(
                new FileId(row.getLong("file_id")),
                path,
                path.substring(path.lastIndexOf('/') + 1),
                row.getString("media_type"),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                row.getInt("pages"));
    }

    private static Description description(ResultSet row) throws SQLException {
        int year = row.getInt("year");
        boolean unknownYear = row.wasNull();
        return new Description(
                row.getString("title"),
                StringLists.read(row.getString("authors")),
                row.getString("summary"),
                StringLists.read(row.getString("keywords")),
                unknownYear ? null : year,
                Language.ofCode(row.getString("language")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    static Category category(String word) {
        return Category.of(word)
                .orElseThrow(() -> new IllegalStateException("Unknown category " + word));
    }

    /// Of one document's files, the description that stands for it.
    static Description describing(List<PublishedFile> files) {
        return files.stream().min(DESCRIBING_FIRST).orElseThrow().description();
    }

    private boolean isReadme() {
        return file.name().toLowerCase(Locale.ROOT).startsWith("readme");
    }
}
