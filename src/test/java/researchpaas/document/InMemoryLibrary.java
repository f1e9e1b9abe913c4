package researchpaas.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import researchpaas.account.Principal;
import researchpaas.account.Reader;

/// The database's ports in memory, for tests that are about something else.
public final class InMemoryLibrary implements Publication, Changes, Documents, Access {
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<FileId, Stored> files = new LinkedHashMap<>();
    private final Map<FileId, Long> accessSets = new HashMap<>();
    private final Map<Set<Principal>, Long> sets = new LinkedHashMap<>();
    private final Map<String, Map<String, float[]>> vectors = new HashMap<>();
    private final Map<Category, Long> numbers = new EnumMap<>(Category.class);
    private long lastPassage;
    private long lastChange;

    private static final class Row {
        final DocumentId id;
        final DocumentKey key;
        long change;

        Row(DocumentId id, DocumentKey key) {
            this.id = id;
            this.key = key;
        }
    }

    private record Stored(Row row, Content content, List<Passage> passages, boolean hidden) {}

    /// Which set a file points at; without a call everybody sees it.
    public synchronized void setAccess(FileId file, long accessSet) {
        accessSets.put(file, accessSet);
        Stored stored = files.get(file);
        if (stored != null) {
            stored.row().change = ++lastChange;
        }
    }

    private long accessOf(FileId file) {
        Long set = accessSets.get(file);
        return set == null ? idOf(Set.of(Principal.ANYONE)) : set;
    }

    @Override
    public synchronized long idOf(Set<Principal> principals) {
        return sets.computeIfAbsent(Set.copyOf(principals), _ -> sets.size() + 1L);
    }

    @Override
    public synchronized Visible visibleTo(Reader reader) {
        if (reader.seesEverything()) {
            return new Visible.Everything();
        }
        Set<Long> visible = new HashSet<>();
        sets.forEach((principals, id) -> {
            if (principals.stream().anyMatch(reader.principals()::contains)) {
                visible.add(id);
            }
        });
        return new Visible.Only(visible);
    }

    private boolean sees(Reader reader, FileId file) {
        return switch (visibleTo(reader)) {
            case Visible.Everything() -> true;
            case Visible.Only(Set<Long> ids) -> ids.contains(accessOf(file));
        };
    }

    @Override
    public synchronized Map<String, float[]> vectors(Collection<String> hashes, String model) {
        Map<String, float[]> found = new HashMap<>(vectors.getOrDefault(model, Map.of()));
        found.keySet().retainAll(Set.copyOf(hashes));
        return found;
    }

    @Override
    public synchronized void keepVectors(String model, Map<String, float[]> byHash) {
        vectors.computeIfAbsent(model, _ -> new HashMap<>()).putAll(byHash);
    }

    @Override
    public synchronized DocumentKey publish(Content content) {
        Row row =
                rows.computeIfAbsent(
                        content.origin(),
                        _ -> {
                            long number = numbers.merge(content.category(), 1L, Long::sum);
                            return new Row(
                                    new DocumentId(rows.size() + 1L),
                                    new DocumentKey(content.category(), number));
                        });
        List<Passage> passages = new ArrayList<>();
        for (NewPassage from : content.passages()) {
            passages.add(
                    new Passage(
                            new PassageId(++lastPassage),
                            content.file(),
                            row.id,
                            passages.size(),
                            from.text(),
                            from.heading(),
                            from.firstPage(),
                            from.lastPage(),
                            from.start(),
                            from.end(),
                            from.language(),
                            from.hash()));
        }
        files.put(content.file(), new Stored(row, content, List.copyOf(passages), false));
        row.change = ++lastChange;
        return row.key;
    }

    @Override
    public synchronized void hide(Collection<FileId> hidden) {
        for (FileId file : hidden) {
            Stored stored = files.get(file);
            if (stored != null && !stored.hidden()) {
                files.put(
                        file, new Stored(stored.row(), stored.content(), stored.passages(), true));
                stored.row().change = ++lastChange;
            }
        }
    }

    /// Nothing here is old.
    @Override
    public int purge(Instant hiddenBefore) {
        return 0;
    }

    @Override
    public List<Unembedded> missingVectors(
            String model, Collection<Language> languages, int limit) {
        return List.of();
    }

