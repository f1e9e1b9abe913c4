package researchpaas.answer.jdbc;

import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.answer.Cost;
import researchpaas.answer.KeptExchange;
import researchpaas.answer.KeptExchange.KeptAction;
import researchpaas.answer.KeptExchange.KeptCitation;
import researchpaas.answer.KeptExchange.KeptDataset;
import researchpaas.answer.KeptExchange.KeptStatement;
import researchpaas.answer.KeptExchange.Outcome;
import researchpaas.answer.KeptExchange.Receipt;
import researchpaas.answer.KeptExchange.UsedPassage;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.Question;
import researchpaas.answer.Trace;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;

/// The rows of exchanges, in the transaction of whoever asks.
@Component
class StoredExchanges {
    private static final String RELATED = "RELATED";
    private static final String DATASET = "DATASET";

    private final JdbcClient sql;

    StoredExchanges(JdbcClient sql) {
        this.sql = sql;
    }

    int last(long conversation) {
        return sql.sql(
                        "select coalesce(max(ordinal), 0) from exchanges where conversation_id = :conversation")
                .param("conversation", conversation)
                .query(Integer.class)
                .single();
    }

    void write(long conversation, int ordinal, KeptExchange exchange) {
        long id = head(conversation, ordinal, exchange);
        for (int i = 0; i < exchange.statements().size(); i++) {
            write(id, i, exchange.statements().get(i));
        }
        for (int i = 0; i < exchange.receipt().passages().size(); i++) {
            write(id, i, exchange.receipt().passages().get(i));
        }
        int place = 0;
        for (DocumentId related : exchange.related()) {
            writeDocument(id, place++, RELATED, new KeptDataset(related, 0, List.of()));
        }
        for (KeptDataset dataset : exchange.datasets()) {
            writeDocument(id, place++, DATASET, dataset);
        }
        for (int i = 0; i < exchange.actions().size(); i++) {
            write(id, i, exchange.actions().get(i));
        }
    }

    private long head(long conversation, int ordinal, KeptExchange exchange) {
        Receipt receipt = exchange.receipt();
        Trace.Written written = receipt.written();
        Usage usage = receipt.usage();
        Cost cost = receipt.cost();
        return sql.sql(
                        """
                        insert into exchanges
                            (conversation_id, ordinal, question, kind, model_asked, outcome, asked_at, searched, evidence, withheld,
                             provider, model, without_model, input_tokens, output_tokens, thinking_tokens, cost, currency,
                             index_engine, index_cursor, index_meaning, search_took, first_proved, checking_took, whole_took)
                        values
                            (:conversation, :ordinal, :question, :kind, :modelAsked, :outcome, :askedAt, :searched, :evidence, :withheld,
                             :provider, :model, :without, :input, :output, :thinking, :cost, :currency,
                             :engine, :cursor, :meaning, :search, :firstProved, :checking, :whole)
                        returning id
                        """)
                .param("conversation", conversation)
                .param("ordinal", ordinal)
                .param("question", exchange.question())
                .param("kind", exchange.kind().name())
                .param("modelAsked", exchange.model(), Types.VARCHAR)
                .param("outcome", exchange.outcome().name())
                .param("askedAt", exchange.at().toEpochMilli())
                .param("searched", lines(receipt.searched()))
                .param("evidence", receipt.evidence())
                .param("withheld", receipt.withheld())
                .param("provider", written == null ? null : written.provider(), Types.VARCHAR)
                .param("model", written == null ? null : written.model(), Types.VARCHAR)
                .param(
                        "without",
                        receipt.without() == null ? null : receipt.without().name(),
                        Types.VARCHAR)
                .param("input", usage.input())
                .param("output", usage.output())
                .param("thinking", usage.thinking())
                .param("cost", cost == null ? null : cost.nanos(), Types.BIGINT)
                .param("currency", cost == null ? null : cost.currency(), Types.VARCHAR)
                .param("engine", receipt.index().engine())
                .param("cursor", receipt.index().cursor())
                .param("meaning", receipt.index().meaning())
                .param("search", micros(receipt.timings().search()))
                .param("firstProved", micros(receipt.timings().firstProved()), Types.BIGINT)
                .param("checking", micros(receipt.timings().checking()))
                .param("whole", micros(receipt.timings().whole()))
                .query(Long.class)
                .single();
    }

