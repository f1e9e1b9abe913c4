package researchpaas.answer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.answer.Conversation;
import researchpaas.answer.ConversationId;
import researchpaas.answer.Conversations;
import researchpaas.answer.KeptExchange;
import researchpaas.answer.Owner;

@Component
@Transactional
class JdbcConversations implements Conversations {
    /// `= null` is never true: the local reader's are those without an account.
    private static final String OWNED =
            "(c.account_id = :account or (c.account_id is null and :account is null))";

    private static final String SELECT =
            """
            select c.id, c.title, c.created_at, c.updated_at,
                   (select count(*) from exchanges e where e.conversation_id = c.id) as exchanges
            from conversations c where
            """
                    + OWNED;

    private final JdbcClient sql;
    private final StoredExchanges exchanges;
    private final Clock clock;

    JdbcConversations(JdbcClient sql, StoredExchanges exchanges, Clock clock) {
        this.sql = sql;
        this.exchanges = exchanges;
        this.clock = clock;
    }

    @Override
    public Conversation begin(Owner owner, String title, KeptExchange first) {
        long id =
                owned(
                                sql.sql(
                                        """
                                        insert into conversations (account_id, title, created_at, updated_at)
                                        values (:account, :title, :now, :now) returning id
                                        """),
                                owner)
                        .param("title", title)
                        .param("now", clock.millis())
                        .query(Long.class)
                        .single();
        exchanges.write(id, 1, first);
        return find(owner, new ConversationId(id)).orElseThrow();
    }

    /// Two at once come one after the other: the conversation's row is taken first.
    @Override
    public OptionalInt add(Owner owner, ConversationId conversation, KeptExchange next) {
        int rows =
                owned(
                                sql.sql(
                                        "update conversations as c set updated_at = :now where c.id = :id and "
                                                + OWNED),
                                owner)
                        .param("now", clock.millis())
                        .param("id", conversation.value())
                        .update();
        if (rows == 0) {
            return OptionalInt.empty();
        }
        int ordinal = exchanges.last(conversation.value()) + 1;
        exchanges.write(conversation.value(), ordinal, next);
        return OptionalInt.of(ordinal);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Conversation> find(Owner owner, ConversationId conversation) {
        return owned(sql.sql(SELECT + " and c.id = :id"), owner)
                .param("id", conversation.value())
                .query(JdbcConversations::conversation)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Conversation> list(Owner owner, int offset, int limit) {
        return owned(
                        sql.sql(
                                SELECT
                                        + " order by c.updated_at desc, c.id desc limit :limit offset :offset"),
                        owner)
                .param("limit", limit)
                .param("offset", offset)
                .query(JdbcConversations::conversation)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<KeptExchange> exchanges(Owner owner, ConversationId conversation) {
        return find(owner, conversation)
                .map(found -> exchanges.read(found.id().value()))
                .orElse(List.of());
    }

    @Override
    public boolean rename(Owner owner, ConversationId conversation, String title) {
        return owned(
                                sql.sql(
                                        "update conversations as c set title = :title where c.id = :id and "
                                                + OWNED),
                                owner)
                        .param("title", title)
                        .param("id", conversation.value())
                        .update()
                == 1;
    }

    @Override
    public boolean delete(Owner owner, ConversationId conversation) {
        return owned(sql.sql("delete from conversations as c where c.id = :id and " + OWNED), owner)
                        .param("id", conversation.value())
                        .update()
                == 1;
    }

    @Override
    public int forget(Instant before) {
        return sql.sql("delete from conversations where updated_at < :before")
                .param("before", before.toEpochMilli())
                .update();
    }

    private static JdbcClient.StatementSpec owned(JdbcClient.StatementSpec statement, Owner owner) {
        AccountId account = owner.account();
        return statement.param("account", account == null ? null : account.value(), Types.BIGINT);
    }

    private static Conversation conversation(ResultSet row, int number) throws SQLException {
        return new Conversation(
                new ConversationId(row.getLong("id")),
                row.getString("title"),
                row.getInt("exchanges"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
