package researchpaas.operate.jdbc;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.operate.SwitchReport;
import researchpaas.operate.SwitchReports;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One row.
@Component
@Transactional
class JdbcSwitchReports implements SwitchReports {
    private static final Logger log = LoggerFactory.getLogger(JdbcSwitchReports.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient sql;

    JdbcSwitchReports(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void keep(SwitchReport report) {
        sql.sql(
                        """
                        insert into index_switch (id, report) values (1, :report)
                        on conflict (id) do update set report = excluded.report
                        """)
                .param("report", JSON.writeValueAsString(report))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<SwitchReport> newest() {
        return sql.sql("select report from index_switch")
                .query(String.class)
                .optional()
                .flatMap(JdbcSwitchReports::read);
    }

    private static Optional<SwitchReport> read(String text) {
        try {
            return Optional.of(JSON.readValue(text, SwitchReport.class));
        } catch (JacksonException e) {
            log.atDebug().setCause(e).log("A report of another version cannot be read.");
            return Optional.empty();
        }
    }

    @Override
    public void forget() {
        sql.sql("delete from index_switch").update();
    }
}