    private void write(long exchange, int ordinal, KeptStatement statement) {
        sql.sql(
                        """
                        insert into exchange_statements (exchange_id, ordinal, text, marked)
                        values (:exchange, :ordinal, :text, :marked)
                        """)
                .param("exchange", exchange)
                .param("ordinal", ordinal)
                .param("text", statement.text(), Types.VARCHAR)
                .param("marked", statement.marked())
                .update();
        for (int i = 0; i < statement.citations().size(); i++) {
            KeptCitation citation = statement.citations().get(i);
            sql.sql(
                            """
                            insert into exchange_citations
                                (exchange_id, statement, ordinal, document_id, file_id, passage_id, page, start_at, end_at, hash)
                            values (:exchange, :statement, :ordinal, :document, :file, :passage, :page, :start, :end, :hash)
                            """)
                    .param("exchange", exchange)
                    .param("statement", ordinal)
                    .param("ordinal", i)
                    .param("document", citation.document().value())
                    .param("file", citation.file().value())
                    .param("passage", citation.passage().value())
                    .param("page", citation.page())
                    .param("start", citation.start())
                    .param("end", citation.end())
                    .param("hash", citation.hash())
                    .update();
        }
    }

    private void write(long exchange, int ordinal, UsedPassage passage) {
        sql.sql(
                        """
                        insert into exchange_passages
                            (exchange_id, ordinal, document_id, version, file_id, passage_id, page, hash, cited)
                        values (:exchange, :ordinal, :document, :version, :file, :passage, :page, :hash, :cited)
                        """)
                .param("exchange", exchange)
                .param("ordinal", ordinal)
                .param("document", passage.document().value())
                .param("version", passage.version().toEpochMilli())
                .param("file", passage.file().value())
                .param("passage", passage.passage().value())
                .param("page", passage.page())
                .param("hash", passage.hash())
                .param("cited", passage.cited())
                .update();
    }

    private void writeDocument(long exchange, int ordinal, String role, KeptDataset document) {
        sql.sql(
                        """
                        insert into exchange_documents (exchange_id, ordinal, role, document_id, points, words)
                        values (:exchange, :ordinal, :role, :document, :points, :words)
                        """)
                .param("exchange", exchange)
                .param("ordinal", ordinal)
                .param("role", role)
                .param("document", document.document().value())
                .param("points", document.points())
                .param("words", lines(document.words()))
                .update();
    }

    private void write(long exchange, int ordinal, KeptAction action) {
        ActionRow row = ActionRow.of(action);
        sql.sql(
                        """
                        insert into exchange_actions (exchange_id, ordinal, kind, document_id, page, words, statement)
                        values (:exchange, :ordinal, :kind, :document, :page, :words, :statement)
                        """)
                .param("exchange", exchange)
                .param("ordinal", ordinal)
                .param("kind", row.kind())
                .param("document", row.document(), Types.BIGINT)
                .param("page", row.page(), Types.INTEGER)
                .param("words", row.words(), Types.VARCHAR)
                .param("statement", row.statement(), Types.INTEGER)
                .update();
    }

    /// As they were asked.
    List<KeptExchange> read(long conversation) {
        Map<Long, List<Part<CitationRow>>> citations =
                parts(
                        conversation,
                        """
                        select e.id as exchange, p.* from exchange_citations p
                        join exchanges e on e.id = p.exchange_id
                        where e.conversation_id = :conversation order by e.id, p.statement, p.ordinal
                        """,
                        StoredExchanges::citation);
        Map<Long, List<Part<StatementRow>>> statements =
                parts(
                        conversation,
                        inOrder("exchange_statements"),
                        (row, _) ->
                                new StatementRow(
                                        row.getInt("ordinal"),
                                        row.getString("text"),
                                        row.getBoolean("marked")));
        Map<Long, List<Part<UsedPassage>>> passages =
                parts(conversation, inOrder("exchange_passages"), StoredExchanges::passage);
        Map<Long, List<Part<DocumentRow>>> documents =
                parts(
                        conversation,
                        inOrder("exchange_documents"),
                        (row, _) ->
                                new DocumentRow(
                                        row.getString("role"),
                                        new KeptDataset(
                                                new DocumentId(row.getLong("document_id")),
                                                row.getInt("points"),
                                                list(row.getString("words")))));
        Map<Long, List<Part<KeptAction>>> actions =
                parts(
                        conversation,
                        inOrder("exchange_actions"),
                        (row, _) -> ActionRow.of(row).action());
        return sql.sql(
                        "select * from exchanges where conversation_id = :conversation order by ordinal")
                .param("conversation", conversation)
                .query((row, _) -> {
                    long id = row.getLong("id");
                    return exchange(
                            row,
                            statements(of(statements, id), of(citations, id)),
                            of(passages, id),
                            of(documents, id),
                            of(actions, id));
                })
                .list();
    }

    private static String inOrder(String table) {
        return """
        select e.id as exchange, p.* from %s p join exchanges e on e.id = p.exchange_id
        where e.conversation_id = :conversation order by e.id, p.ordinal
        """
                .formatted(table);
    }

