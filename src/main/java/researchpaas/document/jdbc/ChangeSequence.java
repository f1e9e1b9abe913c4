package researchpaas.document.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Change numbers in commit order. Taking one locks the sequence until the transaction ends, so a
/// transaction takes its first number BEFORE it touches anything else: then two of them never wait
/// for each other in a circle, and none can commit a number below one that a follower has already
/// passed.
@Component
class ChangeSequence {
    private final JdbcClient sql;
    private final JdbcTemplate template;

    ChangeSequence(JdbcClient sql, JdbcTemplate template) {
        this.sql = sql;
        this.template = template;
    }

    long last() {
        return sql.sql("select last from change_sequence").query(Long.class).single();
    }

    /// Makes this transaction the one that numbers.
    void begin() {
        sql.sql("update change_sequence set last = last where id = 1").update();
    }

    /// The next number to each document.
    void number(Collection<Long> documents) {
        if (documents.isEmpty()) {
            return;
        }
        long last =
                sql.sql(
                                "update change_sequence set last = last + :count where id = 1 returning last")
                        .param("count", documents.size())
                        .query(Long.class)
                        .single();
        List<Object[]> numbered = new ArrayList<>();
        for (long document : documents) {
            numbered.add(new Object[] {last - documents.size() + 1 + numbered.size(), document});
        }
        template.batchUpdate("update documents set change = ? where id = ?", numbered);
    }
}
