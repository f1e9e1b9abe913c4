package researchpaas.document.jdbc;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.document.FileId;
import researchpaas.document.HiddenText;
import researchpaas.document.HiddenText.Kind;
import researchpaas.document.Page;
import researchpaas.document.Passage;

/// What people do not see of the stored pages, and so of the passages.
@Component
class StoredHiddenText {
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final JdbcTemplate template;

    StoredHiddenText(JdbcClient sql, JdbcTemplate template) {
        this.sql = sql;
        this.template = template;
    }

    void replace(FileId file, List<Page> pages) {
        sql.sql("delete from hidden_text where file_id = :file")
                .param("file", file.value())
                .update();
        List<Row> rows = new ArrayList<>();
        for (Page page : pages) {
            int ordinal = 0;
            for (HiddenText hidden : page.hidden()) {
                rows.add(new Row(page.number(), ordinal++, hidden));
            }
        }
        template.batchUpdate(
                "insert into hidden_text (file_id, page, ordinal, start_at, end_at, kind) values (?, ?, ?, ?, ?, ?)",
                rows,
                BATCH,
                (statement, row) -> {
                    statement.setLong(1, file.value());
                    statement.setInt(2, row.page());
                    statement.setInt(3, row.ordinal());
                    statement.setInt(4, row.hidden().start());
                    statement.setInt(5, row.hidden().end());
                    statement.setString(6, row.hidden().kind().name());
                });
    }

    /// The page, with what is hidden on it.
    Page marked(Page page, FileId file) {
        List<HiddenText> hidden =
                sql.sql(
                                """
                                select start_at, end_at, kind from hidden_text
                                where file_id = :file and page = :page order by ordinal
                                """)
                        .param("file", file.value())
                        .param("page", page.number())
                        .query((row, _) -> hidden(row))
                        .list();
        return new Page(
                page.number(), page.text(), page.width(), page.height(), page.lines(), hidden);
    }

    private static HiddenText hidden(ResultSet row) throws SQLException {
        return new HiddenText(
                row.getInt("start_at"), row.getInt("end_at"), Kind.valueOf(row.getString("kind")));
    }

    /// The passages, with what is hidden in each.
    List<Passage> marked(List<Passage> passages) {
        if (passages.isEmpty()) {
            return passages;
        }
        List<OfPassage> found = found(passages.stream().map(p -> p.id().value()).toList());
        if (found.isEmpty()) {
            return passages;
        }
        Map<Long, List<OfPassage>> byPassage = found.stream().collect(groupingBy(OfPassage::id));
        return passages.stream()
                .map(passage ->
                        marked(passage, byPassage.getOrDefault(passage.id().value(), List.of())))
                .toList();
    }

    private List<OfPassage> found(Collection<Long> passages) {
        return sql.sql(
                        """
                        select p.id, h.page, h.start_at, h.end_at, h.kind
                        from passages p
                        join hidden_text h on h.file_id = p.file_id
                            and h.page between p.first_page and p.last_page and h.start_at < h.end_at
                        where p.id in (:passages)
                        order by p.id, h.page, h.ordinal
                        """)
                .param("passages", passages)
                .query((row, _) ->
                        new OfPassage(row.getLong("id"), row.getInt("page"), hidden(row)))
                .list();
    }

    private Passage marked(Passage passage, List<OfPassage> found) {
        List<HiddenText> hidden = new ArrayList<>();
        for (OfPassage one : found) {
            int shift = beginOf(one.page(), passage);
            int start = Math.max(shift + one.hidden().start(), 0);
            int end = Math.min(shift + one.hidden().end(), passage.text().length());
            if (start < end) {
                hidden.add(new HiddenText(start, end, one.hidden().kind()));
            }
        }
        return new Passage(
                passage.id(),
                passage.file(),
                passage.document(),
                passage.ordinal(),
                passage.text(),
                passage.heading(),
                passage.firstPage(),
                passage.lastPage(),
                passage.start(),
                passage.end(),
                passage.language(),
                passage.hash(),
                hidden);
    }

    /// Where in the passage's text the page's text would begin; below 0 for the passage's first
    /// page.
    private int beginOf(int page, Passage passage) {
        if (page == passage.firstPage()) {
            return -passage.start();
        }
        if (page == passage.lastPage()) {
            return passage.text().length() - passage.end();
        }
        // whole pages within a passage are few and short: slides, mostly
        return beginOf(page - 1, passage) + length(passage.file(), page - 1) + 1;
    }

    /// In Java, since databases count characters otherwise.
    private int length(FileId file, int page) {
        return sql.sql("select text from pages where file_id = :file and number = :page")
                .param("file", file.value())
                .param("page", page)
                .query(String.class)
                .optional()
                .map(String::length)
                .orElse(0);
    }

    private record Row(int page, int ordinal, HiddenText hidden) {}

    private record OfPassage(long id, int page, HiddenText hidden) {}
}