    private <T> Map<Long, List<Part<T>>> parts(
            long conversation, String select, RowMapper<T> read) {
        return sql
                .sql(select)
                .param("conversation", conversation)
                .query((row, n) -> new Part<T>(row.getLong("exchange"), mapped(read, row, n)))
                .list()
                .stream()
                .collect(groupingBy(Part::exchange));
    }

    private static <T> T mapped(RowMapper<T> read, ResultSet row, int number) throws SQLException {
        T value = read.mapRow(row, number);
        if (value == null) {
            throw new IllegalStateException("A row of an exchange holds nothing");
        }
        return value;
    }

    private static <T> List<T> of(Map<Long, List<Part<T>>> parts, long exchange) {
        return parts.getOrDefault(exchange, List.of()).stream().map(Part::value).toList();
    }

    private static List<KeptStatement> statements(
            List<StatementRow> statements, List<CitationRow> citations) {
        return statements.stream()
                .map(statement ->
                        new KeptStatement(
                                statement.text(),
                                statement.marked(),
                                citations.stream()
                                        .filter(one -> one.statement() == statement.ordinal())
                                        .map(CitationRow::citation)
                                        .toList()))
                .toList();
    }

    private static KeptExchange exchange(
            ResultSet row,
            List<KeptStatement> statements,
            List<UsedPassage> passages,
            List<DocumentRow> documents,
            List<KeptAction> actions)
            throws SQLException {
        int proposed = (int) actions.stream().filter(KeptAction.Proposed.class::isInstance).count();
        return new KeptExchange(
                row.getInt("ordinal"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                row.getString("question"),
                Question.Kind.valueOf(row.getString("kind")),
                row.getString("model_asked"),
                Outcome.valueOf(row.getString("outcome")),
                statements,
                statements.size() - proposed,
                documents.stream()
                        .filter(one -> one.role().equals(RELATED))
                        .map(one -> one.document().document())
                        .toList(),
                documents.stream()
                        .filter(one -> one.role().equals(DATASET))
                        .map(DocumentRow::document)
                        .toList(),
                actions,
                receipt(row, passages));
    }

    private static Receipt receipt(ResultSet row, List<UsedPassage> passages) throws SQLException {
        String model = row.getString("model");
        String without = row.getString("without_model");
        String currency = row.getString("currency");
        return new Receipt(
                passages,
                list(row.getString("searched")),
                model == null
                        ? null
                        : new Trace.Written(
                                row.getString("provider"),
                                model,
                                new Usage(
                                        row.getLong("input_tokens"),
                                        row.getLong("output_tokens"),
                                        row.getLong("thinking_tokens"))),
                currency == null ? null : new Cost(row.getLong("cost"), currency),
                without == null ? null : Why.valueOf(without),
                row.getDouble("evidence"),
                row.getInt("withheld"),
                new Trace.Index(
                        row.getString("index_engine"),
                        row.getLong("index_cursor"),
                        row.getString("index_meaning")),
                new Trace.Timings(
                        took(row.getLong("search_took")),
                        firstProved(row),
                        took(row.getLong("checking_took")),
                        took(row.getLong("whole_took"))));
    }

    private static @Nullable Duration firstProved(ResultSet row) throws SQLException {
        long micros = row.getLong("first_proved");
        return row.wasNull() ? null : took(micros);
    }

    private static CitationRow citation(ResultSet row, int number) throws SQLException {
        return new CitationRow(
                row.getInt("statement"),
                new KeptCitation(
                        new DocumentId(row.getLong("document_id")),
                        new FileId(row.getLong("file_id")),
                        new PassageId(row.getLong("passage_id")),
                        row.getInt("page"),
                        row.getInt("start_at"),
                        row.getInt("end_at"),
                        row.getString("hash")));
    }

    private static UsedPassage passage(ResultSet row, int number) throws SQLException {
        return new UsedPassage(
                new DocumentId(row.getLong("document_id")),
                Instant.ofEpochMilli(row.getLong("version")),
                new FileId(row.getLong("file_id")),
                new PassageId(row.getLong("passage_id")),
                row.getInt("page"),
                row.getString("hash"),
                row.getBoolean("cited"));
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null ? null : duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    private static Duration took(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static String lines(List<String> texts) {
        return String.join("\n", texts.stream().map(text -> text.replace('\n', ' ')).toList());
    }

    private static List<String> list(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }

    private record Part<T>(long exchange, T value) {}

    private record CitationRow(int statement, KeptCitation citation) {}

    private record StatementRow(int ordinal, @Nullable String text, boolean marked) {}

    private record DocumentRow(String role, KeptDataset document) {}
}
