package researchpaas.search.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.search.IndexChoices;

/// One row.
@Component
@Transactional
class JdbcIndexChoices implements IndexChoices {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcIndexChoices(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Standing> standing() {
        return read();
    }

    private Optional<Standing> read() {
        return sql.sql(
                        """
                        select engine, model, dimension,
                               previous_engine, previous_model, previous_dimension,
                               building_engine, building_model, building_dimension, vectors_first
                        from active_index
                        """)
                .query((row, _) ->
                        new Standing(
                                Objects.requireNonNull(choice(row, "")),
                                choice(row, "previous_"),
                                choice(row, "building_"),
                                row.getBoolean("vectors_first")))
                .optional();
    }

    private static @Nullable Choice choice(ResultSet row, String prefix) throws SQLException {
        String engine = row.getString(prefix + "engine");
        return engine == null
                ? null
                : new Choice(
                        engine, row.getString(prefix + "model"), row.getInt(prefix + "dimension"));
    }

    @Override
    public Standing begin(Choice first) {
        sql.sql(
                        """
                        insert into active_index (id, engine, model, dimension, since)
                        values (1, :engine, :model, :dimension, :now) on conflict (id) do nothing
                        """)
                .param("engine", first.engine())
                .param("model", first.model())
                .param("dimension", first.dimension())
                .param("now", clock.millis())
                .update();
        return read().orElseThrow();
    }

    @Override
    public void replace(Choice active) {
        sql.sql(
                        """
                        update active_index
                        set engine = :engine, model = :model, dimension = :dimension, since = :now,
                            previous_engine = null, previous_model = null, previous_dimension = null,
                            building_engine = null, building_model = null, building_dimension = null,
                            vectors_first = false
                        """)
                .param("engine", active.engine())
                .param("model", active.model())
                .param("dimension", active.dimension())
                .param("now", clock.millis())
                .update();
    }

    @Override
    public boolean build(Choice next, boolean vectorsFirst) {
        return sql.sql(
                                """
                                update active_index
                                set vectors_first = case when building_engine is null then :vectors else vectors_first end,
                                    building_engine = :engine, building_model = :model, building_dimension = :dimension
                                where (building_engine is null or (building_engine = :engine and building_model = :model))
                                  and not (engine = :engine and model = :model)
                                """)
                        .param("engine", next.engine())
                        .param("model", next.model())
                        .param("dimension", next.dimension())
                        .param("vectors", vectorsFirst)
                        .update()
                == 1;
    }

    @Override
    public void vectorsDone() {
        sql.sql("update active_index set vectors_first = false").update();
    }

    @Override
    public boolean flip(Choice built) {
        return sql.sql(
                                """
                                update active_index
                                set previous_engine = engine, previous_model = model, previous_dimension = dimension,
                                    engine = building_engine, model = building_model, dimension = building_dimension,
                                    building_engine = null, building_model = null, building_dimension = null,
                                    vectors_first = false, since = :now
                                where building_engine = :engine and building_model = :model
                                """)
                        .param("engine", built.engine())
                        .param("model", built.model())
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    @Override
    public void giveUp() {
        sql.sql(
                        """
                        update active_index
                        set building_engine = null, building_model = null, building_dimension = null,
                            vectors_first = false
                        """)
                .update();
    }

    @Override
    public void forget() {
        sql.sql(
                        """
                        update active_index
                        set previous_engine = null, previous_model = null, previous_dimension = null
                        """)
                .update();
    }
}
