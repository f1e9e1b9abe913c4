package researchpaas.answer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.ModelUse;

@Component
@Transactional
class JdbcModelUse implements ModelUse {
    private static final long NOBODY = 0;

    private static final String LINES =
            """
            select day, account_id, provider, model, requests, failed, estimated,
                input_tokens, output_tokens, thinking_tokens, nanos, unpriced
            from model_use where day >= :from and day <= :to %s
            order by day desc, account_id, provider, model
            """;

    private final JdbcClient sql;

    JdbcModelUse(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void add(Entry entry) {
        Long nanos = entry.nanos();
        sql.sql(
                        """
                        insert into model_use (day, account_id, provider, model, requests, failed, estimated,
                            input_tokens, output_tokens, thinking_tokens, nanos, unpriced)
                        values (:day, :account, :provider, :model, 1, :failed, :estimated,
                            :input, :output, :thinking, :nanos, :unpriced)
                        on conflict (day, account_id, provider, model) do update set
                            requests = model_use.requests + 1,
                            failed = model_use.failed + excluded.failed,
                            estimated = model_use.estimated + excluded.estimated,
                            input_tokens = model_use.input_tokens + excluded.input_tokens,
                            output_tokens = model_use.output_tokens + excluded.output_tokens,
                            thinking_tokens = model_use.thinking_tokens + excluded.thinking_tokens,
                            nanos = model_use.nanos + excluded.nanos,
                            unpriced = model_use.unpriced + excluded.unpriced
                        """)
                .param("day", entry.day().toString())
                .param("account", number(entry.account()))
                .param("provider", entry.provider())
                .param("model", entry.model())
                .param("failed", entry.failed() ? 1L : 0L)
                .param("estimated", entry.estimated() ? 1L : 0L)
                .param("input", entry.usage().input())
                .param("output", entry.usage().output())
                .param("thinking", entry.usage().thinking())
                .param("nanos", nanos == null ? 0L : nanos)
                .param("unpriced", nanos == null ? 1L : 0L)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Spent spent(LocalDate day, @Nullable AccountId account) {
        return sql.sql(
                        """
                        select coalesce(sum(input_tokens + output_tokens + thinking_tokens), 0) as department,
                            coalesce(sum(case when account_id = :account
                                then input_tokens + output_tokens + thinking_tokens else 0 end), 0) as account
                        from model_use where day = :day
                        """)
                .param("day", day.toString())
                .param("account", number(account))
                .query((row, _) ->
                        new Spent(
                                account == null ? 0 : row.getLong("account"),
                                row.getLong("department")))
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> between(LocalDate from, LocalDate to) {
        return sql.sql(LINES.formatted(""))
                .param("from", from.toString())
                .param("to", to.toString())
                .query((row, _) -> line(row))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> between(LocalDate from, LocalDate to, @Nullable AccountId account) {
        return sql.sql(LINES.formatted("and account_id = :account"))
                .param("from", from.toString())
                .param("to", to.toString())
                .param("account", number(account))
                .query((row, _) -> line(row))
                .list();
    }

    @Override
    public int forget(LocalDate before) {
        return sql.sql("delete from model_use where day < :before")
                .param("before", before.toString())
                .update();
    }

    private static Line line(ResultSet row) throws SQLException {
        long account = row.getLong("account_id");
        return new Line(
                LocalDate.parse(row.getString("day")),
                account == NOBODY ? null : new AccountId(account),
                row.getString("provider"),
                row.getString("model"),
                new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("thinking_tokens")),
                row.getLong("requests"),
                row.getLong("failed"),
                row.getLong("estimated"),
                row.getLong("nanos"),
                row.getLong("unpriced"));
    }

    private static long number(@Nullable AccountId account) {
        return account == null ? NOBODY : account.value();
    }
}