    @Override
    public synchronized void touch(Collection<DocumentId> documents) {
        rows.values().stream()
                .filter(row -> documents.contains(row.id))
                .forEach(row -> row.change = ++lastChange);
    }

    private Stream<Stored> shown(Row row) {
        return files.values().stream().filter(stored -> stored.row() == row && !stored.hidden());
    }

    @Override
    public synchronized List<Change> after(long cursor, int limit, String model) {
        return rows.values().stream()
                .filter(row -> row.change > cursor)
                .sorted(Comparator.comparingLong(row -> row.change))
                .limit(limit)
                .map(row -> change(row, vectors.getOrDefault(model, Map.of())))
                .toList();
    }

    private Change change(Row row, Map<String, float[]> known) {
        List<Stored> present = shown(row).toList();
        if (present.isEmpty()) {
            return new Change.Gone(row.change, row.id);
        }
        Description described = present.getFirst().content().description();
        return new Change.Present(
                row.change,
                row.id,
                row.key.category(),
                described.title(),
                described.authors(),
                described.summary(),
                described.keywords(),
                described.year(),
                described.language(),
                present.stream().map(stored -> indexed(stored, known)).toList());
    }

    private IndexedFile indexed(Stored stored, Map<String, float[]> known) {
        return new IndexedFile(
                stored.content().file(),
                stored.content().origin(),
                "text/plain",
                1,
                accessOf(stored.content().file()),
                stored.passages().stream()
                        .map(passage ->
                                new IndexedPassage(
                                        passage.id(),
                                        passage.text(),
                                        passage.heading(),
                                        passage.language(),
                                        known.get(passage.hash())))
                        .toList());
    }

    @Override
    public synchronized long last() {
        return lastChange;
    }

    @Override
    public synchronized Optional<Document> find(DocumentKey key, Reader reader) {
        return rows.values().stream()
                .filter(row -> row.key.equals(key))
                .flatMap(row -> document(row, reader).stream())
                .findFirst();
    }

    @Override
    public synchronized List<Document> findAll(Collection<DocumentId> ids, Reader reader) {
        Set<DocumentId> wanted = Set.copyOf(ids);
        return rows.values().stream()
                .filter(row -> wanted.contains(row.id))
                .flatMap(row -> document(row, reader).stream())
                .toList();
    }

    private Optional<Document> document(Row row, Reader reader) {
        List<Stored> seen =
                shown(row).filter(stored -> sees(reader, stored.content().file())).toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Description described = seen.getFirst().content().description();
        return Optional.of(
                new Document(
                        row.id,
                        row.key,
                        described.title(),
                        described.authors(),
                        described.summary(),
                        described.keywords(),
                        described.year(),
                        described.language(),
                        described.createdAt(),
                        described.createdAt(),
                        seen.stream()
                                .map(stored ->
                                        new DocumentFile(
                                                stored.content().file(),
                                                stored.content().origin(),
                                                stored.content().origin(),
                                                "text/plain",
                                                0,
                                                null,
                                                stored.content().pages().size()))
                                .toList()));
    }

    @Override
    public synchronized Optional<Page> page(FileId file, int number, Reader reader) {
        return Optional.ofNullable(files.get(file))
                .filter(stored -> !stored.hidden() && sees(reader, file))
                .flatMap(stored ->
                        stored.content().pages().stream()
                                .filter(page -> page.number() == number)
                                .findFirst());
    }

    @Override
    public synchronized List<Passage> passages(Collection<PassageId> ids, Reader reader) {
        Set<PassageId> wanted = Set.copyOf(ids);
        return files.values().stream()
                .filter(stored -> !stored.hidden() && sees(reader, stored.content().file()))
                .flatMap(stored -> stored.passages().stream())
                .filter(passage -> wanted.contains(passage.id()))
                .toList();
    }

    @Override
    public synchronized Counts count(Reader reader) {
        Map<Category, Long> byCategory = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            byCategory.put(category, 0L);
        }
        rows.values().stream()
                .flatMap(row -> document(row, reader).stream())
                .forEach(document -> byCategory.merge(document.key().category(), 1L, Long::sum));
        return new Counts(byCategory, files.size(), lastPassage, 0, Instant.EPOCH);
    }
}
