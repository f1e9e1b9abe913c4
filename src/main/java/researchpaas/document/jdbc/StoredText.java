package researchpaas.document.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.NewPassage;

/// A file's pages and passages, replaced as a whole.
@Component
class StoredText {
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final JdbcTemplate template;

    private final StoredHiddenText hidden;

    StoredText(JdbcClient sql, JdbcTemplate template, StoredHiddenText hidden) {
        this.sql = sql;
        this.template = template;
        this.hidden = hidden;
    }

    void replacePages(FileId file, List<Page> pages) {
        sql.sql("delete from pages where file_id = :file").param("file", file.value()).update();
        template.batchUpdate(
                "insert into pages (file_id, number, text, width, height, layout) values (?, ?, ?, ?, ?, ?)",
                pages,
                BATCH,
                (statement, page) -> {
                    statement.setLong(1, file.value());
                    statement.setInt(2, page.number());
                    statement.setString(3, page.text());
                    statement.setDouble(4, page.width());
                    statement.setDouble(5, page.height());
                    statement.setBytes(6, PageLayout.bytes(page.lines()));
                });
        hidden.replace(file, pages);
    }

    /// A passage that is there already, word for word at the same place, keeps its row and so its
    /// id.
    void replacePassages(FileId file, List<NewPassage> passages) {
        Map<Place, Deque<Stored>> stored = stored(file);
        List<Numbered> added = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (int ordinal = 0; ordinal < passages.size(); ordinal++) {
            NewPassage passage = passages.get(ordinal);
            Stored same = take(stored, Place.of(passage));
            if (same == null) {
                added.add(new Numbered(ordinal, passage));
            } else if (same.ordinal() != ordinal || same.language() != passage.language()) {
                kept.add(new Kept(same.id(), ordinal, passage.language()));
            }
        }
        delete(stored.values().stream().flatMap(Deque::stream).map(Stored::id).toList());
        update(kept);
        insert(file, added);
    }

    private static @Nullable Stored take(Map<Place, Deque<Stored>> stored, Place place) {
        Deque<Stored> same = stored.get(place);
        return same == null ? null : same.poll();
    }

    private Map<Place, Deque<Stored>> stored(FileId file) {
        Map<Place, Deque<Stored>> stored = new HashMap<>();
        sql.sql(
                        """
                        select id, ordinal, text, heading, first_page, last_page, start_at, end_at, language, hash
                        from passages where file_id = :file order by ordinal
                        """)
                .param("file", file.value())
                .query(row -> {
                    Place place =
                            new Place(
                                    row.getString("hash"),
                                    row.getInt("first_page"),
                                    row.getInt("last_page"),
                                    row.getInt("start_at"),
                                    row.getInt("end_at"),
                                    row.getString("heading"),
                                    row.getString("text"));
                    Stored passage =
                            new Stored(
                                    row.getLong("id"),
                                    row.getInt("ordinal"),
                                    Language.ofCode(row.getString("language")));
                    stored.computeIfAbsent(place, p -> new ArrayDeque<>()).add(passage);
                });
        return stored;
    }

    private void delete(List<Long> ids) {
        template.batchUpdate(
                "delete from passages where id = ?",
                ids,
                BATCH,
                (statement, id) -> statement.setLong(1, id));
    }

    private void update(List<Kept> kept) {
        template.batchUpdate(
                "update passages set ordinal = ?, language = ? where id = ?",
                kept,
                BATCH,
                (statement, passage) -> {
                    statement.setInt(1, passage.ordinal());
                    statement.setString(2, passage.language().code());
                    statement.setLong(3, passage.id());
                });
    }

    private void insert(FileId file, List<Numbered> added) {
        template.batchUpdate(
                """
                insert into passages (file_id, ordinal, text, heading, first_page, last_page, start_at, end_at,
                                      language, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                added,
                BATCH,
                (statement, numbered) -> {
                    NewPassage passage = numbered.passage();
                    statement.setLong(1, file.value());
                    statement.setInt(2, numbered.ordinal());
                    statement.setString(3, passage.text());
                    statement.setString(4, passage.heading());
                    statement.setInt(5, passage.firstPage());
                    statement.setInt(6, passage.lastPage());
                    statement.setInt(7, passage.start());
                    statement.setInt(8, passage.end());
                    statement.setString(9, passage.language().code());
                    statement.setString(10, passage.hash());
                });
    }

    /// What makes a passage the same one.
    private record Place(
            String hash,
            int firstPage,
            int lastPage,
            int start,
            int end,
            String heading,
            String text) {
        static Place of(NewPassage passage) {
            return new Place(
                    passage.hash(),
                    passage.firstPage(),
                    passage.lastPage(),
                    passage.start(),
                    passage.end(),
                    passage.heading(),
                    passage.text());
        }
    }

    private record Stored(long id, int ordinal, Language language) {}

    private record Kept(long id, int ordinal, Language language) {}

    private record Numbered(int ordinal, NewPassage passage) {}
}
