package researchpaas.source.jdbc;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.SourceLedger;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
@Transactional
class JdbcSourceLedger implements SourceLedger {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private final JdbcClient sql;
    private final Clock clock;

    JdbcSourceLedger(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<SourceId, Map<Fate, Long>> counts() {
        Map<SourceId, Map<Fate, Long>> counts = new HashMap<>();
        sql.sql(
                        """
                        select source_id, state, count(*) as files from files
                        where not gone group by source_id, state
                        """)
                .query(row -> {
                    counts.computeIfAbsent(
                                    new SourceId(row.getLong("source_id")), _ -> new HashMap<>())
                            .merge(fate(row), row.getLong("files"), Long::sum);
                });
        return counts;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> lines(SourceId source, @Nullable Fate fate, int offset, int limit) {
        return sql.sql(
                        """
                        select f.id, f.path, f.size, f.state, f.reason, f.reason_details, f.attempts,
                               f.updated_at, f.next_try, i.link, i.access,
                               (select count(*) from access_grants g where g.access_set = f.access_set) as grants
                        from files f
                        left join drive_items i on i.source_id = f.source_id and i.item_id = f.external_id
                        where f.source_id = :source and not f.gone and f.state in (:states)
                        order by f.path, f.id limit :limit offset :offset
                        """)
                .param("source", source.value())
                .param("states", states(fate))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> line(row))
                .list();
    }

    /// A skipped one too: whoever asks has mended something that the ledger cannot see.
    @Override
    public boolean tryAgain(SourceId source, FileId file) {
        return sql.sql(
                                """
                                update files set state = 'FAILED', next_try = :now, updated_at = :now
                                where id = :file and source_id = :source and not gone
                                  and state in ('FAILED', 'SKIPPED')
                                """)
                        .param("now", clock.millis())
                        .param("file", file.value())
                        .param("source", source.value())
                        .update()
                == 1;
    }

    private static Set<String> states(@Nullable Fate fate) {
        return EnumSet.allOf(State.class).stream()
                .filter(state -> fate == null || Fate.of(state) == fate)
                .map(State::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Line line(ResultSet row) throws SQLException {
        long nextTry = row.getLong("next_try");
        boolean again = !row.wasNull();
        return new Line(
                new FileId(row.getLong("id")),
                row.getString("path"),
                row.getLong("size"),
                fate(row),
                reason(row),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                again ? Instant.ofEpochMilli(nextTry) : null,
                audience(row),
                link(row.getString("link")));
    }

    private static Fate fate(ResultSet row) throws SQLException {
        return Fate.of(State.valueOf(row.getString("state")));
    }

    private static @Nullable Reason reason(ResultSet row) throws SQLException {
        String code = row.getString("reason");
        if (code == null) {
            return null;
        }
        return new Reason(
                Reason.Code.valueOf(code), JSON.readValue(row.getString("reason_details"), LIST));
    }

    private static Audience audience(ResultSet row) throws SQLException {
        if (row.getLong("grants") > 0) {
            return Audience.SOMEBODY;
        }
        return "NOT_TOLD".equals(row.getString("access")) ? Audience.NOT_TOLD : Audience.NOBODY;
    }

    /// Of a web page only: it becomes a link, and comes from outside.
    private static @Nullable URI link(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
