package researchpaas.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Changes;
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

/// Documents whose pages are one passage each. Only seen by readers who see everything.
public final class InMemoryLibrary implements Documents, Changes {
    static final Instant ADDED = Instant.parse("2026-04-01T03:04:05Z");

    private final List<Document> documents = new ArrayList<>();
    private final List<List<Page>> pages = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();

    public void clear() {
        documents.clear();
        pages.clear();
        passages.clear();
    }

    /// Numbers count through all categories, from 1; the file has the document's number.
    public Document add(
            Category category,
            String path,
            String title,
            int year,
            String author,
            String... texts) {
        long number = documents.size() + 1L;
        DocumentId id = new DocumentId(number);
        FileId file = new FileId(number);
        Language language = Language.of(title + texts[0]);
        Document document =
                new Document(
                        id,
                        new DocumentKey(category, number),
                        title,
                        List.of(author),
                        "Summary of " + title,
                        List.of("keyword"),
                        year,
                        language,
                        ADDED,
                        ADDED,
                        List.of(
                                new DocumentFile(
                                        file,
                                        path,
                                        path.substring(path.lastIndexOf('/') + 1),
                                        "application/pdf",
                                        2048,
                                        ADDED,
                                        texts.length)));
        documents.add(document);
        List<Page> leaves = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            leaves.add(new Page(i + 1, texts[i], 595, 842, List.of()));
            passages.add(passage(document, i + 1, texts[i]));
        }
        pages.add(leaves);
        return document;
    }

    private Passage passage(Document document, int page, String text) {
        return new Passage(
                new PassageId(passages.size() + 1L),
                document.files().getFirst().id(),
                document.id(),
                page - 1,
                text,
                "",
                page,
                page,
                0,
                text.length(),
                Language.of(text),
                "");
    }

    Stream<Document> documents() {
        return documents.stream();
    }

    List<Passage> passagesOf(DocumentId document) {
        return passages.stream().filter(passage -> passage.document().equals(document)).toList();
    }

    @Override
    public Optional<Document> find(DocumentKey key, Reader reader) {
        return seen(reader).filter(document -> document.key().equals(key)).findFirst();
    }

    @Override
    public List<Document> findAll(Collection<DocumentId> ids, Reader reader) {
        return seen(reader).filter(document -> ids.contains(document.id())).toList();
    }

    @Override
    public Optional<Page> page(FileId file, int number, Reader reader) {
        return seen(reader)
                .filter(document -> document.files().getFirst().id().equals(file))
                .flatMap(document -> pages.get((int) document.id().value() - 1).stream())
                .filter(page -> page.number() == number)
                .findFirst();
    }

    @Override
    public List<Passage> passages(Collection<PassageId> ids, Reader reader) {
        return seen(reader)
                .flatMap(document -> passagesOf(document.id()).stream())
                .filter(passage -> ids.contains(passage.id()))
                .toList();
    }

    @Override
    public Counts count(Reader reader) {
        Map<Category, Long> counts = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            counts.put(category, seen(reader).filter(d -> d.key().category() == category).count());
        }
        return new Counts(
                counts, documents.size(), passages.size(), 2048L * documents.size(), ADDED);
    }

    @Override
    public List<Change> after(long cursor, int limit, String model) {
        // the index in memory looks into the library itself
        return List.of();
    }

    @Override
    public long last() {
        return documents.size();
    }

    private Stream<Document> seen(Reader reader) {
        return reader.seesEverything() ? documents.stream() : Stream.of();
    }
}
